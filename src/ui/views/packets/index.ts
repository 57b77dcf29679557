/** The packets pane's views. */
export { PacketsView } from './PacketsView.tsx'
export { ClauseHeads, ClauseMarks, MOST_MARKED_CLAUSES, type ClauseMark } from './ClauseMarks.tsx'
export { type Expected, type PacketHandlers, type PacketRowProps } from './types.ts'
