/** The packets pane. */
export { PacketsPane } from './PacketsPane.tsx'
