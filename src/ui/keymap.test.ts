/** Key presses and the commands they mean. */
import { describe, expect, it } from 'vitest'
import { keyList, keysOf, shortcutFor, type KeyPress } from './keymap.ts'

function press(text: string): KeyPress {
  const parts = text.split('+')
  const held = new Set(parts.slice(0, -1))
  return {
    key: parts.at(-1) ?? '',
    shiftKey: held.has('Shift'),
    ctrlKey: held.has('Ctrl'),
    metaKey: held.has('Meta'),
    altKey: held.has('Alt'),
  }
}

describe('shortcutFor', () => {
  it.each([
    ['F10', 'step'],
    ['Shift+F10', 'step-back'],
    ['F8', 'run'],
    ['Shift+F8', 'reset'],
    ['F9', 'breakpoint'],
    ['Ctrl+k', 'palette'],
    ['Meta+k', 'palette'],
    ['Ctrl+s', 'write-link'],
    ['Shift+?', 'help'],
    ['?', 'help'],
    ['Ctrl+F10', null],
    ['Alt+F8', null],
    ['Shift+F9', null],
    ['Ctrl+Shift+k', null],
    ['k', null],
    ['s', null],
  ])('%s means %s', (text, command) => {
    expect(shortcutFor(press(text), false)).toBe(command)
  })

  it.each([
    ['F10', 'step'],
    ['Ctrl+k', 'palette'],
    ['Shift+?', null],
    ['?', null],
  ])('while typing, %s means %s', (text, command) => {
    expect(shortcutFor(press(text), true)).toBe(command)
  })
})

it('Help lists each key once', () => {
  const keys = keyList.flatMap((item) => item.keys)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).toContain(keysOf('step-back'))
})
