/** The packets pane's views. */
export { PacketsView } from './PacketsView.tsx'
export { MOST_MARKED_CLAUSES } from './ClauseMarks.tsx'
export { type Expected, type PacketHandlers, type PacketRowProps } from './types.ts'
