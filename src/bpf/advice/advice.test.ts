import { describe, expect, test } from 'vitest'
import { adviseProgram } from './advice.ts'
import { type AdviceCode } from './advice-types.ts'
import { type Instruction, type Program } from '../program.ts'

// That advice is true of every run: src/playground/advice.test.ts.

const insn = (code: number, k = 0, jt = 0, jf = 0): Instruction => ({ code, jt, jf, k: k >>> 0 })
const keepAll = insn(0x06, -1)
const drop = insn(0x06, 0)
const allow = insn(0x06, 0x7fff0000)
const ldb = insn(0x30, 0)
const ldh = insn(0x28, 12)
const ld = insn(0x20, 0)
const ldx = insn(0xb1, 14)
const ldImm = (k: number) => insn(0x00, k)
const jeq = (k: number, jt: number, jf: number) => insn(0x15, k, jt, jf)

type Case = readonly [what: string, program: Program, pc: number, code: AdviceCode, message: string]

const cases: readonly Case[] = [
  ['what stands behind a return', [keepAll, drop], 1, 'unreachable', 'it is never reached'],
  [
    'what a ja skips',
    [insn(5, 2), drop, drop, keepAll],
    1,
    'unreachable',
    'it is never reached, nor is anything up to instruction 2',
  ],
  ['what only a false test gets to', [ldImm(1), jeq(1, 1, 0), drop, keepAll], 2, 'unreachable', 'it is never reached'],
  [
    'A, unset',
    [insn(0x54, 1), insn(0x16)],
    0,
    'read-before-set',
    'it reads A, which may not have been set; it is 0 then',
  ],
  [
    'X, unset',
    [insn(0x48, 2), insn(0x16)],
    0,
    'read-before-set',
    'it reads X, which may not have been set; it is 0 then',
  ],
  [
    'X, set on one way',
    [ld, jeq(5, 0, 1), ldx, insn(0x0c), keepAll],
    3,
    'read-before-set',
    'it reads X, which may not have been set; it is 0 then',
  ],
  ['X, by TXA', [insn(0x87), keepAll], 0, 'read-before-set', 'it reads X, which may not have been set; it is 0 then'],
  [
    'A, by the netlink extension',
    [insn(0x01, 0), insn(0x20, 0xfffff00c), keepAll],
    1,
    'read-before-set',
    'it reads A, which may not have been set; it is 0 then',
  ],
  [
    'A known',
    [ldImm(5), jeq(5, 0, 1), keepAll, drop],
    1,
    'constant-jump',
    'its test always holds (A is 0x5): it always goes to 2',
  ],
  [
    'A a byte',
    [ldb, jeq(0x100, 0, 1), keepAll, drop],
    1,
    'constant-jump',
    'its test never holds (A is at most 0xff): it always goes to 3',
  ],
  [
    'A half a word',
    [ldh, insn(0x25, 0xffff, 0, 1), keepAll, drop],
    1,
    'constant-jump',
    'its test never holds (A is at most 0xffff): it always goes to 3',
  ],
  [
    'A masked',
    [ld, insn(0x54, 0xf), jeq(0x10, 0, 1), keepAll, drop],
    2,
    'constant-jump',
    'its test never holds (A is at most 0xf): it always goes to 4',
  ],
  [
    'A shifted',
    [ldb, insn(0x74, 4), insn(0x45, 0xf0, 0, 1), keepAll, drop],
    2,
    'constant-jump',
    'its test never holds (A is at most 0xf): it always goes to 4',
  ],
  [
    'at least 0',
    [ld, insn(0x35, 0, 0, 1), keepAll, drop],
    1,
    'constant-jump',
    'its test always holds (whatever A is): it always goes to 2',
  ],
  [
    'no bit at all',
    [ld, insn(0x45, 0, 0, 1), keepAll, drop],
    1,
    'constant-jump',
    'its test never holds (whatever A is): it always goes to 3',
  ],
  [
    'asked before',
    [ld, jeq(7, 0, 2), jeq(7, 0, 1), keepAll, drop],
    2,
    'constant-jump',
    'its test always holds (A is 0x7): it always goes to 3',
  ],
  [
    'between two',
    [ld, insn(0x25, 9, 0, 3), insn(0x35, 20, 2, 0), jeq(9, 0, 1), keepAll, drop],
    3,
    'constant-jump',
    'its test never holds (A is 0xa to 0x13): it always goes to 5',
  ],
  [
    'A and X known',
    [ldb, insn(0x01, 0x100), insn(0x2d, 0, 0, 1), keepAll, drop],
    2,
    'constant-jump',
    'its test never holds (A is at most 0xff, X is 0x100): it always goes to 4',
  ],
  ['one target', [ldh, jeq(5, 0, 0), keepAll], 1, 'same-targets', 'it goes to 2 whether its test holds or not'],
  [
    'a word across the end',
    [insn(0x20, 61), keepAll],
    0,
    'beyond-snaplen',
    'it reads byte 64: a packet cut to 64 bytes, as in a capture file, ends the program here and is dropped',
  ],
  [
    'a header length',
    [insn(0xb1, 64), keepAll],
    0,
    'beyond-snaplen',
    'it reads byte 64: a packet cut to 64 bytes, as in a capture file, ends the program here and is dropped',
  ],
  [
    'from X on',
    [ldx, insn(0x50, 64), keepAll],
    1,
    'beyond-snaplen',
    'it reads byte 64 or one behind it: a packet cut to 64 bytes, as in a capture file, ends the program here and is dropped',
  ],
  ['one byte', [insn(0x06, 1)], 0, 'truncates', 'it accepts the packet and keeps only the first byte of it'],
  ['some bytes', [insn(0x06, 60)], 0, 'truncates', 'it accepts the packet and keeps only the first 60 bytes of it'],
  [
    'as many as a byte says',
    [insn(0x30, 0), insn(0x54, 0x1f), insn(0x16)],
    2,
    'truncates',
    'it accepts the packet and keeps at most the first 31 bytes of it',
  ],
]

