/**
 * The leaf table in particular: which exits decide which clause, and what a run makes of them.
 * Runs over frames, at random, are compared in playground/leaf-table.slow.test.ts.
 */
import { describe, expect, test } from 'vitest'
import { DLT } from '../../net/index.ts'
import { compileFilter, compileWithLeaves, evaluateClauses, evaluateTree } from '../index.ts'
import type { ClauseTree, ClauseValue, FilterWithLeaves } from '../index.ts'

const options = { linkType: DLT.EN10MB, snaplen: 262144, netmask: null, optimize: true }

function compile(text: string, linkType: number = options.linkType): FilterWithLeaves {
  const result = compileWithLeaves(text, { ...options, linkType })
  if (!result.ok) throw new Error(result.error[0]?.message)
  return result.value
}

/** Each clause's exits: `3F-` says that where the test of instruction 3 does not hold, it is false. */
function exitsOf({ leaves }: FilterWithLeaves): string[] {
  return leaves.map(({ exits }) => {
    const told = exits.map(({ pc, taken, value }) => `${pc}${taken ? 'T' : 'F'}${value ? '+' : '-'}`)
    return told.sort().join(' ')
  })
}

/** `(a or b)` with clauses as numbers. */
function write(tree: ClauseTree): string {
  if (tree.kind === 'clause') return String(tree.clause)
  if (tree.kind === 'not') return `not ${write(tree.operand)}`
  return `(${tree.operands.map(write).join(` ${tree.kind} `)})`
}

describe('the exits that decide', () => {
  test.each([
    ['ip', DLT.EN10MB, ['1F- 1T+']],
    // What a `not` makes of it stands in the tree.
    ['not ip', DLT.EN10MB, ['1F- 1T+']],
    ['icmp or arp', DLT.EN10MB, ['1F- 3F- 3T+', '5F- 5T+']],
    ['icmp and not arp', DLT.EN10MB, ['1F- 3F- 3T+', '5F- 5T+']],
    // `less` is the opposite of "greater than".
    ['greater 5 and less 9', DLT.EN10MB, ['1F- 1T+', '3F+ 3T-']],
    // Several blocks lead out either way.
    ['tcp', DLT.EN10MB, ['11F- 11T+ 3T+ 5F- 7T+ 9F-']],
    ['ip host 1.2.3.4', DLT.EN10MB, ['3T+ 5F- 7F- 7T+']],
    ['tcp[0] = 1', DLT.EN10MB, ['11F- 13F- 15T- 1F- 29F- 29T+ 7F-']],
    // Jumps inside the block decide nothing.
    ['ip protochain 6 or arp', DLT.EN10MB, ['1F- 21F- 21T+', '23F- 23T+']],
    ['type mgt or ip', DLT.IEEE802_11, ['13F- 13T+', '15T- 17F- 20F- 20T+']],
  ])('%s, %i', (text, linkType, exits) => {
    expect(exitsOf(compile(text, linkType))).toEqual(exits)
  })

  test('are tests, also where the way to the target is long', () => {
    const { program, leaves } = compile(Array.from({ length: 300 }, (_, i) => `ip[${i}] = 7`).join(' or '))
    const codes = new Set(leaves.flatMap(({ exits }) => exits.map(({ pc }) => program[pc]?.code)))
    expect([...codes]).toEqual([0x15])
    expect(program.some(({ code }) => code === 0x05)).toBe(true)
  })
})

test('instructions and blocks belong to the clause they are made for, header lengths to none', () => {
  const { leaves, program } = compile('ip or ip6', 192)
  expect(leaves.map(({ pcs }) => [pcs[0], pcs.at(-1)])).toEqual([
    [19, 27],
    [28, 36],
  ])
  expect(leaves.map(({ blocks }) => blocks)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ])
  expect(program).toHaveLength(39)
})

describe('the tree', () => {
  test.each([
    ['ip', '0'],
    ['ip and (arp or rarp) and not not tcp', '(0 and (1 or 2) and not not 3)'],
    // Both joints are equally strong and group to the left.
    ['ip or arp and tcp or udp', '(((0 or 1) and 2) or 3)'],
    ['not (ip or not arp) and tcp port 80 or 443', '((not (0 or not 1) and 2) or 3)'],
  ])('%s', (text, written) => {
    const { tree } = compile(text)
    expect(tree === null ? null : write(tree)).toBe(written)
  })

  test('has the spans of the text', () => {
    const text = 'ip and (arp or not rarp)'
    const spans = (tree: ClauseTree): string[] => [
      text.slice(tree.span.from, tree.span.to),
      ...('operands' in tree ? tree.operands : 'operand' in tree ? [tree.operand] : []).flatMap(spans),
    ]
    const { tree } = compile(text)
    expect(tree === null ? [] : spans(tree)).toEqual([text, 'ip', 'arp or not rarp', 'arp', 'not rarp', 'rarp'])
  })

  test('of nothing is nothing', () => {
    expect(compile('')).toMatchObject({ tree: null, leaves: [], clauses: [] })
  })
})

test('thousands of terms are no fault', () => {
  const text = Array.from(
    { length: 6000 },
    (_, i) => `${i % 2 === 0 ? 'less' : 'greater'} ${i} ${i % 3 ? 'or' : 'and'}`,
  )
  const { tree, leaves } = compile(`${text.join(' ')} ip`)
  expect(leaves).toHaveLength(6001)
  const values = leaves.map((): ClauseValue => 'not reached')
  expect(tree === null ? null : evaluateTree(tree, values)).toBe('not reached')
})

describe('a run', () => {
  // 1 jeq ip; 3 jeq icmp; 5 jeq arp
  const { leaves, tree } = compile('icmp or not arp')

  test.each([
    [
      'through the first clause',
      [
        [1, true],
        [3, true],
      ],
      null,
      ['true', 'not reached'],
      'true',
    ],
    [
      'out of its first block',
      [
        [1, false],
        [5, true],
      ],
      null,
      ['false', 'true'],
      'false',
    ],
    [
      'out of its last',
      [
        [1, true],
        [3, false],
        [5, false],
      ],
      null,
      ['false', 'false'],
      'true',
    ],
    ['that cannot read the protocol', [[1, true]], 2, ['unreadable', 'not reached'], 'unreadable'],
    ['that cannot read anything', [], 0, ['unreadable', 'not reached'], 'unreadable'],
    ['that has not begun', [], null, ['not reached', 'not reached'], 'not reached'],
  ] as const)('%s', (_, jumps, failedAt, values, whole) => {
    const executed = jumps.map(([pc, taken]) => ({ pc, taken }))
    const found = evaluateClauses(leaves, executed, failedAt)
    expect(found).toEqual(values)
    expect(tree === null ? null : evaluateTree(tree, found)).toBe(whole)
  })
})

test('the program is the unoptimized one, and a fault is the compiler’s', () => {
  const unoptimized = compileFilter('tcp port 80', { ...options, optimize: false })
  expect(unoptimized).toMatchObject({ ok: true, value: { program: compile('tcp port 80').program } })
  expect(compile('icmp and tcp').clauses).toHaveLength(2)
  for (const text of ['host 1.2.3.256', 'ip and and'])
    expect(compileWithLeaves(text, options)).toEqual(compileFilter(text, options))
})
