/**
 * The page's keys: which command a key press means, and the list that Help shows. One table for both.
 * Left out on purpose: keys inside one widget (arrows in the listing, digits in the bytes); those are the widget's.
 */
export type ShortcutName =
  | 'undo'
  | 'redo'
  | 'step'
  | 'step-back'
  | 'run'
  | 'run-back'
  | 'reset'
  | 'breakpoint'
  | 'palette'
  | 'write-link'
  | 'help'

/** What is read of a key press; a KeyboardEvent fits. */
export interface KeyPress {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

interface Shortcut {
  readonly name: ShortcutName
  readonly keys: readonly string[]
  readonly does: string
  /** `mod` is Ctrl, or Cmd on a Mac; `plain` works outside text fields only. */
  readonly key: string
  readonly shift: boolean
  readonly mod: boolean
  readonly plain: boolean
}

function shortcut(name: ShortcutName, key: string, does: string, more: Partial<Shortcut> = {}): Shortcut {
  return { name, key, does, keys: [key], shift: false, mod: false, plain: false, ...more }
}

const SHORTCUTS: readonly Shortcut[] = [
  shortcut('step', 'F10', 'Step: execute one instruction'),
  shortcut('step-back', 'F10', 'Step back', { shift: true, keys: ['Shift+F10'] }),
  shortcut('run', 'F8', 'Run to the next breakpoint, or to the end'),
  shortcut('run-back', 'F8', 'Run back to the last breakpoint, or to the start', {
    mod: true,
    keys: ['Ctrl+F8', 'Cmd+F8'],
  }),
  shortcut('reset', 'F8', 'Back to the start', { shift: true, keys: ['Shift+F8'] }),
  shortcut('breakpoint', 'F9', 'Set or clear a breakpoint at the current instruction'),
  shortcut('palette', 'k', 'Find a command', { mod: true, keys: ['Ctrl+K', 'Cmd+K'] }),
  shortcut('write-link', 's', 'Put a link to this very moment into the address bar', {
    mod: true,
    keys: ['Ctrl+S', 'Cmd+S'],
  }),
  shortcut('undo', 'z', 'Undo, outside of text fields', { mod: true, plain: true, keys: ['Ctrl+Z', 'Cmd+Z'] }),
  shortcut('redo', 'z', 'Redo, outside of text fields', {
    mod: true,
    shift: true,
    plain: true,
    keys: ['Ctrl+Shift+Z', 'Cmd+Shift+Z'],
  }),
  shortcut('help', '?', 'This page', { plain: true, shift: true }),
]

/** The command that a key press asks for; `typing` is true while a text field has the focus. */
export function shortcutFor(press: KeyPress, typing: boolean): ShortcutName | null {
  const mod = press.ctrlKey || press.metaKey
  if (press.altKey) return null
  const found = SHORTCUTS.find(
    (candidate) =>
      candidate.key.toLowerCase() === press.key.toLowerCase() &&
      candidate.mod === mod &&
      // Where `?` sits, and whether it needs Shift, is the keyboard's affair.
      (candidate.key === '?' || candidate.shift === press.shiftKey) &&
      !(candidate.plain && typing),
  )
  return found?.name ?? null
}

/** Every key with what it does, for people. The last ones belong to single widgets. */
export const keyList: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  ...SHORTCUTS.map(({ keys, does }) => ({ keys, does })),
  { keys: ['Ctrl+M'], does: 'In the editor: let Tab leave it, or keep Tab for indenting' },
  { keys: ['Arrow keys'], does: 'In the listing and in the bytes: move' },
  { keys: ['Ctrl+Enter', 'Double click'], does: 'On an instruction of the listing: run to it' },
  { keys: ['0–9 a–f'], does: 'On a byte: two digits change it, Escape takes the first back' },
]

const MAC = /mac|iphone|ipad/i.test(navigator.userAgent)

/** The keys of one command as a menu shows them: on a Mac its own. */
export function keysOf(name: ShortcutName): string {
  const keys = SHORTCUTS.find((candidate) => candidate.name === name)?.keys ?? []
  return keys.find((each) => each.startsWith('Cmd') === MAC) ?? keys[0] ?? ''
}
