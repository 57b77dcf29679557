/**
 * Undo and redo across source, packet and options: one history of what a person made, kept by the store.
 *
 * Changes of the same text or the same frames that follow each other quickly are one entry, so that a word is undone
 * and not a letter. Where the person is (frame in view, step, breakpoints) makes no entry but comes back with the entry
 * beside which it was.
 *
 * Left out on purpose: the text editor's own undo, which the keys reach while it has the focus.
 */
import type { StoreApi } from 'zustand/vanilla'
import type { AppState, Entry, HistoryState } from './types.ts'

type Part = keyof Entry

/** `made` makes an entry when it changes, `beside` only comes along. */
const PARTS: Readonly<Record<Part, 'made' | 'beside'>> = {
  language: 'made',
  context: 'made',
  texts: 'made',
  linkType: 'made',
  snaplen: 'made',
  netmask: 'made',
  optimize: 'made',
  live: 'made',
  names: 'made',
  frames: 'made',
  metadataChanges: 'made',
  flavour: 'made',
  lastGood: 'beside',
  selectedFrameId: 'beside',
  step: 'beside',
  breakpoints: 'beside',
  stopRules: 'beside',
  watches: 'beside',
}
const NAMES = Object.keys(PARTS) as Part[]
const MADE = NAMES.filter((name) => PARTS[name] === 'made')
/** Typing: joined where it goes on within this many milliseconds. */
const JOINED: readonly Part[] = ['texts', 'names', 'frames']
const JOINED_MS = 1000
const MOST_ENTRIES = 200

export const noHistory: HistoryState = { past: [], future: [], lastEdit: null }

/** What an entry changed, as a person calls it. */
const WORDS: Readonly<Partial<Record<Part, string>>> = {
  language: 'language',
  context: 'where it runs',
  texts: 'source text',
  linkType: 'link type',
  snaplen: 'snapshot length',
  netmask: 'netmask',
  optimize: 'optimizer',
  live: 'live capture',
  names: 'names',
  frames: 'packets',
  metadataChanges: 'metadata',
  flavour: 'machine',
}

/** What the next undo would take back, in words; null where there is nothing. */
export const selectUndoable = (state: AppState): string | null => difference(state, state.past.at(-1))

/** What the next redo would bring back; null where there is nothing. */
export const selectRedoable = (state: AppState): string | null => difference(state, state.future[0])

function difference(state: AppState, entry: Entry | undefined): string | null {
  if (entry === undefined) return null
  return MADE.filter((name) => !Object.is(state[name], entry[name]))
    .map((name) => WORDS[name])
    .join(', ')
}

/** From now on the store notes what is made in it. */
export function keepHistory(store: StoreApi<AppState>): void {
  store.subscribe((state, before) => {
    // Undo and redo themselves are no news.
    if (state.past === before.past && state.future === before.future) note(store, state, before)
  })
}

function note(store: StoreApi<AppState>, state: AppState, before: AppState): void {
  const changed = MADE.filter((name) => state[name] !== before[name]).filter(
    (name) => name !== 'frames' || !sameMadeFrames(state, before),
  )
  const [part, ...others] = changed
  if (part === undefined) return
  const now = Date.now()
  const { past, lastEdit } = state
  const goesOn = lastEdit?.part === part && now - lastEdit.at < JOINED_MS && past.length > 0
  const joins = goesOn && others.length === 0 && JOINED.includes(part)
  store.setState({
    past: joins ? past : [...past, entryOf(before)].slice(-MOST_ENTRIES),
    future: [],
    lastEdit: { part, at: now },
  })
}

/** Looking at packets of a capture, one after the other, makes nothing. */
function sameMadeFrames(state: AppState, before: AppState): boolean {
  const [now, then] = [state, before].map(({ frames }) => frames.filter(({ passing }) => passing !== true))
  return now?.length === then?.length && (now ?? []).every((entry, index) => entry === then?.[index])
}

function entryOf(state: AppState): Entry {
  return Object.fromEntries(NAMES.map((name) => [name, state[name]])) as unknown as Entry
}

/** One entry back; nothing where there is none. */
export function undone(state: AppState): Partial<AppState> {
  const entry = state.past.at(-1)
  if (entry === undefined) return {}
  return {
    ...entry,
    past: state.past.slice(0, -1),
    future: [entryOf(state), ...state.future],
    ...left(state),
  }
}

/** What the last undo took back, once more; nothing where there is none. */
export function redone(state: AppState): Partial<AppState> {
  const [entry, ...future] = state.future
  if (entry === undefined) return {}
  return { ...entry, past: [...state.past, entryOf(state)], future, ...left(state) }
}

/** What belonged to the moment that undo or redo leaves. News of it, such as where the step went, is no longer true. */
function left({ notice }: AppState) {
  return { lastEdit: null, askedValue: null, pointed: null, notice: notice?.kind === 'info' ? null : notice }
}
