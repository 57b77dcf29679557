/**
 * The page's dialogs: whichever is open. What Share does is there from the start, because it has to act within its
 * click; its looks, the palette and the help come when first asked for.
 */
import { Suspense, lazy } from 'react'
import { useDialogs } from '../../dialog-state.tsx'
import { Missing } from './Missing.tsx'
import { ShareDialog } from './ShareDialog.tsx'

const Palette = lazy(() =>
  import('./Palette.tsx').then(
    (module) => ({ default: module.Palette }),
    () => ({ default: Missing }),
  ),
)
const Help = lazy(() =>
  import('./Help.tsx').then(
    (module) => ({ default: module.Help }),
    () => ({ default: Missing }),
  ),
)

export function Dialogs() {
  const { open, close } = useDialogs()
  return (
    <Suspense fallback={null}>
      {open === 'share' ? <ShareDialog onClose={close} /> : null}
      {open === 'help' ? <Help onClose={close} /> : null}
      {open === 'palette' ? <Palette onClose={close} /> : null}
    </Suspense>
  )
}
