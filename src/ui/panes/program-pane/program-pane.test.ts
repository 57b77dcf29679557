/** What the program pane works out: where instructions can go, and the steps that are told. */
import { describe, expect, it } from 'vitest'
import type { Instruction } from '../../../bpf/index.ts'
import type { Field } from '../../../store/index.ts'
import { targetsOf } from './program-shape.ts'
import { tellDropped, tellShared } from './shared-instructions.ts'
import { fieldNameOf } from './told-steps.ts'

const insn = (code: number, jt: number, jf: number, k: number): Instruction => ({ code, jt, jf, k })

it.each([
  ['a load goes nowhere', insn(0x28, 0, 0, 12), { jt: null, jf: null }],
  ['a test goes two ways', insn(0x15, 0, 3, 2048), { jt: 1, jf: 4 }],
  ['a jump goes one way', insn(0x05, 0, 0, 7), { jt: 8, jf: null }],
  ['a jump back goes back', insn(0x05, 0, 0, 0xfffffffe), { jt: -1, jf: null }],
])('%s', (_, instruction, targets) => {
  expect(targetsOf([instruction])).toEqual([targets])
})

describe('fieldNameOf', () => {
  const leaf = (name: string, layer: Field['layer'], from: number, to: number): Field => {
    return { name, short: null, key: name, layer, from, to, value: '', warning: null, children: [] }
  }
  const fields: Field[] = [
    { ...leaf('Ethernet', 'link', 0, 14), children: [leaf('EtherType', 'link', 12, 14)] },
    { ...leaf('IPv4', 'network', 14, 34), children: [leaf('Destination', 'network', 30, 34)] },
  ]
  it.each([
    [12, 14, 'EtherType'],
    [30, 34, 'IPv4 destination'],
    [30, 32, ''],
    [14, 34, ''],
    [40, 42, ''],
  ])('bytes %i to %i are %j', (from, to, name) => {
    expect(fieldNameOf(fields, { from, to })).toBe(name)
  })
})

describe('tellShared', () => {
  it.each<[string | null, number[][], number]>([
    [null, [[0], [1], []], 2],
    ['000–001 serve both clauses', [[0, 1], [0, 1], [0], []], 2],
    ['001 serves all clauses', [[0], [0, 1, 2], [2]], 3],
    ['000 and 002–003 serve clauses a and c', [[0, 2], [1], [2, 0], [0, 2]], 3],
    ['000–001 serve several clauses each', [[0, 1], [1, 2], []], 3],
    ['4 instructions serve clauses a and b', [[0, 1], [], [0, 1], [], [0, 1], [], [0, 1]], 3],
  ])('%s', (told, rows, clauses) => {
    expect(tellShared(rows, clauses)).toBe(told)
  })
})

describe('tellDropped', () => {
  it.each<[string, number[][], string[]]>([
    [': the optimizer dropped `ip`’s own test', [[0, 1], [0, 1], [0], []], ['host 1.2.3.4', 'ip']],
    ['', [[0, 1], [0], [1]], ['tcp', 'udp']],
    // What comes first is asked first: it is the later one that has nothing left to ask.
    ['', [[0, 1], [0, 1], [1], []], ['arp', 'dst host 1.2.3.4']],
    // One clause is nobody's double.
    ['', [[0], [0], []], ['ip']],
  ])('%j', (told, rows, texts) => {
    expect(tellDropped(rows, texts)).toBe(told)
  })
})
