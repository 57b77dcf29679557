/** What stands around the code that runs four packets at once: a packet in each lane of a vector. */
import { type Flavour } from '../bpf/index.ts'
import { type ConstantSets } from './constant-sets.ts'
import { type PacketLayout } from './packet-layout.ts'
import { type Code } from './wasm-code.ts'

/** Locals, and what the code is compiled for. Vectors but for `packets`. */
export interface Lanes {
  readonly code: Code
  readonly flavour: Flavour
  readonly netoff: number
  readonly sets: ConstantSets | null
  readonly layout: PacketLayout
  /** Addresses of the four packets' first bytes; in columns they stand in a row, and there is one for all. */
  readonly packets: readonly number[]
  readonly caplens: number
  readonly wirelens: number
  readonly temporary: number
  readonly a: number
  readonly x: number
  /** What A was loaded from, in the memory's byte order, where facts say that there is such a thing. */
  readonly raw: number
  readonly m: readonly number[]
  /** The run ends without a value in those lanes of the mask on the stack in which it has come here. */
  readonly dropIn: () => void
}
