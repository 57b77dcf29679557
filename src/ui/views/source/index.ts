/** The source pane's views. */
export { PlainEditor } from './PlainEditor.tsx'
export { SourceView } from './SourceView.tsx'
