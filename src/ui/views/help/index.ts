/** The help: keys and marks. */
export { HelpView, type KeyItem } from './HelpView.tsx'
