/** The help, connected: the keys come from the table that the page listens by. */
import { keyList } from '../../keymap.ts'
import { HelpView } from '../../views/help/index.ts'

export function Help({ onClose }: { readonly onClose: () => void }) {
  return <HelpView open onClose={onClose} keys={keyList} />
}
