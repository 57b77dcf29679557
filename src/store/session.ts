/**
 * The store in a browser: where it starts, what it keeps, and what it listens to.
 *
 * The link in the address beats the autosave. The exception is a tab that is loaded again: the link
 * that this very tab wrote has less in it than its autosave (own frames, what was typed since), so
 * the autosave goes on. A mark in the history entry, which survives a reload and nothing else, tells
 * the two apart.
 */
import { encodeReadableLink, isLink, type SavedWork } from '../playground/index.ts'
import { loadTheme, loadWork, saveTheme, saveWork, type Storage } from './autosave.ts'
import type { AppStore } from './create-app-store.ts'
import type { Ports } from './ports.ts'
import { situationOf } from './situation-state.ts'
import type { AppState } from './types.ts'

/** The part of `window` that is used. */
export type Browser = Pick<
  Window,
  'location' | 'history' | 'localStorage' | 'navigator' | 'addEventListener' | 'removeEventListener'
>

const SAVE_AFTER_MS = 400

export function browserPorts(browser: Browser): Ports {
  const address = (hash: string): string => browser.location.href.replace(/#.*$/s, '') + hash
  return {
    address,
    showLink: (hash) => {
      const state: unknown = browser.history.state
      browser.history.replaceState({ ...(isRecord(state) ? state : {}), mark: markOf(browser) }, '', address(hash))
    },
    copyText: async (text) => {
      try {
        await browser.navigator.clipboard.writeText(text)
        return true
      } catch {
        // No permission, no secure context, or no clipboard: the caller shows the link for copying by hand.
        return false
      }
    },
  }
}

/**
 * Starts from the link, the autosave or the start-up situation, and keeps store and browser in step
 * from then on. Resolves when the first situation stands, with a function that lets go of the browser.
 */
export async function connectSession(store: AppStore, browser: Browser): Promise<() => void> {
  const storage = storageOf(browser)
  const saved = loadWork(storage)
  const hash = browser.location.hash
  store.getState().setTheme(loadTheme(storage))
  if (saved) restore(store, saved)
  if (isLink(hash) && !(saved && saved.mark === historyMark(browser))) await store.getState().openLink(hash)

  let timer: ReturnType<typeof setTimeout> | undefined
  const save = (): void => {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    saveWork(storage, markOf(browser), store.getState())
  }
  const unsubscribe = store.subscribe((state, before) => {
    if (state.theme !== before.theme) saveTheme(storage, state.theme)
    if (sameWork(state, before)) return
    clearTimeout(timer)
    timer = setTimeout(save, SAVE_AFTER_MS)
  })

  let written = linkText(store)
  const onHashChange = (): void => {
    if (!isLink(browser.location.hash)) return
    void store
      .getState()
      .openLink(browser.location.hash)
      .then(() => (written = linkText(store)))
  }
  const onLeave = (): void => {
    save()
    const now = linkText(store)
    if (now === written) return
    written = now
    void store.getState().writeLink()
  }
  browser.addEventListener('hashchange', onHashChange)
  browser.addEventListener('blur', onLeave)
  browser.addEventListener('pagehide', save)

  return () => {
    save()
    unsubscribe()
    browser.removeEventListener('hashchange', onHashChange)
    browser.removeEventListener('blur', onLeave)
    browser.removeEventListener('pagehide', save)
  }
}

function restore(store: AppStore, { situation, texts }: SavedWork): void {
  store.getState().openSituation(situation)
  store.setState({ texts: { ...texts, [situation.language]: situation.text } })
}

function linkText(store: AppStore): string {
  return encodeReadableLink(situationOf(store.getState(), false))
}

const SAVED_PARTS = [
  'language',
  'texts',
  'context',
  'linkType',
  'snaplen',
  'netmask',
  'optimize',
  'live',
  'names',
  'flavour',
  'frames',
  'selectedFrameId',
  'metadataChanges',
  'step',
  'breakpoints',
  'stopRules',
  'watches',
  'phonePane',
  'programTab',
] as const satisfies readonly (keyof AppState)[]

function sameWork(a: AppState, b: AppState): boolean {
  return SAVED_PARTS.every((part) => a[part] === b[part])
}

function storageOf(browser: Browser): Storage | null {
  try {
    return browser.localStorage
  } catch {
    // Switched off: reading the property throws.
    return null
  }
}

const marks = new WeakMap<object, string>()

/** This tab's mark: the one of its history entry, or a new one. */
function markOf(browser: Browser): string {
  const mark = historyMark(browser) ?? marks.get(browser) ?? Math.random().toString(36).slice(2)
  marks.set(browser, mark)
  return mark
}

function historyMark(browser: Browser): string | null {
  const state: unknown = browser.history.state
  return isRecord(state) && typeof state['mark'] === 'string' ? state['mark'] : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
