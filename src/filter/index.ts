/** The filter compiler: pcap-filter text → classic BPF, as libpcap 1.10 compiles it. */
export { parseIpv4, parseIpv6 } from './addresses.ts'
export { MOST_ADVISED_CLAUSES, adviseFilter, explainRejection } from './advice/advise.ts'
export { REJECTS_ALL, compileFilter } from './compile.ts'
export { recordFilm } from './film/record-film.ts'
export { type Film, type FilmBlock, type FilmChange, type FilmGraph, type Frame, type FrameStep } from './film/types.ts'
export { CONSTANTS, KEYWORDS } from './keywords.ts'
export { compileWithLeaves } from './leaves/compile-with-leaves.ts'
export { evaluateClauses, evaluateTree } from './leaves/evaluate-clauses.ts'
export {
  type ClauseTree,
  type ClauseValue,
  type ExecutedJump,
  type FilterWithLeaves,
  type Leaf,
  type LeafExit,
} from './leaves/types.ts'
export { type Encapsulation } from './ast.ts'
export { type Clause, type CompiledFilter, type CompileOptions, type Names } from './types.ts'