describe('of a socket filter over packets of 64 bytes', () => {
  test.each(cases)('%s', (_, program, pc, code, message) => {
    expect(adviseProgram(program, { context: 'socket', snaplen: 64 })).toContainEqual({ pc, code, message })
  })
})

const nothing: readonly (readonly [string, Program])[] = [
  ['a filter', [ldh, jeq(0x800, 0, 3), ldb, jeq(1, 0, 1), keepAll, drop]],
  ['the last byte', [insn(0x30, 63), jeq(1, 0, 1), keepAll, drop]],
  ['the last byte from X on, if X is 0', [ldx, insn(0x50, 63), jeq(1, 0, 1), keepAll, drop]],
  ['bytes before X', [ldx, insn(0x50, -4), jeq(1, 0, 1), keepAll, drop]],
  ['an extension', [insn(0x30, 0xfffff024), jeq(0x10000, 0, 1), keepAll, drop]],
  ['a byte of the network header', [insn(0x30, 0xfff00009), jeq(6, 0, 1), keepAll, drop]],
  ['X set on both ways', [ldb, jeq(5, 0, 1), insn(0x01, 7), ldx, insn(0x0c), jeq(9, 0, 1), keepAll, drop]],
  ['all that is left of the packet', [insn(0x06, 64)]],
  ['what the kernel refuses', [insn(0x06, 1), ldb]],
]

test.each(nothing)('there is nothing to say of %s', (_, program) => {
  expect(adviseProgram(program, { context: 'socket', snaplen: 64 })).toEqual([])
})

test('packets that are not cut have every byte, and a datagram is 65535 bytes at most', () => {
  const program = [insn(0x20, 0x7ffffff0), jeq(0, 0, 1), insn(0x06, 65535), drop]
  expect(adviseProgram(program, { context: 'socket', snaplen: null })).toEqual([])
})

test('advice comes in the order of the program', () => {
  const program = [insn(0x07), ldb, jeq(0x100, 0, 1), insn(0x06, 9), drop]
  const advice = adviseProgram(program, { context: 'socket', snaplen: null })
  expect(advice.map(({ pc, code }) => [pc, code])).toEqual([
    [0, 'read-before-set'],
    [2, 'constant-jump'],
    [3, 'unreachable'],
  ])
})

const arch = insn(0x20, 4)
const seccompCases: readonly Case[] = [
  [
    'nobody asks for the architecture',
    [ld, jeq(59, 0, 1), insn(0x06, 0), allow],
    0,
    'arch-not-checked',
    'it reads the number of the system call, and nothing reads arch: numbers differ between architectures',
  ],
  [
    'an action there is not',
    [insn(0x06, 0x12345)],
    0,
    'unknown-action',
    '0x10000 is no action that seccomp knows: it ends the process',
  ],
  [
    'all ones, as sockets like it',
    [keepAll],
    0,
    'unknown-action',
    '0xffff0000 is no action that seccomp knows: it ends the process',
  ],
  [
    'an errno too large',
    [insn(0x06, 0x51000)],
    0,
    'truncates',
    'the call fails with errno 4095, the largest there is, instead of 4096',
  ],
]

describe('of a seccomp filter', () => {
  test.each(seccompCases)('%s', (_, program, pc, code, message) => {
    expect(adviseProgram(program, { context: 'seccomp', snaplen: null })).toEqual([{ pc, code, message }])
  })

  test('one that asks for the architecture, and returns what there is', () => {
    const program = [arch, jeq(0xc000003e, 0, 3), ld, jeq(59, 0, 1), insn(0x06, 0x50fff), allow]
    expect(adviseProgram(program, { context: 'seccomp', snaplen: 4 })).toEqual([])
  })
})
