/**
 * What each instruction does, as WebAssembly.
 *
 * A word of the packet is kept in both byte orders, as loaded (`raw`) and as a number (`a`): tests
 * for equality and for bits compare the former with a constant that is swapped beforehand, and then
 * the swapping, which nothing uses, is dropped by the WebAssembly compiler.
 *
 * Left out on purpose: where jumps go; see run-code.ts and lanes-code.ts.
 * Source: vm/step.ts, which says what each instruction does.
 */
import { XOR_X, modeOf, readsExtension, MODE, type Flavour, type Instruction, type Program } from '../bpf/index.ts'
import { loadSize, type Facts } from './facts.ts'
import { emitIndexedLoad, emitLoadAt } from './load-code.ts'
import { absoluteOffset } from './offsets.ts'
import { type Surroundings } from './surroundings.ts'
import { emitAnyBit, emitEqual, swapped } from './test-code.ts'
import { OP, type Code } from './wasm-code.ts'

export const EXTENSION_FUNCTION = 0

/** What the instruction does; of a conditional jump the test, whose result is left on the stack. */
export function emitInstruction(instruction: Instruction, facts: Facts, surroundings: Surroundings): void {
  const { code, k } = instruction
  const { code: to, flavour, dropIf, done, locals } = surroundings
  const { a, x, m } = locals

  switch (code) {
    case 0x20: // ld [k]
    case 0x28: // ldh [k]
    case 0x30: // ldb [k]
      if (readsExtension(code, k, flavour)) return emitExtension(k, surroundings)
      emitLoadAt(absoluteOffset(k, surroundings), loadSize(code), facts, surroundings)
      return keepLoaded(code, surroundings)
    case 0x40: // ld [x + k]
    case 0x48: // ldh [x + k]
    case 0x50: // ldb [x + k]
      emitIndexedLoad(k, loadSize(code), facts, surroundings)
      return keepLoaded(code, surroundings)
    case 0x00: // ld #k
      return setConstant(a, k, to)
    case 0x60: // ld M[k]
      return copy(memoryAt(m, k), a, to)
    case 0x80: // ld #len
      emitLength(surroundings)
      return to.set(a)

    case 0x01: // ldx #k
      return setConstant(x, k, to)
    case 0x61: // ldx M[k]
      return copy(memoryAt(m, k), x, to)
    case 0x81: // ldx #len
      emitLength(surroundings)
      return to.set(x)
    case 0xb1: // ldxb 4*([k]&0xf)
      emitLoadAt(absoluteOffset(k, surroundings), 1, facts, surroundings)
      to.i32(0xf)
      to.op(OP.I32_AND)
      to.i32(2)
      to.op(OP.I32_SHL)
      return to.set(x)

    case 0x02: // st M[k]
      return copy(a, memoryAt(m, k), to)
    case 0x03: // stx M[k]
      return copy(x, memoryAt(m, k), to)

    case 0x04: // add #k
    case 0x0c: // add x
      return arithmetic(OP.I32_ADD, instruction, surroundings)
    case 0x14: // sub #k
    case 0x1c: // sub x
      return arithmetic(OP.I32_SUB, instruction, surroundings)
    case 0x24: // mul #k
    case 0x2c: // mul x
      return arithmetic(OP.I32_MUL, instruction, surroundings)
    case 0x34: // div #k
    case 0x94: // mod #k
      return arithmetic(code === 0x34 ? OP.I32_DIV_U : OP.I32_REM_U, instruction, surroundings)
    case 0x3c: // div x
    case 0x9c: // mod x
      if (facts.x.min === 0) {
        to.get(x)
        to.op(OP.I32_EQZ)
        dropIf()
      }
      return arithmetic(code === 0x3c ? OP.I32_DIV_U : OP.I32_REM_U, instruction, surroundings)
    case 0x44: // or #k
    case 0x4c: // or x
      return bitwise(OP.I32_OR, instruction, facts, surroundings)
    case 0x54: // and #k
    case 0x5c: // and x
      return bitwise(OP.I32_AND, instruction, facts, surroundings)
    case 0xa4: // xor #k
    case 0xac: // xor x
      return bitwise(OP.I32_XOR, instruction, facts, surroundings)
    case 0x64: // lsh #k
    case 0x6c: // lsh x
      return shift(OP.I32_SHL, instruction, facts, surroundings)
    case 0x74: // rsh #k
    case 0x7c: // rsh x
      return shift(OP.I32_SHR_U, instruction, facts, surroundings)
    case 0x84: // neg
      to.i32(0)
      to.get(a)
      to.op(OP.I32_SUB)
      return to.set(a)

    case 0x05: // ja k
      return
    case 0x15: // jeq #k
      return emitEqual(k, facts, surroundings)
    case 0x45: // jset #k
      return emitAnyBit(k, facts, surroundings)
    case 0x1d: // jeq x
      return test(OP.I32_EQ, instruction, surroundings)
    case 0x25: // jgt #k
    case 0x2d: // jgt x
      return test(OP.I32_GT_U, instruction, surroundings)
    case 0x35: // jge #k
    case 0x3d: // jge x
      return test(OP.I32_GE_U, instruction, surroundings)
    case 0x4d: // jset x
      return test(OP.I32_AND, instruction, surroundings)

    case 0x06: // ret #k
      to.i32(k)
      return to.br(done)
    case 0x16: // ret a
      to.get(a)
      return to.br(done)

    case 0x07: // tax
      return copy(a, x, to)
    case 0x87: // txa
      return copy(x, a, to)

    default:
      throw new Error(`Broken invariant: no code for opcode 0x${code.toString(16)}`)
  }
}

