/**
 * What one step did, and what the next will do, in a sentence with the very values: `A ← 0x00000800: EtherType,
 * bytes 12–13.`
 *
 * Leaves out what an instruction means for any packet; that is the listing's column, and handed in as `meaning`.
 */
import { ALU, CLASS, JMP, MISC, MODE, SRC } from '../../../bpf/index.ts'
import { classOf, extensionAt, miscOf, modeOf, operationOf, returnSourceOf, sourceOf } from '../../../bpf/index.ts'
import type { Instruction } from '../../../bpf/index.ts'
import { formatPc, formatWord } from '../machine/index.ts'

/** The registers at one moment. */
export interface Registers {
  readonly pc: number
  readonly a: number
  readonly x: number
  readonly m: { readonly [index: number]: number }
}

/** One executed instruction and the states around it. */
export interface ToldStep {
  readonly pc: number
  readonly instruction: Instruction
  /** The listing's words for it: `EtherType is IPv4?` */
  readonly meaning: string
  readonly before: Registers
  readonly after: Registers
  /** Packet bytes it loaded, half-open. */
  readonly load: { readonly from: number; readonly to: number } | null
  /** The field that these bytes are; empty for none. */
  readonly field: string
  /** Why the machine stopped here, other than by returning; null where it did not. */
  readonly stopped: string | null
}

const SIGNS = new Map<number, string>([
  [ALU.ADD, '+'],
  [ALU.SUB, '−'],
  [ALU.MUL, '×'],
  [ALU.DIV, '÷'],
  [ALU.MOD, 'mod'],
  [ALU.OR, 'or'],
  [ALU.AND, 'and'],
  [ALU.XOR, 'xor'],
  [ALU.LSH, 'shifted left by'],
  [ALU.RSH, 'shifted right by'],
])

export function tellBytes({ from, to }: { readonly from: number; readonly to: number }): string {
  return to - from === 1 ? `byte ${String(from)}` : `bytes ${String(from)}–${String(to - 1)}`
}

function tellLoad({ instruction, after, load, field }: ToldStep): string {
  const { code, k } = instruction
  const index = classOf(code) === CLASS.LDX
  const gets = `${index ? 'X' : 'A'} ← ${formatWord(index ? after.x : after.a)}`
  if (load !== null) {
    if (modeOf(code) === MODE.MSH) return `${gets}: four times the low half of ${tellBytes(load)}, a header’s length.`
    return `${gets}: ${field === '' ? '' : `${field}, `}${tellBytes(load)}.`
  }
  switch (modeOf(code)) {
    case MODE.IMM:
      return `${gets}, the constant.`
    case MODE.MEM:
      return `${gets}, from M[${String(k)}].`
    case MODE.LEN:
      return `${gets}, the packet’s length.`
    default: {
      const extension = modeOf(code) === MODE.ABS ? extensionAt(k) : undefined
      return extension === undefined ? `${gets}.` : `${gets}: ${extension}, which the kernel knows.`
    }
  }
}

function tellAlu({ instruction, before, after }: ToldStep): string {
  const { code, k } = instruction
  const result = `A ← ${formatWord(after.a)}`
  if (operationOf(code) === ALU.NEG) return `${result}, minus ${formatWord(before.a)}.`
  const sign = SIGNS.get(operationOf(code)) ?? '?'
  const operand = sourceOf(code) === SRC.X ? before.x : k
  return `${result}, that is ${formatWord(before.a)} ${sign} ${shortWord(operand)}.`
}

/** Without leading zeros where it is small: `0xf`, `20`. */
function shortWord(value: number): string {
  return value < 10 ? String(value) : `0x${value.toString(16)}`
}

function tellReturn({ instruction, before, meaning }: ToldStep): string {
  const source = returnSourceOf(instruction.code)
  if (source === SRC.K) return `${meaning}.`
  const value = source === SRC.A ? before.a : before.x
  return `Returns ${source === SRC.A ? 'A' : 'X'}, ${String(value)}: ${value === 0 ? 'drop' : `accept, keep up to ${String(value)} bytes`}.`
}

/** Whether the jump of this step holds. Its after-state says where it went; equal targets need the test itself. */
export function holds(instruction: Instruction, { a, x }: Registers): boolean {
  const operand = sourceOf(instruction.code) === SRC.X ? x : instruction.k
  switch (operationOf(instruction.code)) {
    case JMP.JEQ:
      return a === operand
    case JMP.JGT:
      return a > operand
    case JMP.JGE:
      return a >= operand
    case JMP.JSET:
      return (a & operand) !== 0
    default:
      return true
  }
}

function tellJump({ instruction, before, after, meaning }: ToldStep): string {
  if (operationOf(instruction.code) === JMP.JA) return `On to ${formatPc(after.pc)}.`
  const question = meaning.endsWith('?') ? meaning : `${meaning}?`
  const operand = sourceOf(instruction.code) === SRC.X ? ` and X is ${formatWord(before.x)}` : ''
  const answer = holds(instruction, before) ? 'yes' : 'no'
  return `${question} A is ${formatWord(before.a)}${operand}: ${answer}, on to ${formatPc(after.pc)}.`
}

export function tellStep(step: ToldStep): string {
  const { instruction, before, after, stopped } = step
  if (stopped !== null) return `${stopped.charAt(0).toUpperCase()}${stopped.slice(1)}: the machine stops here.`
  switch (classOf(instruction.code)) {
    case CLASS.LD:
    case CLASS.LDX:
      return tellLoad(step)
    case CLASS.ST:
      return `M[${String(instruction.k)}] ← ${formatWord(before.a)}, from A.`
    case CLASS.STX:
      return `M[${String(instruction.k)}] ← ${formatWord(before.x)}, from X.`
    case CLASS.ALU:
      return tellAlu(step)
    case CLASS.JMP:
      return tellJump(step)
    case CLASS.RET:
      return tellReturn(step)
    default:
      return miscOf(instruction.code) === MISC.TAX
        ? `X ← ${formatWord(after.x)}, from A.`
        : `A ← ${formatWord(after.a)}, from X.`
  }
}

/** What a jump about to run compares, and with what result; other instructions tell their meaning. */
export function tellNext(instruction: Instruction, meaning: string, now: Registers): string {
  const conditional = classOf(instruction.code) === CLASS.JMP && operationOf(instruction.code) !== JMP.JA
  if (!conditional) return /[.?!]$/u.test(meaning) ? meaning : `${meaning}.`
  const true_ = holds(instruction, now)
  const target = now.pc + 1 + (true_ ? instruction.jt : instruction.jf)
  const register = sourceOf(instruction.code) === SRC.X
  const compared = register ? `X, ${formatWord(now.x)}` : `0x${instruction.k.toString(16)}`
  return `${meaning} A holds ${formatWord(now.a)}, compared with ${compared}: the jump is ${String(true_)} and PC becomes ${formatPc(target)}.`
}

/** Spoken after a step: `3: ld [30], A is 0xc0a80101`; what stayed the same is not said again. */
export function announceStep(number: number, text: string, before: Registers, after: Registers): string {
  // What ends the run stays where it is.
  const goesOn = after.pc !== before.pc && after.pc !== before.pc + 1
  const changed = [
    before.a === after.a ? '' : `, A is ${formatWord(after.a)}`,
    before.x === after.x ? '' : `, X is ${formatWord(after.x)}`,
    before.a === after.a && before.x === after.x && goesOn ? `, on to ${formatPc(after.pc)}` : '',
  ]
  return `${String(number)}: ${text.trim()}${changed.join('')}`
}
