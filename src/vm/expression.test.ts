import { describe, expect, test } from 'vitest'
import { parseExpression } from './expression.ts'
import { createState } from './step.ts'
import { defaultMetadata } from './types.ts'

const state = { ...createState(), a: 0x800, x: 20, pc: 7, steps: 9 }
state.m[0] = 5
state.m[15] = 0xffffffff
const environment = {
  packet: Uint8Array.of(0x08, 0x00, 0x45, 0xc0, 0xa8, 0x01, 0x01),
  metadata: defaultMetadata,
  flavour: 'linux',
} as const

function valueOf(text: string): number | string {
  const parsed = parseExpression(text)
  return parsed.ok ? parsed.value(state, environment) : parsed.error.message
}

describe('the value of', () => {
  test.each([
    ['A', 0x800],
    ['a == 0x800', 1],
    ['A = 2048', 1],
    ['X > 20', 0],
    ['X >= 20', 1],
    ['M[0] != 0', 1],
    ['m[15]', 0xffffffff],
    ['M[X - 5]', 0xffffffff],
    ['PC', 7],
    ['step', 9],
    ['len', 7],
    ['pkt[2]', 0x45],
    ['pkt[0:2]', 0x800],
    ['pkt[3:4] == 192.168.1.1', 1],
    ['pkt[X - 18]', 0x45],
    ['A & 0xff == 0', 1],
    ['A == 0x800 && X == 1 || M[0] == 5', 1],
    ['A == 0x800 && (X == 1 || M[0] == 6)', 0],
    ['!A', 0],
    ['!!A', 1],
    ['-1', 0xffffffff],
    ['~0', 0xffffffff],
    ['1 - 2', 0xffffffff],
    ['0xffffffff + 1', 0],
    ['0xffffffff * 0xffffffff', 1],
    ['7 / 2 + 7 % 2', 4],
    ['1 << 31', 0x80000000],
    ['1 << 32', 0],
    ['A >> 8', 8],
    ['2 + 3 * 4 ^ 1', 15],
    ['255.255.255.255', 0xffffffff],
  ])('%s is %d', (text, value) => {
    expect(valueOf(text)).toBe(value)
  })

  test.each([
    'pkt[7]',
    'pkt[4:4]',
    'M[X - 4]',
    'A / 0',
    'A % (X - 20)',
    '!pkt[9]',
    '~pkt[9]',
    '-pkt[9]',
    '0 && pkt[9]',
  ])('%s is none', (text) => {
    expect(valueOf(text)).toBe(NaN)
  })
})

describe('what is wrong with', () => {
  test.each([
    ['', '', 'at the end there should be a value: a number, A, X, M[0] or pkt[12:2]'],
    ['X >', '', 'at the end there should be a value: a number, A, X, M[0] or pkt[12:2]'],
    ['A == == 1', '==', 'at character 6 there should be a value: a number, A, X, M[0] or pkt[12:2], not “==”'],
    ['A 5', '5', 'at character 3 there should be an operator such as ==, > or &&, not “5”'],
    ['B == 1', 'B', '“B” at character 1 is none of the names A, X, PC, M[n], len, step and pkt[n]'],
    ['1 + Foo_2 > 3', 'Foo_2', '“Foo_2” at character 5 is none of the names A, X, PC, M[n], len, step and pkt[n]'],
    ['M == 1', '==', 'a number in brackets is missing at character 3, as in M[0]'],
    ['A + M[16] == 0', '16', 'there is no M[16] at character 7: scratch memory is M[0] to M[15]'],
    ['m[0x10] ', '0x10', 'there is no M[0x10] at character 3: scratch memory is M[0] to M[15]'],
    ['pkt', '', 'a number in brackets is missing at the end, as in pkt[12:2]'],
    ['pkt[12:3] == 1', '3', 'the size at character 8 must be 1, 2 or 4 bytes'],
    ['pkt[12:', '', 'the size at the end must be 1, 2 or 4 bytes'],
    ['M[0', '', '“]” is missing at the end, for what begins at character 1'],
    ['(A > 1] && X', ']', '“)” is missing at character 7, for what begins at character 1'],
    ['A == 0x1ffffffff && X', '0x1ffffffff', '0x1ffffffff at character 6 does not fit into 32 bits'],
    ['A == 1.2.3.256 + 1', '1.2.3.256', '1.2.3.256 at character 6 is no IPv4 address'],
    ['A == 12ab', '12ab', 'at character 6 there should be a value: a number, A, X, M[0] or pkt[12:2], not “12ab”'],
    ['A == 1.2', '1.2', 'at character 6 there should be a value: a number, A, X, M[0] or pkt[12:2], not “1.2”'],
    ['A # 1', '#', 'at character 3 there should be an operator such as ==, > or &&, not “#”'],
    ['A 😀 1', '😀', 'at character 3 there should be an operator such as ==, > or &&, not “😀”'],
  ])('%j is marked at %j: %s', (text, marked, message) => {
    const parsed = parseExpression(text)
    if (parsed.ok) throw new Error('nothing is')
    expect(parsed.error.message).toBe(message)
    // The places in these are the first of their kind, but for the second of two equals signs.
    const from = marked === '' ? text.length : text.lastIndexOf(marked)
    expect(parsed.error.span).toEqual({ from, to: from + marked.length })
  })
})
