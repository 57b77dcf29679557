/** What stands around the code of one run: the function it is part of, and what it is compiled for. */
import { type Flavour } from '../bpf/index.ts'
import { type ConstantSets } from './constant-sets.ts'
import { type Meter } from './meter.ts'
import { type PacketLayout } from './packet-layout.ts'
import { type Code, type Label } from './wasm-code.ts'

/** Locals of the function around, and where a run leaves to. */
export interface Surroundings {
  readonly code: Code
  readonly flavour: Flavour
  /** Byte of every packet where its network header starts. */
  readonly netoff: number
  readonly layout: PacketLayout
  readonly meter: Meter | null
  /** Where long chains of tests become sets; null where each test is made. */
  readonly sets: ConstantSets | null
  readonly locals: {
    /** Address of the packet's first byte. */
    readonly packet: number
    /** Bytes of the packet that are there. */
    readonly caplen: number
    /** Four times the packet's number. */
    readonly at: number
    /** Address of the table of lengths on the wire. */
    readonly wirelens: number
    readonly a: number
    readonly x: number
    readonly raw: number
    readonly temporary: number
    /** Which place a jump back leads to. */
    readonly place: number
    /** Scratch memory, a local for each word. */
    readonly m: readonly number[]
  }
  /** Expects the verdict on the stack. */
  readonly done: Label
  /** The run ends without a value, verdict 0, if the 1 or 0 on the stack is 1. */
  readonly dropIf: () => void
}
