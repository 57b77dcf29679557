import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallestChange } from './text-change.ts'

test.each([
  ['ip', 'ip', null],
  ['', 'ip', { from: 0, to: 0, text: 'ip' }],
  ['ip', '', { from: 0, to: 2, text: '' }],
  ['host 1.1.1.1 and ip', 'host 2.1.1.1 and ip', { from: 5, to: 6, text: '2' }],
  ['aaa', 'aaaa', { from: 3, to: 3, text: 'a' }],
  ['aaaa', 'aaa', { from: 3, to: 4, text: '' }],
  ['x😀y', 'x😁y', { from: 1, to: 3, text: '😁' }],
  ['x\u{1f600}y', 'x\u{1fa00}y', { from: 1, to: 3, text: '\u{1fa00}' }],
])('%j → %j', (before, after, expected) => expect(smallestChange(before, after)).toEqual(expected))

test('the change makes the one text of the other', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', '😁', '\u{1fa00}'), maxLength: 12 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const change = smallestChange(before, after)
      const made = change ? before.slice(0, change.from) + change.text + before.slice(change.to) : before
      expect(made).toBe(after)
      // Half a pair would come back from UTF-8 as U+FFFD.
      expect(new TextDecoder().decode(new TextEncoder().encode(change?.text))).toBe(change?.text ?? '')
    }),
    { numRuns: 2000 },
  )
})
