/** The command palette, connected. Its commands are gathered only while it is open. */
import { PaletteView } from '../../views/palette/index.ts'
import { useCommands } from './use-commands.ts'

export function Palette({ onClose }: { readonly onClose: () => void }) {
  return <PaletteView open onClose={onClose} commands={useCommands()} />
}
