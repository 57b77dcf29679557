/** The random expressions of the test suite; their answers are recorded in src/filter/testdata. */
import { randomLanguage, randomSlice } from './random-expressions.ts'

export const sliceCases = () => randomSlice(20221, 5000)
export const languageCases = () => randomLanguage(20222, 5000)