function memoryAt(m: readonly number[], k: number): number {
  const local = m[k]
  if (local === undefined) throw new Error(`Broken invariant: no scratch word ${k}`)
  return local
}

function setConstant(local: number, value: number, to: Code): void {
  to.i32(value)
  to.set(local)
}

function copy(from: number, into: number, to: Code): void {
  to.get(from)
  to.set(into)
}

/** The operand of arithmetic and of tests: k or X. */
function emitOperand({ code, k }: Instruction, { code: to, locals }: Surroundings): void {
  if ((code & 0x08) === 0) to.i32(k)
  else to.get(locals.x)
}

function test(op: number, instruction: Instruction, surroundings: Surroundings): void {
  const { code: to, locals } = surroundings
  to.get(locals.a)
  emitOperand(instruction, surroundings)
  to.op(op)
}

function arithmetic(op: number, instruction: Instruction, surroundings: Surroundings): void {
  test(op, instruction, surroundings)
  surroundings.code.set(surroundings.locals.a)
}

/** Bit by bit, so that it can be done to the value in the memory's byte order too. */
function bitwise(op: number, instruction: Instruction, { raw }: Facts, surroundings: Surroundings): void {
  const { code: to, locals } = surroundings
  arithmetic(op, instruction, surroundings)
  if (raw === 0 || (instruction.code & 0x08) !== 0) return
  to.get(locals.raw)
  to.i32(swapped(instruction.k, raw))
  to.op(op)
  to.set(locals.raw)
}

/** Linux looks at the low five bits of X, as WebAssembly does; libpcap shifts everything out. */
function shift(op: number, instruction: Instruction, { x }: Facts, surroundings: Surroundings): void {
  const { code: to, locals, flavour } = surroundings
  test(op, instruction, surroundings)
  if (flavour === 'libpcap' && (instruction.code & 0x08) !== 0 && x.max >= 32) {
    to.i32(0)
    to.get(locals.x)
    to.i32(32)
    to.op(OP.I32_LT_U, OP.SELECT)
  }
  to.set(locals.a)
}

/** The value on the stack, in the memory's byte order, becomes A. */
function keepLoaded(code: number, { code: to, locals }: Surroundings): void {
  const size = loadSize(code)
  if (size === 1) return to.set(locals.a)
  to.set(locals.raw)
  if (size === 2) {
    rotate(0x00ff, 24)
    rotate(0xff00, 8)
  } else {
    rotate(0x00ff00ff, 8)
    rotate(0xff00ff00, 24)
  }
  to.op(OP.I32_OR)
  to.set(locals.a)

  /** The bytes of `mask` of what `raw` is when turned. */
  function rotate(mask: number, bits: number) {
    to.get(locals.raw)
    to.i32(bits)
    to.op(OP.I32_ROTL)
    to.i32(mask)
    to.op(OP.I32_AND)
  }
}

function emitLength({ code: to, locals }: Surroundings): void {
  to.get(locals.wirelens)
  to.get(locals.at)
  to.op(OP.I32_ADD)
  to.load(OP.I32_LOAD)
}

function emitExtension(k: number, surroundings: Surroundings): void {
  const { code: to, locals } = surroundings
  if (k === XOR_X) {
    to.get(locals.a)
    to.get(locals.x)
    to.op(OP.I32_XOR)
  } else {
    to.get(locals.packet)
    to.get(locals.caplen)
    emitLength(surroundings)
    to.i32(k)
    to.get(locals.a)
    to.get(locals.x)
    to.call(EXTENSION_FUNCTION)
  }
  to.set(locals.a)
}

/** Whether a program calls the function that reads metadata. */
export function asksForExtension(program: Program, flavour: Flavour): boolean {
  return program.some(
    ({ code, k }) => modeOf(code) === MODE.ABS && readsExtension(code, k, flavour) && k !== XOR_X && isLoad(code),
  )
}

function isLoad(code: number): boolean {
  return code === 0x20 || code === 0x28 || code === 0x30
}
