export { compileBulk, type BulkModule, type BulkOptions } from './compile-bulk.ts'
export { type Counters } from './meter.ts'
