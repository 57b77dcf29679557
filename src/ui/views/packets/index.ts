/** The packets pane's views. */
export { PacketsView } from './PacketsView.tsx'
export { type Expected, type PacketHandlers, type PacketRowProps } from './types.ts'
