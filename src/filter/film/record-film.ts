/**
 * Compiles an expression and keeps what each of the optimizer's passes did to the flow graph.
 *
 * It is the compiler's own optimizer that is watched, not a second one. Left out on purpose: passes
 * and steps that changed nothing.
 */
import type { Diagnostic, Result } from '../../base/index.ts'
import { generate } from '../codegen/generate.ts'
import { rejectsAll, translate } from '../compile.ts'
import { optimize } from '../optimizer/optimize.ts'
import type { CompileOptions } from '../types.ts'
import { Recorder } from './recorder.ts'
import type { Film } from './types.ts'

/** More frames than anybody looks at, and than a page has room for where the filter is huge. */
const MOST_FRAMES = 200

/**
 * The film of one compilation, of `mostFrames` frames at most (two or more). Faults are those of compileFilter, save one: an expression that rejects
 * all packets has a film, which shows how that came out.
 */
export function recordFilm(
  text: string,
  options: CompileOptions,
  mostFrames = MOST_FRAMES,
): Result<Film, Diagnostic[]> {
  return translate(text, options, (expression): Film => {
    const { root, clauses, mayOptimize } = generate(expression, options)
    const recorder = new Recorder(root, mostFrames)
    const runs = options.optimize && mayOptimize
    const end = runs ? optimize(root, recorder) : root
    const unoptimized = runs ? null : options.optimize ? 'jumps inside a block' : 'switched off'
    return { clauses, frames: recorder.finish(), unoptimized, rejectsAll: runs && rejectsAll(end) }
  })
}
