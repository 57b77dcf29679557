/** Puts the chosen theme on the document, and tells whether the page is dark now. */
import { useEffect } from 'react'
import { useApp } from '../store/index.ts'
import { useMediaQuery } from './use-media-query.ts'

export function useThemeOnDocument(): void {
  const theme = useApp((state) => state.theme)
  useEffect(() => {
    const root = document.documentElement
    if (theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme
  }, [theme])
}

export function useDark(): boolean {
  const theme = useApp((state) => state.theme)
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)')
  return theme === 'system' ? systemDark : theme === 'dark'
}
