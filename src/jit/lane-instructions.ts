/**
 * What each instruction does to four packets, a lane each. Of a test the lanes in which it holds are left on the stack,
 * as masks.
 *
 * As in instruction-code.ts, words of a packet are kept in both byte orders.
 */
import { type Instruction } from '../bpf/index.ts'
import { loadSize, type Facts } from './facts.ts'
import { emitLaneIndexedLoad, emitLaneLoadAt } from './lane-loads.ts'
import { absoluteOffset } from './offsets.ts'
import type { Lanes } from './lanes.ts'
import { swapped } from './test-code.ts'
import { V } from './wasm-vectors.ts'

const lanes = [0, 1, 2, 3] as const
/** Orders of the bytes of each lane: two swapped and two that are 0 anyway, and four swapped. */
const swapTwo = lanes.flatMap((lane) => [1, 0, 2, 3].map((byte) => lane * 4 + byte))
const swapFour = lanes.flatMap((lane) => [3, 2, 1, 0].map((byte) => lane * 4 + byte))

/** `chain` where the instruction is the first of several tests of A for equality: all their constants. */
export function emitLaneInstruction(
  instruction: Instruction,
  chain: readonly number[] | null,
  facts: Facts,
  all: Lanes,
): void {
  const { code, k } = instruction
  const { code: to, a, x } = all
  if (chain !== null) return emitAnyOf(chain, facts, all)
  switch (code) {
    case 0x20: // ld [k]
    case 0x28: // ldh [k]
    case 0x30: // ldb [k]
      emitLaneLoadAt(absoluteOffset(k, all), loadSize(code), facts, all)
      return keepLoaded(code, all)
    case 0x40: // ld [x + k]
    case 0x48: // ldh [x + k]
    case 0x50: // ldb [x + k]
      emitLaneIndexedLoad(k, loadSize(code), facts, all)
      return keepLoaded(code, all)
    case 0x00: // ld #k
      return set(a, V.constant(k))
    case 0x60: // ld M[k]
      return copy(word(all, k), a)
    case 0x80: // ld #len
      return copy(all.wirelens, a)
    case 0x01: // ldx #k
      return set(x, V.constant(k))
    case 0x61: // ldx M[k]
      return copy(word(all, k), x)
    case 0x81: // ldx #len
      return copy(all.wirelens, x)
    case 0xb1: // ldxb 4*([k]&0xf)
      emitLaneLoadAt(absoluteOffset(k, all), 1, facts, all)
      to.op(...V.constant(0xf), ...V.AND)
      to.i32(2)
      return set(x, V.SHL)
    case 0x02: // st M[k]
      return copy(a, word(all, k))
    case 0x03: // stx M[k]
      return copy(x, word(all, k))
    case 0x04: // add #k
    case 0x0c: // add x
      return calculate(V.ADD)
    case 0x14: // sub #k
    case 0x1c: // sub x
      return calculate(V.SUB)
    case 0x24: // mul #k
    case 0x2c: // mul x
      return calculate(V.MUL)
    case 0x44: // or #k
    case 0x4c: // or x
      return bitwise(V.OR)
    case 0x54: // and #k
    case 0x5c: // and x
      return bitwise(V.AND)
    case 0xa4: // xor #k
    case 0xac: // xor x
      return bitwise(V.XOR)
    case 0x64: // lsh #k
    case 0x74: // rsh #k
      to.get(a)
      to.i32(k)
      return set(a, code === 0x64 ? V.SHL : V.SHR_U)
    case 0x84: // neg
      to.get(a)
      return set(a, V.NEG)
    case 0x05: // ja k
      return
    case 0x15: // jeq #k
      return emitEqual(k, facts, all)
    case 0x45: // jset #k
      to.get(facts.raw === 0 ? a : all.raw)
      return to.op(...V.constant(ofMemory(k, facts)), ...V.AND, ...V.constant(0), ...V.NE)
    case 0x1d: // jeq x
      return test(V.EQ)
    case 0x25: // jgt #k
    case 0x2d: // jgt x
      return test(V.GT_U)
    case 0x35: // jge #k
    case 0x3d: // jge x
      return test(V.GE_U)
    case 0x4d: // jset x
      test(V.AND)
      return to.op(...V.constant(0), ...V.NE)
    case 0x07: // tax
      return copy(a, x)
    case 0x87: // txa
      return copy(x, a)
    default:
      throw new Error(`Broken invariant: no code for opcode 0x${code.toString(16)}`)
  }

  function set(local: number, bytes: readonly number[]) {
    to.op(...bytes)
    to.set(local)
  }

  function copy(from: number, into: number) {
    to.get(from)
    to.set(into)
  }

  function test(op: readonly number[]) {
    to.get(a)
    if ((code & 0x08) === 0) to.op(...V.constant(k))
    else to.get(x)
    to.op(...op)
  }

  function calculate(op: readonly number[]) {
    test(op)
    to.set(a)
  }

  /** Bit by bit, so that it can be done to the value in the memory's byte order too. */
  function bitwise(op: readonly number[]) {
    calculate(op)
    if (facts.raw === 0 || (code & 0x08) !== 0) return
    to.get(all.raw)
    to.op(...V.constant(ofMemory(k, facts)))
    set(all.raw, op)
  }
}

function word({ m }: Lanes, k: number): number {
  const local = m[k]
  if (local === undefined) throw new Error(`Broken invariant: no scratch word ${k}`)
  return local
}

/** A constant as it is compared with what was loaded. */
function ofMemory(k: number, { raw }: Facts): number {
  return raw === 0 ? k : swapped(k, raw)
}

function emitEqual(k: number, facts: Facts, { code, a, raw }: Lanes): void {
  if (facts.raw === 2 && k > 0xffff) return code.op(...V.constant(0))
  code.get(facts.raw === 0 ? a : raw)
  code.op(...V.constant(ofMemory(k, facts)), ...V.EQ)
}

function emitAnyOf(constants: readonly number[], facts: Facts, all: Lanes): void {
  const { code, sets, a, raw } = all
  const possible = constants.filter((k) => facts.raw !== 2 || k <= 0xffff)
  const members = [...new Set(possible.map((k) => ofMemory(k, facts)))]
  if (members.length === 0) return code.op(...V.constant(0))
  if (sets?.emitContainsLanes(code, facts.raw === 0 ? a : raw, members, all.temporary) === true) return
  for (const [index, k] of possible.entries()) {
    emitEqual(k, facts, all)
    if (index > 0) code.op(...V.OR)
  }
}

/** The bytes on the stack become A. */
function keepLoaded(opcode: number, { code, a, raw }: Lanes): void {
  const size = loadSize(opcode)
  if (size === 1) return code.set(a)
  code.set(raw)
  code.get(raw)
  code.get(raw)
  code.op(...V.shuffle(size === 2 ? swapTwo : swapFour))
  code.set(a)
}
