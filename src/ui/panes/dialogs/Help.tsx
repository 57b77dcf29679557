/** The help, connected: the keys come from the table that the page listens by. */
import { keyList } from '../../keymap.ts'
import { HelpView, type KeyItem } from '../../views/help/index.ts'

/** The editor's own; its menu (Shift+F10 is taken: use the menu key or the pointer) has them too. */
const ASSEMBLY_KEYS: readonly KeyItem[] = [
  { keys: ['F12', 'Ctrl+click'], does: 'Go to the label' },
  { keys: ['Shift+F12'], does: 'All mentions of the label' },
  { keys: ['F2'], does: 'Rename the label everywhere' },
  { keys: ['Shift+Alt+F'], does: 'Lay the text out' },
  { keys: ['Ctrl+Shift+[', 'Ctrl+Shift+]'], does: 'Fold and unfold what stands behind a label' },
  { keys: ['Ctrl+Space'], does: 'What can stand here' },
]

export function Help({ onClose }: { readonly onClose: () => void }) {
  return <HelpView open onClose={onClose} keys={keyList} assemblyKeys={ASSEMBLY_KEYS} />
}
