/**
 * Loads from four packets at once, a lane each, with the checks that what is known leaves necessary.
 *
 * What is loaded in lanes whose run is not there is any memory. Lengths are far below 2^31, so that they may be compared
 * as signed numbers, which processors are better at.
 */
import { type Facts } from './facts.ts'
import type { Lanes } from './lanes.ts'
import { emitBytesFrom, type Columns } from './packet-layout.ts'
import { OP, TYPE } from './wasm-code.ts'
import { V } from './wasm-vectors.ts'

const lanes = [0, 1, 2, 3] as const

/** Leaves the loaded bytes of each packet on the stack, in the memory's byte order. */
export function emitLaneLoadAt(offset: number, size: 1 | 2 | 4, facts: Facts, all: Lanes): void {
  const { code, layout, caplens } = all
  const end = offset + size
  if (layout.kind === 'columns' && end > layout.bytes) {
    code.op(...V.constant(0xffffffff))
    all.dropIn()
    return code.op(...V.constant(0))
  }
  if (end > facts.length) {
    code.get(caplens)
    code.op(...V.constant(end), ...V.LT_S)
    all.dropIn()
  }
  if (layout.kind === 'columns') return emitFromColumns(offset, size, layout, all)
  byLane(size, offset, all, (lane) => {
    code.get(all.packets[lane] ?? 0)
  })
}

/** The same at X + k; the sum does not wrap around. */
export function emitLaneIndexedLoad(k: number, size: 1 | 2 | 4, facts: Facts, all: Lanes): void {
  const { code, layout, caplens, x } = all
  if (k + size > facts.lengthFromX) {
    code.get(x)
    code.op(...V.constant(k + size), ...V.ADD)
    code.get(caplens)
    code.op(...V.GT_S)
    all.dropIn()
  }
  if (layout.kind === 'rows') {
    return byLane(size, k, all, (lane) => {
      code.get(all.packets[lane] ?? 0)
      code.get(x)
      code.op(...V.extract(lane), OP.I32_ADD)
    })
  }
  if (facts.xIsAligned) emitAligned(k, size, layout, all)
  else emitAnywhere(k, size, layout, all)
}

function byLane(size: 1 | 2 | 4, offset: number, { code, temporary }: Lanes, address: (lane: number) => void): void {
  code.op(...V.constant(0))
  for (const lane of lanes) {
    code.set(temporary)
    address(lane)
    code.get(temporary)
    code.op(...V.loadLane(size, offset, lane))
  }
}

function emitFromColumns(offset: number, size: 1 | 2 | 4, { stride }: Columns, all: Lanes): void {
  const { code, packets } = all
  const word = (next: number) => {
    code.get(packets[0] ?? 0)
    code.op(...V.load(((offset >>> 2) + next) * stride))
  }
  cutOut(offset & 3, size, all, word)
}

/** `size` bytes from byte `first` on, of the word that `word(0)` leaves on the stack and of the next one. */
function cutOut(first: number, size: 1 | 2 | 4, { code }: Lanes, word: (next: 0 | 1) => void): void {
  word(0)
  if (first > 0) {
    code.i32(8 * first)
    code.op(...V.SHR_U)
  }
  if (first + size > 4) {
    word(1)
    code.i32(32 - 8 * first)
    code.op(...V.SHL, ...V.OR)
  }
  if (size < 4 && first + size !== 4) code.op(...V.constant(size === 1 ? 0xff : 0xffff), ...V.AND)
}

/** Where X is a multiple of four it is known which byte of a word is the first. */
function emitAligned(k: number, size: 1 | 2 | 4, { bytes, stride }: Columns, all: Lanes): void {
  const { code, x } = all
  const first = k & 3
  const isWithin = first + size <= 4
  const words = code.local(TYPE.V128)
  // Lanes of which nothing is wanted must not reach past the columns.
  code.get(x)
  code.op(...V.constant(k - first), ...V.ADD)
  code.i32(2)
  code.op(...V.SHR_U, ...V.constant(bytes / 4 - (isWithin ? 1 : 2)), ...V.MIN_U, ...V.constant(stride), ...V.MUL)
  code.set(words)
  const gather = (part: 1 | 2 | 4, offset: number) => {
    byLane(part, offset, all, (lane) => {
      code.get(all.packets[0] ?? 0)
      code.get(words)
      code.op(...V.extract(lane), OP.I32_ADD)
      code.i32(4 * lane)
      code.op(OP.I32_ADD)
    })
  }
  if (isWithin) return gather(size, first)
  cutOut(first, size, all, (next) => {
    gather(4, next * stride)
  })
}

function emitAnywhere(k: number, size: 1 | 2 | 4, layout: Columns, all: Lanes): void {
  const { code, packets, temporary, x } = all
  const [bytes, index] = [code.local(TYPE.V128), code.local()]
  code.get(x)
  code.op(...V.constant(k), ...V.ADD, ...V.constant(layout.bytes - size), ...V.MIN_U)
  code.set(bytes)
  code.op(...V.constant(0))
  for (const lane of lanes) {
    code.set(temporary)
    code.get(bytes)
    code.op(...V.extract(lane))
    code.set(index)
    code.get(temporary)
    emitBytesFrom(code, layout, packets[0] ?? 0, index, size, 4 * lane)
    code.op(...V.replace(lane))
  }
}
