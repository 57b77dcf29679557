/**
 * One program over one packet by the WebAssembly bulk filter: its verdict and its steps, the same that the interpreter
 * comes to.
 *
 * Left out on purpose: how a run ended. The compiled program knows only that a run came to no return, not what it
 * stumbled over.
 */
import type { Flavour, Instruction, Program } from '../bpf/index.ts'
import { defaultMetadata, type Environment } from '../vm/index.ts'
import {
  READABLE_BYTES,
  WORKSPACE_BYTES,
  createCountingFilter,
  type CountingFilter,
  type PacketTables,
} from './bulk-filter.ts'

const PAGE = 65_536

/** The tables of one packet stand behind the workspace, and the packet behind them. */
const tables: PacketTables = {
  packets: WORKSPACE_BYTES,
  caplens: WORKSPACE_BYTES + 4,
  wirelens: WORKSPACE_BYTES + 8,
  verdicts: WORKSPACE_BYTES + 12,
  steps: WORKSPACE_BYTES + 16,
}
const PACKET = WORKSPACE_BYTES + 24

export type RunCompiled = (
  program: Program,
  environment: Environment,
) => { readonly verdict: number; readonly steps: number }

/** The last program stays compiled: running it over packet after packet costs no more compiling. */
export function createCompiledRunner(): RunCompiled {
  const memory = new WebAssembly.Memory({ initial: pagesFor(0) })
  let metadata = defaultMetadata
  let last: {
    readonly program: Program
    readonly flavour: Flavour
    readonly netoff: number
    readonly filter: CountingFilter
  } | null = null

  return (program, environment) => {
    const { packet, flavour } = environment
    ;({ metadata } = environment)
    const { netoff } = metadata
    if (last?.flavour !== flavour || last.netoff !== netoff || !isSame(last.program, program)) {
      const settings = { flavour, netoff, metadataOf: () => metadata }
      const filter = createCountingFilter(program, { memory, workspace: 0 }, settings)
      last = { program, flavour, netoff, filter }
    }
    makeRoom(memory, packet.length)
    new Uint8Array(memory.buffer).set(packet, PACKET)
    const words = new Uint32Array(memory.buffer, WORKSPACE_BYTES, 5)
    words.set([PACKET, packet.length, metadata.len ?? packet.length])
    last.filter.filter(tables, 0, 1)
    return { verdict: words[3] ?? 0, steps: words[4] ?? 0 }
  }
}

function pagesFor(length: number): number {
  return Math.ceil((PACKET + Math.max(length, READABLE_BYTES)) / PAGE)
}

function makeRoom(memory: WebAssembly.Memory, length: number): void {
  const missing = pagesFor(length) - memory.buffer.byteLength / PAGE
  if (missing > 0) memory.grow(missing)
}

function isSame(one: Program, other: Program): boolean {
  return one === other || (one.length === other.length && one.every((row, pc) => isSameRow(row, other[pc])))
}

function isSameRow(one: Instruction, other: Instruction | undefined): boolean {
  return one.code === other?.code && one.jt === other.jt && one.jf === other.jf && one.k === other.k
}
