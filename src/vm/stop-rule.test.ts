import { describe, expect, test } from 'vitest'
import { parseStopRule } from './stop-rule.ts'

describe('what is taken', () => {
  test.each([
    ['verdict', { kind: 'verdict', end: 'any' }],
    [' VERDICT Drop ', { kind: 'verdict', end: 'drop' }],
    ['read 23', { kind: 'read', from: 23, to: 24 }],
    ['read 12 : 2', { kind: 'read', from: 12, to: 14 }],
    ['read 12:0', { kind: 'read', from: 12, to: 13 }],
    ['read pkt[12:2]', { kind: 'read', from: 12, to: 14 }],
    ['Read pkt [ 12', { kind: 'read', from: 12, to: 13 }],
    ['at 3', { kind: 'instruction', pc: 3 }],
    ['at 3 if X > 20', { kind: 'instruction', pc: 3 }],
    ['at 3 X > 20', { kind: 'instruction', pc: 3 }],
    ['at > 3 || verdict', null],
    ['A == 0x800', { kind: 'condition' }],
  ])('%j', (text, rule) => {
    const parsed = parseStopRule(text)
    if (rule === null) expect(parsed.ok).toBe(false)
    else expect(parsed).toMatchObject({ ok: true, value: rule })
  })
})

describe('what is wrong with', () => {
  test.each([
    ['read', '', 'at the end there should be a byte, as in read 23, or bytes, as in read 12:2'],
    ['read x > 1', 'x', 'at character 6 there should be a byte, as in read 23, or bytes, as in read 12:2, not “x”'],
    [
      'read 1234567',
      '1234567',
      'at character 6 there should be a byte, as in read 23, or bytes, as in read 12:2, not “1234567”',
    ],
    ['read 12: ', '', 'at the end there should be how many bytes, as in read 12:2'],
    ['read 12:A', 'A', 'at character 9 there should be how many bytes, as in read 12:2, not “A”'],
    ['read 12:2 14', '14', 'at character 11 there should be nothing more, not “14”'],
    ['read pkt[12]] ', ']', 'at character 13 there should be nothing more, not “]”'],
    ['read pkt 12', '12', 'at character 10 there should be “[”, as in read pkt[12:2], not “12”'],
    ['read pkt', '', 'at the end there should be “[”, as in read pkt[12:2]'],
    ['verdict maybe', 'maybe', 'at character 9 there should be accept, drop or nothing, not “maybe”'],
    ['verdict drop Now', 'Now', 'at character 14 there should be nothing more, not “Now”'],
    ['at', '', 'at the end there should be the number of an instruction, as in at 3 if X > 20'],
    [
      'at 0x3 if A',
      '0x3',
      'at character 4 there should be the number of an instruction, as in at 3 if X > 20, not “0x3”',
    ],
    ['at 3 if', '', 'at the end there should be a value: a number, A, X, M[0] or pkt[12:2]'],
    ['at 3 if X >  ', '', 'at the end there should be a value: a number, A, X, M[0] or pkt[12:2]'],
    ['at 3 if M[16]==0', '16', 'there is no M[16] at character 11: scratch memory is M[0] to M[15]'],
    ['  at 3 if Y > 2', 'Y', '“Y” at character 11 is none of the names A, X, PC, M[n], len, step and pkt[n]'],
  ])('%j is marked at %j: %s', (text, marked, message) => {
    const parsed = parseStopRule(text)
    if (parsed.ok) throw new Error('nothing is')
    expect(parsed.error.message).toBe(message)
    const from = marked === '' ? text.trimEnd().length : text.lastIndexOf(marked)
    expect(parsed.error.span).toEqual({ from, to: from + marked.length })
  })
})
