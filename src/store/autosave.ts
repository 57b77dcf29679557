/**
 * The work in progress and the theme, kept in this browser.
 *
 * A storage that is full, switched off or holds nonsense is as good as none: the page works without.
 */
import { decodeWork, encodeWork, type SavedWork } from '../playground/index.ts'
import { situationOf } from './situation-state.ts'
import type { AppData, Theme } from './types.ts'

export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>

const WORK_KEY = 'bpf-playground/work'
const THEME_KEY = 'bpf-playground/theme'
const THEMES: readonly Theme[] = ['system', 'light', 'dark']

/** Null where there is none, or none that can be read. */
export function loadWork(storage: Storage | null): SavedWork | null {
  const saved = read(storage, WORK_KEY)
  return saved === null ? null : decodeWork(saved)
}

/** Own frames included: they stay in this browser. False where the storage did not take it. */
export function saveWork(storage: Storage | null, mark: string, state: AppData): boolean {
  return write(storage, WORK_KEY, encodeWork({ mark, situation: situationOf(state, true), texts: state.texts }))
}

export function loadTheme(storage: Storage | null): Theme {
  const saved = read(storage, THEME_KEY)
  return THEMES.find((theme) => theme === saved) ?? 'system'
}

export function saveTheme(storage: Storage | null, theme: Theme): boolean {
  return write(storage, THEME_KEY, theme)
}

function read(storage: Storage | null, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null
  } catch {
    return null
  }
}

function write(storage: Storage | null, key: string, value: string): boolean {
  if (storage === null) return false
  try {
    storage.setItem(key, value)
    return true
  } catch {
    return false
  }
}
