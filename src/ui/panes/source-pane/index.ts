/** The source pane. */
export { SourcePane } from './SourcePane.tsx'
