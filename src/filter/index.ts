/** The filter compiler: pcap-filter text → classic BPF, as libpcap 1.10 compiles it. */
export { compileFilter } from './compile.ts'
export { CONSTANTS, KEYWORDS } from './keywords.ts'
export { type Clause, type CompiledFilter, type CompileOptions } from './types.ts'
