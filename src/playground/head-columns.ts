/**
 * The beginnings of a capture's packets in columns of a memory: how they lie there, and how they come there and back.
 *
 * Left out on purpose: filtering them (bulk-filter.ts) and where the memory comes from.
 */
import { compilePutHeads, type Columns } from '../jit/index.ts'

/** The most packets that one call filters. An engine optimizes a loop once it has been entered a few times. */
export const MAX_BULK_PACKETS = 16_384

/** Bytes of a packet's beginning, in which most programs find all they ask for. */
export const HEAD_BYTES = 64

/**
 * How the beginnings of MAX_BULK_PACKETS packets lie in memory. A line of the cache lies between the columns, so that
 * the words of one packet do not compete for one place of it.
 */
export const heads: Columns = { kind: 'columns', bytes: HEAD_BYTES, stride: MAX_BULK_PACKETS * 4 + 64 }

/**
 * Puts beginnings of packets into the columns `heads` of a memory: of `count` packets whose addresses the table at
 * `packets` has, one behind the other from the place `column` in the first column on. HEAD_BYTES from each address on
 * must be there, though a packet may have fewer. The table needs three places more than it has packets, and what lies up
 * to three places behind theirs in the columns may be overwritten.
 */
export type PutHeads = (packets: number, count: number, column: number) => void

/** Compiled where the platform knows vectors, and in JavaScript elsewhere, where it takes twice as long. */
export function createPutHeads(memory: WebAssembly.Memory): PutHeads {
  try {
    return compiledPutHeads(memory)
  } catch (error) {
    if (error instanceof Error && error.name === 'CompileError') return plainPutHeads(memory)
    throw error
  }
}

function compiledPutHeads(memory: WebAssembly.Memory): PutHeads {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(compilePutHeads(heads)), { env: { memory } })
  const run = exports['run'] as (packets: number, end: number, column: number) => void
  return (packets, count, column) => {
    const end = packets + count * 4
    // The last four are read together.
    new Uint32Array(memory.buffer, end, 3).fill(0)
    run(packets, end, column)
  }
}

export function plainPutHeads(memory: WebAssembly.Memory): PutHeads {
  return (packets, count, column) => {
    const words = new Uint32Array(memory.buffer)
    const view = new DataView(memory.buffer)
    for (let index = 0; index < count; index++) {
      putHead(view, words[packets / 4 + index] ?? 0, HEAD_BYTES, column + index * 4)
    }
  }
}

/**
 * Puts the first bytes of one packet, which lies at `from` in the same memory, into columns, of which `address` is its
 * place in the first. Whole words are taken, so that up to three bytes behind them come along.
 */
export function putHead(
  memory: DataView,
  from: number,
  length: number,
  address: number,
  { stride }: Columns = heads,
): void {
  for (let at = 0; at < length; at += 4) {
    memory.setUint32(address + (at / 4) * stride, memory.getUint32(from + at, true), true)
  }
}

/** Copies the first bytes of a packet that lies in columns, of which `address` is its place in the first. */
export function copyHead(
  memory: Uint8Array,
  address: number,
  length: number,
  into: Uint8Array,
  to: number,
  { stride }: Columns = heads,
): void {
  for (let at = 0; at < length; at++) into[to + at] = memory[address + (at >> 2) * stride + (at & 3)] ?? 0
}
