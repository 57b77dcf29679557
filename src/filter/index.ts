/** The filter compiler: pcap-filter text → classic BPF, as libpcap 1.10 compiles it. */
export { parseIpv4, parseIpv6 } from './addresses.ts'
export { MOST_ADVISED_CLAUSES, adviseFilter } from './advice/advise.ts'
export { compileFilter } from './compile.ts'
export { CONSTANTS, KEYWORDS } from './keywords.ts'
export { type Clause, type CompiledFilter, type CompileOptions, type Names } from './types.ts'
