/**
 * Which of a clause's tests are the reason for its value: those that, had they come out otherwise, could have given
 * it the other value. That an `EtherType is IPv4` held is no reason for `port 80` being false; that neither port
 * was 80 is.
 */
import { JMP, CLASS, classOf, operationOf } from '../../bpf/index.ts'
import type { FilterWithLeaves } from '../../filter/index.ts'
import { isConditional } from '../../vm/index.ts'
import type { PathTest } from './path-tests.ts'

/** Groups told of one clause, the last ones. */
const MOST_GROUPS = 3

const CAN_BE = { true: 1, false: 2 } as const

/** The values, as bits, that can still come out behind each exit of each jump. */
export function outcomesBehind({ program, leaves }: FilterWithLeaves): (pc: number, taken: boolean) => number {
  const edge = (pc: number, taken: boolean): number => 2 * pc + Number(taken)
  const found = new Map<number, number>()
  for (const { exits } of leaves)
    for (const { pc, taken, value } of exits) found.set(edge(pc, taken), CAN_BE[value ? 'true' : 'false'])
  const behind = (pc: number, taken: boolean): number => {
    const known = found.get(edge(pc, taken))
    if (known !== undefined) return known
    // Set first, so that a loop finds an end.
    found.set(edge(pc, taken), 0)
    const jump = program[pc]
    let next = pc + 1 + ((taken ? jump?.jt : jump?.jf) ?? 0)
    for (let steps = 0; steps < program.length; steps++) {
      const instruction = program[next]
      if (instruction === undefined || classOf(instruction.code) === CLASS.RET) break
      if (isConditional(instruction)) {
        found.set(edge(pc, taken), behind(next, true) | behind(next, false))
        break
      }
      const isJump = classOf(instruction.code) === CLASS.JMP && operationOf(instruction.code) === JMP.JA
      next += 1 + (isJump ? instruction.k | 0 : 0)
    }
    return found.get(edge(pc, taken)) ?? 0
  }
  return behind
}

/** Tests of one thing, in the order of the run. */
export type ReasonGroup = readonly PathTest[]

/** `tests` are the clause's own, in the order of the run. */
export function reasonsFor(
  value: 'true' | 'false',
  tests: readonly PathTest[],
  behind: (pc: number, taken: boolean) => number,
): ReasonGroup[] {
  const other = value === 'true' ? 'false' : 'true'
  const possible = tests.filter(({ pc, taken }) => (behind(pc, !taken) & CAN_BE[other]) !== 0)
  // What comes out alike for every packet says nothing of this one; unless there is nothing else.
  const telling = possible.filter((test) => !isSettled(test))
  const decisive = telling.length === 0 ? possible : telling
  // What was looked for and found is the way to a refusal, not its reason; unless it is what was refused.
  const last = tests.at(-1)
  const found = new Set(tests.filter(({ operation, taken }) => operation === JMP.JEQ && taken).map(keyOf))
  if (last?.operation === JMP.JEQ && last.taken) found.delete(keyOf(last))
  const reasons = value === 'true' ? decisive : decisive.filter((test) => !found.has(keyOf(test)))
  const groups = new Map<string, PathTest[]>()
  for (const test of reasons) groups.set(test.subject.key, [...(groups.get(test.subject.key) ?? []), test])
  const all = [...groups.values()]
  // Where it is true the last thing found completes it; the protocols before it are the way there.
  return all.slice(value === 'true' ? -1 : -MOST_GROUPS)
}

/** Two numbers are compared: under a mask of zeros too. */
export function isSettled({ subject, other }: PathTest): boolean {
  return subject.kind === 'constant' && other.kind === 'constant'
}

function keyOf({ subject }: PathTest): string {
  return subject.key
}
