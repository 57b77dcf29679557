import { expect, test } from 'vitest'
import { encodingAt } from './assembly-service.ts'

const text = 'ldh [12]\njne #0x806, drop\nret #-1\ndrop: ret #0\n'

test.each([
  ['[12]', '000: { 0x28, 0, 0, 0x0000000c }'],
  ['jne', '001: { 0x15, 0, 1, 0x00000806 }'],
  ['ret #0', '003: { 0x06, 0, 0, 0x00000000 }'],
  ['drop: ', null],
])('at %j: %s', (place, encoding) => {
  expect(encodingAt(text, text.indexOf(place))).toBe(encoding)
})

test('a text that does not assemble has no encodings', () => {
  expect(encodingAt('ldh [12', 0)).toBeNull()
})
