/**
 * The bytes that a clause's instructions read at fixed places, for pointing at a clause.
 *
 * Leaves out loads relative to X: where they read depends on the run.
 */
import { CLASS, MODE, SIZE, SKF_LL_OFF, classOf, modeOf, sizeOf, type Program } from '../../../bpf/index.ts'
import type { ByteRange } from '../../../store/index.ts'

export function bytesOfClause(
  program: Program,
  provenance: readonly (readonly number[])[],
  clause: number | null,
): ByteRange[] {
  if (clause === null) return []
  return program.flatMap(({ code, k }, pc) => {
    const load = classOf(code) === CLASS.LD && modeOf(code) === MODE.ABS && k < SKF_LL_OFF
    if (!load || provenance[pc]?.includes(clause) !== true) return []
    return [{ from: k, to: k + (sizeOf(code) === SIZE.W ? 4 : sizeOf(code) === SIZE.H ? 2 : 1) }]
  })
}
