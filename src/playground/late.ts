/**
 * What the page shows a moment after it can be used, apart from the index so that it comes in a file of its own: advice,
 * what each instruction means,
 * answers for the editor, the flow graph and the optimizer's film, the value of each clause, and why. A terminal and a test may import it as it is.
 */
export { assemblyService } from './assembly-service.ts'
export { adviseSource } from './advise-source.ts'
export { explainProgram } from './explain/index.ts'
export { clausesOf, evaluateFilter, type ClauseValues } from './why/clause-values.ts'
export { MOST_EXPLAINED, explainClauses, type ExplainedClause, type Shown, type Why } from './why/explain-clauses.ts'
export { whyRows, type RowState, type WhyRow } from './why/why-rows.ts'
export { MOST_BLOCKS, flowGraph, type FlowEdge, type FlowGraph, type FlowNode } from './flow-graph/build.ts'
export { layOut } from './flow-graph/layout.ts'
export { filmOf } from './film-of.ts'
export { type Film, type FilmBlock } from '../filter/index.ts'
