/**
 * Everything that floats over the page, and the library that holds it there. To be imported late: the page's first
 * load is without it.
 */
export { Dialog } from './Dialog.tsx'
export { DropMenu } from './DropMenu.tsx'
export { DropPanel } from './DropPanel.tsx'
export { type Beginning, type MenuProps, type PanelProps, type Trigger } from './types.ts'
