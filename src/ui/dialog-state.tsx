/**
 * Which dialog is open: state of the page's frame alone, so it is React's and not the store's; no link carries it.
 */
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import { invariant } from '../base/index.ts'

export type DialogName = 'share' | 'help' | 'palette'

interface DialogState {
  readonly open: DialogName | null
  readonly show: (name: DialogName) => void
  readonly close: () => void
}

const DialogContext = createContext<DialogState | null>(null)

export function DialogProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<DialogName | null>(null)
  const value = useMemo(
    () => ({
      open,
      show: setOpen,
      close: () => {
        setOpen(null)
      },
    }),
    [open],
  )
  return <DialogContext value={value}>{children}</DialogContext>
}

export function useDialogs(): DialogState {
  const state = useContext(DialogContext)
  invariant(state !== null, 'useDialogs outside of DialogProvider')
  return state
}
