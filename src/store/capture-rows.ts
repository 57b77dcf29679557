/**
 * What the capture says of the program in view, as numbers: where the listing and the graph are hot, which clauses
 * never were true. Null or empty while the totals are those of another program.
 */
import type { ClauseTotals } from '../playground/index.ts'
import type { FilterTotals } from '../worker/index.ts'
import { memoized } from './memoize.ts'
import { selectShownProgram } from './selectors.ts'
import type { AppData } from './types.ts'

export const selectCaptureTotals: (state: AppData) => FilterTotals | null = memoized(
  [(state: AppData) => state.capture, (state: AppData) => selectShownProgram(state).source],
  (capture, source) => (capture !== null && capture.totalsOf === source ? capture.totals : null),
)

/** How hot an instruction is: packets come to it, of all; and for a conditional jump how often its test held. */
export interface InstructionHeat {
  readonly executed: number
  readonly taken: number
  /** Part of all packets, 0 … 1; more where a loop runs several times for a packet. */
  readonly share: number
}

export const selectHeat: (state: AppData) => readonly InstructionHeat[] = memoized([selectCaptureTotals], (totals) => {
  if (totals === null) return []
  const ran = totals.done - totals.others
  return Array.from(totals.executed, (executed, pc) => ({
    executed,
    taken: totals.taken[pc] ?? 0,
    share: ran === 0 ? 0 : executed / ran,
  }))
})

export interface QuietClause {
  readonly clause: number
  readonly text: string
  readonly kind: 'never true' | 'never reached' | 'always true'
}

/** Clauses that no packet of the capture tells apart. */
export const selectQuietClauses: (state: AppData) => readonly QuietClause[] = memoized(
  [selectCaptureTotals, selectShownProgram],
  (totals, { compilation, source }) =>
    (totals?.clauses ?? []).flatMap(({ held, failed }: ClauseTotals, clause): QuietClause[] => {
      const span = compilation.clauses[clause]?.span
      const text = span === undefined ? '' : source.text.slice(span.from, span.to)
      if (held + failed === 0) return [{ clause, text, kind: 'never reached' }]
      if (held === 0) return [{ clause, text, kind: 'never true' }]
      return failed === 0 ? [{ clause, text, kind: 'always true' }] : []
    }),
)
