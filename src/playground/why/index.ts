export { clausesOf, evaluateFilter, type ClauseValues } from './clause-values.ts'
