/**
 * One column of the recorded run.
 */
import { verdictOf, type CheckContext, type ListingRow, type Trace } from '../../../store/index.ts'
import { formatPc } from '../../views/machine/index.ts'
import type { TraceColumn } from '../../views/machine-trace/index.ts'

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}

export function columnOf(
  trace: Trace,
  rows: readonly ListingRow[],
  breakpoints: ReadonlySet<number>,
  step: number,
  context: CheckContext,
): TraceColumn {
  const { a, x, pc } = trace.at(step)
  const row = step === 0 ? undefined : rows[trace.pcAt(step)]
  const ended = step === trace.steps
  return {
    step,
    ran: row === undefined ? '' : `${row.op} ${row.jt === null && row.op !== 'ret' ? row.operand : ''}`.trim(),
    pc: ended ? verdictOf(trace.outcome, 0, context).kind : formatPc(pc),
    a: hex(a),
    x: hex(x),
    breakpoint: !ended && breakpoints.has(pc),
  }
}
