/** The packets pane's views. */
export { AddFrameForm } from './AddFrameForm.tsx'
export { PacketsView } from './PacketsView.tsx'
export { type Expected, type PacketHandlers, type PacketRowProps } from './types.ts'
