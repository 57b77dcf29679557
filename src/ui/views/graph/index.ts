/** A flow graph, drawn. */
export { FlowGraphView, type FlowGraphViewProps } from './FlowGraphView.tsx'
export { type GraphBox, type GraphLine, type GraphRow, type LayOut } from './types.ts'
