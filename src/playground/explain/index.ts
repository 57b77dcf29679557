export { explainProgram, valueMeanings } from './explain.ts'
export { describeValue, type ValueMeaning } from './values.ts'
