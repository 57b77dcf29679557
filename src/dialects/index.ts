export { parseBytecode, type Bytecode } from './parse-bytecode.ts'
