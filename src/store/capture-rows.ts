/**
 * What the capture says of the program in view: its totals, and which clauses never were true. Null or empty while the
 * totals are those of another program. Where the program is hot is in heat.ts.
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
