/**
 * A WebAssembly module as bytes: one function that works in somebody else's memory.
 *
 * Source: WebAssembly Core Specification 2.0, section 5.5 (modules).
 */
import { TYPE, signedLeb32, unsignedLeb } from './wasm-code.ts'

export interface FunctionType {
  readonly parameters: readonly number[]
  readonly results: readonly number[]
}

export interface ModuleParts {
  /** The function that is exported, under the name `run`: its type and its code as `Code.function()` gives it. */
  readonly run: { readonly type: FunctionType; readonly code: readonly number[] }
  /** A function taken from outside, `env.extension`; it is function 0 then, and `run` function 1. */
  readonly extension: FunctionType | null
  /** Whether `env.memory` is a shared one. */
  readonly shared: boolean
  /** Exported globals by name, all mutable and 0 at the start. */
  readonly globals: readonly { readonly name: string; readonly type: number }[]
  /** Bytes that are put into the memory when the module is instantiated. */
  readonly data: { readonly address: number; readonly bytes: Uint8Array } | null
}

const MAX_PAGES = 65_536
const KIND = { FUNCTION: 0, MEMORY: 2, GLOBAL: 3 } as const

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value)
  return [...unsignedLeb(bytes.length), ...bytes]
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsignedLeb(items.length), ...items.flat()]
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsignedLeb(content.length), ...content]
}

function functionType({ parameters, results }: FunctionType): number[] {
  return [0x60, ...vector(parameters.map((type) => [type])), ...vector(results.map((type) => [type]))]
}

export function encodeModule({ run, extension, shared, globals, data }: ModuleParts): Uint8Array<ArrayBuffer> {
  const limits = shared ? [0x03, 1, ...unsignedLeb(MAX_PAGES)] : [0x00, 1]
  const imports = [
    [...text('env'), ...text('memory'), KIND.MEMORY, ...limits],
    ...(extension === null ? [] : [[...text('env'), ...text('extension'), KIND.FUNCTION, 1]]),
  ]
  const zero = (type: number) => [type === TYPE.I64 ? 0x42 : 0x41, 0, 0x0b]
  const exports = [
    [...text('run'), KIND.FUNCTION, extension === null ? 0 : 1],
    ...globals.map(({ name }, index) => [...text(name), KIND.GLOBAL, ...unsignedLeb(index)]),
  ]
  const types = [functionType(run.type), ...(extension === null ? [] : [functionType(extension)])]
  const bytes = [
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector(imports)),
    ...section(3, vector([[0]])),
    ...(globals.length === 0 ? [] : section(6, vector(globals.map(({ type }) => [type, 1, ...zero(type)])))),
    ...section(7, vector(exports)),
    ...section(10, vector([run.code])),
    ...(data === null ? [] : dataSection(data)),
  ]
  return Uint8Array.from(bytes)
}

function dataSection({ address, bytes }: { readonly address: number; readonly bytes: Uint8Array }): number[] {
  return section(11, vector([[0x00, 0x41, ...signedLeb32(address), 0x0b, ...unsignedLeb(bytes.length), ...bytes]]))
}
