/**
 * Where the program in view is hot: how often each instruction ran and each test held, over the packets of the capture
 * that is open, or else over the frames of the table.
 *
 * Left out on purpose: the step in view; nothing here changes while somebody steps.
 */
import type { ProgramCounts } from '../playground/index.ts'
import { selectCaptureTotals } from './capture-rows.ts'
import { memoized } from './memoize.ts'
import { selectFrameCounts } from './packet-rows.ts'
import type { AppData } from './types.ts'

export interface InstructionHeat {
  readonly executed: number
  /** Times that the test of a conditional jump held; 0 for other instructions. */
  readonly taken: number
  /** `executed` by packets: 0 … 1, more where a loop runs several times for a packet. */
  readonly share: number
}

export interface Heat {
  /** What is counted: packets of the capture, or frames of the table. */
  readonly of: 'packets' | 'frames'
  /** Those that the program was run over. */
  readonly ran: number
  /** One an instruction; empty while the capture has not answered for this program. */
  readonly instructions: readonly InstructionHeat[]
}

export const selectHeat: (state: AppData) => Heat = memoized(
  [({ capture }: AppData) => capture !== null, selectCaptureTotals, selectFrameCounts],
  (isOpen, totals, frames): Heat => {
    if (!isOpen) return heatOf('frames', frames.length, frames)
    return totals === null ? NOT_KNOWN : heatOf('packets', totals.done - totals.others, [totals])
  },
)

const NOT_KNOWN: Heat = { of: 'packets', ran: 0, instructions: [] }

function heatOf(of: Heat['of'], ran: number, counts: readonly Pick<ProgramCounts, 'executed' | 'taken'>[]): Heat {
  const sum = (part: 'executed' | 'taken', pc: number): number =>
    counts.reduce((before, each) => before + (each[part][pc] ?? 0), 0)
  const instructions = Array.from(counts[0]?.executed ?? [], (_, pc): InstructionHeat => {
    const executed = sum('executed', pc)
    return { executed, taken: sum('taken', pc), share: ran === 0 ? 0 : executed / ran }
  })
  return { of, ran, instructions }
}
