export { parseBytecode, readBytecode, dialectOf, type Bytecode, type BytecodeReading } from './parse-bytecode.ts'
export { detectDialect } from './detect.ts'
export { dialects } from './registry.ts'
export { type Dialect, type DialectId, type Reading, type Row } from './dialect.ts'
