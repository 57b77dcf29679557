export { clausesOf, evaluateFilter, type ClauseValues } from './clause-values.ts'
export { MOST_EXPLAINED, explainClauses, type ExplainedClause, type Shown, type Why } from './explain-clauses.ts'
export { whyRows, type RowState, type WhyRow } from './why-rows.ts'
