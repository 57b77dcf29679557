/** The views of a capture: its bar, and its rows in the packets table. */
export { CaptureBar } from './CaptureBar.tsx'
export { CaptureRows, ROW_HEIGHT } from './CaptureRows.tsx'
export { rowWindow, rowsAbove, scrollTo, type RowWindow } from './row-window.ts'
export { type CaptureSort, type ShownPackets } from './types.ts'
