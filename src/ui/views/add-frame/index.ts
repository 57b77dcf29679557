/** The dialog that adds a frame. A folder of its own, so that it can come later than the page. */
export { AddFrameDialog, type AddFrameProps } from './AddFrameDialog.tsx'
