/** The command palette. */
export { PaletteView, type CommandItem } from './PaletteView.tsx'
