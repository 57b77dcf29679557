/**
 * How a run ended, in the words that the page uses everywhere.
 */
import { assertNever } from '../base/index.ts'
import { formatSeccompAction, seccompAction, type CheckContext, type Outcome } from '../playground/index.ts'

export interface Verdict {
  readonly kind: 'accept' | 'drop' | 'running' | 'error'
  /** `Accept 262144`, `Drop`, `Running`, `Error`. */
  readonly text: string
  /** Why, where it is not the program's own return: `load past the end of the frame: …`. */
  readonly reason: string | null
  /** What becomes of a system call, `ERRNO(1) EPERM`; null for packets. */
  readonly action: string | null
  /** What the program returned; null where it did not. */
  readonly value: number | null
}

const RUNNING: Verdict = { kind: 'running', text: 'Running', reason: null, action: null, value: null }

/** For the frame of `length` bytes; a null outcome is a machine that still runs. */
export function verdictOf(outcome: Outcome | null, length: number, context: CheckContext): Verdict {
  if (outcome === null) return RUNNING
  if (context === 'seccomp') return seccompVerdict(outcome, length)
  switch (outcome.kind) {
    case 'returned':
      return outcome.value === 0
        ? { kind: 'drop', text: 'Drop', reason: null, action: null, value: 0 }
        : { kind: 'accept', text: `Accept ${outcome.value}`, reason: null, action: null, value: outcome.value }
    case 'out-of-bounds':
      return dropped(`load past the end of the frame: ${bytesAt(outcome.offset, outcome.size)} of a frame of ${length}`)
    case 'division-by-zero':
      return dropped(`division by zero at ${pcText(outcome.pc)}`)
    case 'bad-instruction':
      return failed(`there is no instruction that can be executed at ${pcText(outcome.pc)}`)
    case 'step-limit':
      return failed(`the program had not ended after ${outcome.steps.toLocaleString('en')} steps`)
    default:
      return assertNever(outcome)
  }
}

/** An action that lets the call go ahead is an accept; what kills, fails, or asks somebody else is a drop. */
function seccompVerdict(outcome: Outcome, length: number): Verdict {
  if (outcome.kind !== 'returned' && outcome.kind !== 'division-by-zero') return verdictOf(outcome, length, 'socket')
  const value = outcome.kind === 'returned' ? outcome.value : 0
  const { name } = seccompAction(value)
  const action = formatSeccompAction(value)
  const goesAhead = name === 'ALLOW' || name === 'LOG'
  return {
    kind: goesAhead ? 'accept' : 'drop',
    text: `${goesAhead ? 'Accept' : 'Drop'}: ${action}`,
    reason: outcome.kind === 'returned' ? null : `division by zero at ${pcText(outcome.pc)}`,
    action,
    value,
  }
}

export function noProgram(): Verdict {
  return failed('there is no program')
}

function dropped(reason: string): Verdict {
  return { kind: 'drop', text: 'Drop', reason, action: null, value: null }
}

function failed(reason: string): Verdict {
  return { kind: 'error', text: 'Error', reason, action: null, value: null }
}

function bytesAt(offset: number, size: number): string {
  return size === 1 ? `byte ${offset}` : `bytes ${offset}–${offset + size - 1}`
}

function pcText(pc: number): string {
  return String(pc).padStart(3, '0')
}
