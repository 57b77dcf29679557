/** The page's dialogs. */
export { Dialogs } from './Dialogs.tsx'
export { Missing } from './Missing.tsx'
