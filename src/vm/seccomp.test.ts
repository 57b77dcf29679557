import { expect, test } from 'vitest'
import {
  actionsRelease,
  askActions,
  ourAnswer,
  readRecordedActions,
  syscallCases,
} from '../../scripts/judges/seccomp-actions.ts'

// What a filter makes of a system call, against the kernel that runs it: recorded and live.

const cases = syscallCases()

test(`${cases.length} random filters at random system calls do what the kernel did`, () => {
  expect(cases.map(ourAnswer)).toEqual(readRecordedActions())
})

test.runIf(actionsRelease() !== null)('they do what the live kernel does', () => {
  expect(askActions(cases)).toEqual(cases.map(ourAnswer))
})

test('the recorded answers are of every kind, and no filter was refused', () => {
  const answers = readRecordedActions()
  const kinds = new Map<string, number>()
  for (const answer of answers) {
    const kind = answer === 'errno 38' ? 'let through' : (answer.split(' ')[0] ?? '')
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  expect([...kinds.keys()].sort()).toEqual(['errno', 'killed', 'let through', 'trap'])
  expect(Math.min(...kinds.values())).toBeGreaterThan(30)
})
