/** The page's dialogs. */
export { Dialogs } from './Dialogs.tsx'
