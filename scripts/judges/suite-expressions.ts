/** The random expressions of the test suite; their answers are recorded in src/filter/testdata. */
import { randomExpressions, type ExpressionCase } from './random-expressions.ts'

/** Kept as digests: the generator makes them again. */
export const suiteCases = (): ExpressionCase[] => randomExpressions(20222, 6000).map(({ request }) => request)

/** From these, the ones that are not too long to be read are kept with their whole answers. */
export const corpusCases = (): ExpressionCase[] => randomExpressions(20223, 2600).map(({ request }) => request)
