export { compileBulk, type BulkModule, type BulkOptions } from './compile-bulk.ts'
export { reachOf } from './facts.ts'
export { type Counters } from './meter.ts'
export { asksForExtension } from './instruction-code.ts'
