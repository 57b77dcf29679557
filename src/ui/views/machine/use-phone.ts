/**
 * Whether the page is as narrow as a phone (under 700 px), for the few things that CSS alone cannot say: the height
 * of a row that is computed with, how many bytes stand in a row. Elsewhere use a media query in the style sheet.
 */
import { useSyncExternalStore } from 'react'

const QUERY = '(max-width: 699px)'

function media(): MediaQueryList | null {
  return typeof window.matchMedia === 'function' ? window.matchMedia(QUERY) : null
}

function subscribe(onChange: () => void): () => void {
  const list = media()
  list?.addEventListener('change', onChange)
  return () => {
    list?.removeEventListener('change', onChange)
  }
}

export function usePhone(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => media()?.matches ?? false,
    () => false,
  )
}
