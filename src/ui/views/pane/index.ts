/** The frame of a pane. */
export { PaneFrame } from './PaneFrame.tsx'
