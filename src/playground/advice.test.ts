/**
 * Advice is true of every run: what it calls unreachable is not reached, a jump that always goes one
 * way goes that way, a load past the snapshot length ends the run, a return keeps no more than it says.
 */
import { expect, test } from 'vitest'
import { randomCases } from '../../scripts/judges/random-programs.ts'
import { adviseProgram, type Program } from '../bpf/index.ts'
import { createState, defaultMetadata, step, verdictOf, type Environment } from '../vm/index.ts'

const SNAPLEN = 60

/** Places in the order of the run, and the verdict. */
function wayThrough(program: Program, packet: Uint8Array): { way: readonly number[]; verdict: number } {
  const environment: Environment = { packet, metadata: { ...defaultMetadata, len: packet.length }, flavour: 'linux' }
  const state = createState()
  const way: number[] = []
  while (state.outcome === null) {
    way.push(state.pc)
    step(program, environment, state)
  }
  return { way, verdict: verdictOf(state.outcome) }
}

test('on random programs over random packets, no run belies it', () => {
  const seen = new Map<string, number>()
  const belied: unknown[] = []
  for (const { program, packet } of randomCases(7, 10_000)) {
    const { way, verdict } = wayThrough(program, packet.subarray(0, SNAPLEN))
    for (const advice of adviseProgram(program, { context: 'socket', snaplen: SNAPLEN })) {
      const { pc, code, message } = advice
      const at = way.indexOf(pc)
      // Only where the run could have shown it.
      if (at >= 0 || code === 'unreachable') seen.set(code, (seen.get(code) ?? 0) + 1)
      const next = way[at + 1]
      const says = (pattern: RegExp) => Number(pattern.exec(message)?.[1] ?? 1)
      const last = code === 'unreachable' ? Number(/up to instruction (\d+)$/.exec(message)?.[1] ?? pc) : pc
      const isTrue =
        code === 'unreachable'
          ? !way.some((each) => each >= pc && each <= last)
          : at < 0 ||
            (code === 'constant-jump'
              ? next === says(/always goes to (\d+)$/)
              : code === 'beyond-snaplen'
                ? next === undefined && verdict === 0
                : code === 'truncates'
                  ? verdict <= says(/first (\d+) bytes/)
                  : true)
      if (!isTrue) belied.push([advice, program, way, verdict])
    }
  }
  expect(belied.slice(0, 3)).toEqual([])
  for (const code of ['constant-jump', 'beyond-snaplen', 'truncates', 'unreachable'])
    expect(seen.get(code) ?? 0, code).toBeGreaterThan(50)
})
