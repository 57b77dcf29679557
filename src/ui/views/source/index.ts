/** The source pane's views. */
export { Prose } from './Prose.tsx'
export { PlainEditor } from './PlainEditor.tsx'
export { SourceView } from './SourceView.tsx'
