/** In place of a dialog whose file could not be fetched: the page is older than the server, or offline. */
import { useEffect, type ReactNode } from 'react'
import { useApp } from '../../../store/index.ts'

export function Missing({ onClose }: { readonly onClose: () => void }): ReactNode {
  const setNotice = useApp((state) => state.setNotice)
  useEffect(() => {
    setNotice({
      kind: 'error',
      text: 'A part of the page could not be fetched. Loading it again may help; your work is saved.',
    })
    onClose()
  }, [setNotice, onClose])
  return null
}
