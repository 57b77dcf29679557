/** In place of a dialog whose file could not be fetched: the page is older than the server, or offline. */
import { Dialog } from '../../views/controls/index.ts'

export function Missing({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Not here" description="A part of the page could not be loaded." open onClose={onClose}>
      <p>This part of the page could not be fetched. Loading the page again may help; your work is saved.</p>
    </Dialog>
  )
}
