/** The top bar of both kinds, its menus, and the compile settings that a phone shows elsewhere. */
export { Examples, Export, Theme, useExport } from './menus.tsx'
export { PhoneTop } from './PhoneTop.tsx'
export { TopBar } from './TopBar.tsx'
export { useCompileSettings } from './use-compile-settings.ts'
