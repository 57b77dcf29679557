import { expect, test } from 'vitest'
import { findAttribute, findNestedAttribute } from './netlink.ts'

// Against the kernel these are judged in kernel.test.ts: many of its packets are netlink attributes.

/** Type 1 (flagged as in network byte order) of 5 bytes and padding; type 2 (flagged as nested) holding type 7 of 6 bytes; type 3, cut short. */
const packet = Uint8Array.from([
  ...[5, 0, 1, 0x40, 0xaa, 0, 0, 0],
  ...[12, 0, 2, 0x80, 6, 0, 7, 0, 0xbb, 0xbb, 0, 0],
  ...[8, 0, 3, 0, 1],
])

test.each([
  ['the first, its flag aside', 0, 1, 0],
  ['the second, past the padding, its flag aside', 0, 2, 8],
  ['what lies inside another is not seen', 0, 7, 0],
  ['unless one starts inside', 12, 7, 12],
  ['one cut short is none', 0, 3, 0],
  ['no room for a header', 22, 1, 0],
  ['no such type', 0, 9, 0],
])('an attribute: %s', (_, offset, type, found) => {
  expect(findAttribute(packet, offset, type)).toBe(found)
})

test.each([
  ['inside the second', 8, 7, 12],
  ['inside the first there is none', 0, 7, 0],
  ['the outer one is none of them', 8, 2, 0],
  ['the outer one is cut short', 20, 3, 0],
  ['no room for a header', 0xffffffff, 7, 0],
])('a nested attribute: %s', (_, offset, type, found) => {
  expect(findNestedAttribute(packet, offset, type)).toBe(found)
})
