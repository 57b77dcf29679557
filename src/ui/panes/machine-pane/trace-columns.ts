/**
 * One column of the recorded run.
 */
import type { ListingRow, Outcome, Trace } from '../../../store/index.ts'
import { formatPc } from '../../views/machine/index.ts'
import type { TraceColumn } from '../../views/machine-trace/index.ts'

function endOf(outcome: Outcome): string {
  if (outcome.kind === 'returned') return outcome.value === 0 ? 'drop' : 'accept'
  return outcome.kind === 'out-of-bounds' || outcome.kind === 'division-by-zero' ? 'drop' : 'error'
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}

export function columnOf(
  trace: Trace,
  rows: readonly ListingRow[],
  breakpoints: ReadonlySet<number>,
  step: number,
): TraceColumn {
  const { a, x, pc } = trace.at(step)
  const row = step === 0 ? undefined : rows[trace.pcAt(step)]
  const ended = step === trace.steps
  return {
    step,
    ran: row === undefined ? '' : `${row.op} ${row.jt === null && row.op !== 'ret' ? row.operand : ''}`.trim(),
    pc: ended ? endOf(trace.outcome) : formatPc(pc),
    a: hex(a),
    x: hex(x),
    breakpoint: !ended && breakpoints.has(pc),
  }
}
