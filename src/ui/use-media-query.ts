/** Whether a CSS media query holds, kept up to date. */
import { useCallback, useSyncExternalStore } from 'react'

export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', onChange)
      return () => {
        list.removeEventListener('change', onChange)
      }
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
}

export const PHONE = '(max-width: 699px)'
export const WIDE = '(min-width: 1280px)'
/** Touch is the main way to point: the big editor does not work there. */
export const TOUCH = '(pointer: coarse)'
