/**
 * The store for components: one context, one hook. The only file of the store that knows React.
 */
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { invariant } from '../base/index.ts'
import type { AppStore } from './create-app-store.ts'
import type { AppState } from './types.ts'

const AppStoreContext = createContext<AppStore | null>(null)

/** `<AppStoreProvider value={store}>` around the page. */
export const AppStoreProvider = AppStoreContext.Provider

/** Reads through a selector, and renders again when its answer is another. Actions are read the same way. */
export function useApp<T>(selector: (state: AppState) => T): T {
  const store = useContext(AppStoreContext)
  invariant(store !== null, 'useApp is called below AppStoreProvider')
  return useStore(store, selector)
}
