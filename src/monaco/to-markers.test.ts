import { expect, test } from 'vitest'
import type { Diagnostic } from '../base/index.ts'
import { toMarkers } from './to-markers.ts'

function diagnostic(from: number, to: number, more: Partial<Diagnostic> = {}): Diagnostic {
  return { severity: 'error', code: 'x/y', message: 'syntax error', span: { from, to }, notes: [], ...more }
}

test.each([
  ['a span', 'ip and tcp', 3, 6, '1:4-1:7'],
  ['on the second line', 'ret #0\nfoo #1', 7, 10, '2:1-2:4'],
  ['over two lines', 'ip\nfoo', 0, 6, '1:1-2:4'],
  ['a point takes the next character', 'ip and', 3, 3, '1:4-1:5'],
  ['a point at the end takes the last character', 'port', 4, 4, '1:4-1:5'],
  ['a point after blanks takes the character before them', 'port  ', 6, 6, '1:4-1:5'],
  ['a point at a line end takes the character before it', 'ld\nret #0', 2, 2, '1:2-1:3'],
  ['a point in an empty text stays one', '', 0, 0, '1:1-1:1'],
  ['a span of a longer text is cut', 'ip', 0, 40, '1:1-1:3'],
  ['a span behind the text takes the last character', 'ip', 30, 40, '1:2-1:3'],
])('%s', (_, text, from, to, expected) => {
  const [marker] = toMarkers(text, [diagnostic(from, to)])
  expect(`${marker?.startLineNumber}:${marker?.startColumn}-${marker?.endLineNumber}:${marker?.endColumn}`).toBe(
    expected,
  )
})

test.each([
  ['error', 8],
  ['warning', 4],
  ['info', 2],
] as const)("%s has Monaco's number %i", (severity, number) => {
  expect(toMarkers('ip', [diagnostic(0, 2, { severity })])[0]?.severity).toBe(number)
})

test('notes follow the message, one a line', () => {
  const [marker] = toMarkers('ip', [diagnostic(0, 2, { notes: ['one', 'two'] })])
  expect(marker?.message).toBe('syntax error\none\ntwo')
})

test('one marker a diagnostic, in order', () => {
  expect(toMarkers('ip tcp', [diagnostic(3, 6), diagnostic(0, 2)]).map((m) => m.startColumn)).toEqual([4, 1])
})
