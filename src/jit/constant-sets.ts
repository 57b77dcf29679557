/**
 * Sets of constants as hash tables in memory, and the code that asks whether a value is in one.
 *
 * Where the members are few a table is found in which each has a place of its own (perfect hashing), and an answer takes
 * one load; else there are two tables a set and two places a value (cuckoo hashing), and it takes two, and no loop. A
 * place that is not used holds a member that belongs elsewhere, so that what is found is always a member.
 * Source of the schemes: Fredman, Komlós and Szemerédi, Storing a Sparse Table with O(1) Worst Case Access Time, 1984;
 * Pagh and Rodler, Cuckoo Hashing, 2004. The place of a value is the top bits of its product with an odd number
 * (Dietzfelbinger and others, 1997).
 */
import { OP, TYPE, type Code } from './wasm-code.ts'
import { V } from './wasm-vectors.ts'

export interface HashTable {
  /** A table for each factor, one behind the other, each of 2^(32 - shift) words. */
  readonly words: Uint32Array
  readonly factors: readonly number[]
  readonly shift: number
}

/** Words of a table with a place for each member, as a power of two: 16 KB, that it stays near to the processor. */
const MOST_BITS = 12
/** Factors that are tried for each size of it. */
const TRIES = 64

/** Evictions after which other factors are tried; far more than a set takes that is half as full as it may be. */
const PATIENCE = 200

/** `members` are distinct numbers of 32 bits, at least one. */
export function hashTableOf(members: readonly number[]): HashTable {
  return perfectTableOf(members) ?? cuckooTablesOf(members)
}

/** Null where no factor gives each member a place of its own. */
function perfectTableOf(members: readonly number[]): HashTable | null {
  for (let bits = Math.max(3, Math.ceil(Math.log2(members.length))); bits <= MOST_BITS; bits++) {
    const shift = 32 - bits
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const factor = factorOf(attempt)
      if (!hasOwnPlaces(members, factor, shift)) continue
      const words = new Uint32Array(2 ** bits).fill(members[0] ?? 0)
      for (const member of members) words[placeOf(member, factor, shift)] = member
      return { words, factors: [factor], shift }
    }
  }
  return null
}

function hasOwnPlaces(members: readonly number[], factor: number, shift: number): boolean {
  const taken = new Set<number>()
  for (const member of members) {
    const place = placeOf(member, factor, shift)
    if (taken.has(place)) return false
    taken.add(place)
  }
  return true
}

function cuckooTablesOf(members: readonly number[]): HashTable {
  // Each table has at least as many places as there are members: half of all are free.
  const bits = Math.max(3, Math.ceil(Math.log2(members.length)))
  for (let attempt = 0; ; attempt++) {
    // Larger now and then, so that this ends for every set.
    const shift = 32 - Math.min(24, bits + Math.floor(attempt / 16))
    const factors = [factorOf(2 * attempt), factorOf(2 * attempt + 1)] as const
    const words = place(members, factors, shift)
    if (words !== null) return { words, factors, shift }
  }
}

/** The same odd numbers each time, so that a program is always compiled alike. */
function factorOf(index: number): number {
  return (Math.imul(0x9e3779b1, 2 * index + 1) ^ 0x5bd1e994) | 1
}

/** Place of a value in a table of its own. */
function placeOf(value: number, factor: number, shift: number): number {
  return Math.imul(value, factor) >>> shift
}

/** Null where the members do not fit with these factors. */
function place(members: readonly number[], factors: readonly [number, number], shift: number): Uint32Array | null {
  const size = 2 ** (32 - shift)
  const at = (side: 0 | 1, value: number): number => side * size + placeOf(value, factors[side], shift)
  const places = new Map<number, number>()
  for (const member of members) {
    let value = member
    let side: 0 | 1 = 0
    for (let moves = 0; ; moves++) {
      if (moves > PATIENCE) return null
      const here = at(side, value)
      const evicted = places.get(here)
      places.set(here, value)
      if (evicted === undefined) break
      value = evicted
      side = side === 0 ? 1 : 0
    }
  }
  // Found in a place it does not hash to, a member is a member still.
  const words = new Uint32Array(2 * size).fill(members[0] ?? 0)
  for (const [index, value] of places) words[index] = value
  return words
}

interface Table {
  readonly sides: readonly { readonly factor: number; readonly address: number }[]
  readonly shift: number
}

/** The tables of one module, from an address on. */
export class ConstantSets {
  private readonly words: number[] = []
  private readonly tables = new Map<string, Table>()
  private readonly room: { readonly address: number; readonly size: number }

  constructor(room: { readonly address: number; readonly size: number }) {
    this.room = room
  }

  /** False where there is no room for the members; else leaves on the stack whether the local's value is one of them. */
  emitContains(code: Code, value: number, members: readonly number[]): boolean {
    const table = this.tableOf(members)
    if (table === null) return false
    for (const { factor, address } of table.sides) {
      code.get(value)
      code.get(value)
      code.i32(factor)
      code.op(OP.I32_MUL)
      code.i32(table.shift)
      code.op(OP.I32_SHR_U)
      code.i32(2)
      code.op(OP.I32_SHL)
      code.load(OP.I32_LOAD, address)
      code.op(OP.I32_EQ)
    }
    if (table.sides.length > 1) code.op(OP.I32_OR)
    return true
  }

  /** The same for the four values of a vector, as masks. `temporary` is a local of a vector. */
  emitContainsLanes(code: Code, values: number, members: readonly number[], temporary: number): boolean {
    const table = this.tableOf(members)
    if (table === null) return false
    for (const { factor, address } of table.sides) {
      const places = code.local(TYPE.V128)
      code.get(values)
      code.op(...V.constant(factor), ...V.MUL)
      code.i32(table.shift)
      code.op(...V.SHR_U)
      code.i32(2)
      code.op(...V.SHL)
      code.set(places)
      code.op(...V.constant(0))
      for (const lane of [0, 1, 2, 3]) {
        code.set(temporary)
        code.get(places)
        code.op(...V.extract(lane))
        code.get(temporary)
        code.op(...V.loadLane(4, address, lane))
      }
      code.get(values)
      code.op(...V.EQ)
    }
    if (table.sides.length > 1) code.op(...V.OR)
    return true
  }

  /** The members' table in memory, the same for the same members; null where there is no room for it. */
  private tableOf(members: readonly number[]): Table | null {
    const key = members.join()
    const known = this.tables.get(key)
    if (known !== undefined) return known
    const address = this.room.address + this.words.length * 4
    const left = this.room.size - this.words.length * 4
    // Two tables take a tenth of the room.
    const larger = hashTableOf(members)
    const { words, factors, shift } = larger.words.length * 4 <= left ? larger : cuckooTablesOf(members)
    if (words.length * 4 > left) return null
    for (const word of words) this.words.push(word)
    const size = (words.length / factors.length) * 4
    const sides = factors.map((factor, index) => ({ factor, address: address + index * size }))
    const table = { sides, shift }
    this.tables.set(key, table)
    return table
  }

  /** What has to lie in memory; null where nothing has to. */
  data(): { readonly address: number; readonly bytes: Uint8Array } | null {
    if (this.words.length === 0) return null
    const bytes = new Uint8Array(this.words.length * 4)
    const view = new DataView(bytes.buffer)
    for (const [index, word] of this.words.entries()) view.setUint32(index * 4, word, true)
    return { address: this.room.address, bytes }
  }
}
