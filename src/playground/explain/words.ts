/**
 * One sentence an instruction. Byte numbers are 0-based, ranges name the last byte too.
 */
import {
  CLASS,
  type Instruction,
  JMP,
  MISC,
  MODE,
  SKF_AD_OFF,
  SKF_LL_OFF,
  SKF_NET_OFF,
  SRC,
  SECCOMP_LINK_TYPE,
  type SeccompActionName,
  classOf,
  extensionAt,
  formatSeccompAction,
  miscOf,
  modeOf,
  operationOf,
  returnSourceOf,
  seccompAction,
  sourceOf,
} from '../../bpf/index.ts'
import { EXTENSION_WORDS } from './extension-words.ts'
import type { Operator } from './expression.ts'
import type { Name } from './field-name.ts'
import { nameIn } from './name.ts'
import { askConstant, askIndex } from './question.ts'
import { after, loadSize, operatorOf } from './transfer.ts'
import { plainNumber } from './values.ts'
import { TOP, type World } from './world.ts'

const SIGNS: Readonly<Record<Operator, string>> = {
  add: '+',
  sub: '−',
  mul: '×',
  div: '÷',
  or: '|',
  and: '&',
  lsh: '<<',
  rsh: '>>',
  mod: 'mod',
  xor: 'xor',
}
/** Their constants are sets of bits. */
const BITWISE: readonly Operator[] = ['or', 'and', 'xor']
const NEG = 0x84

/** The meaning of the instruction at `pc`, given the ways to it; none is as good as knowing nothing. */
export function describeInstruction(
  instruction: Instruction,
  pc: number,
  worlds: readonly World[],
  linkType: number,
): string {
  const before = worlds.length === 0 ? [TOP] : worlds
  const nameBefore = (register: 'a' | 'x'): Name | null => nameIn(before, linkType, (world) => world[register])
  const nameAfter = (register: 'a' | 'x'): Name | null =>
    nameIn(before, linkType, (world) => after(instruction, world)[register])
  const { code, k } = instruction
  switch (classOf(code)) {
    case CLASS.LD:
      return describeLoad(instruction, 'A', nameAfter('a'))
    case CLASS.LDX:
      return describeLoad(instruction, 'X', nameAfter('x'))
    case CLASS.ST:
      return withName(`M[${k}] ← A`, nameBefore('a'))
    case CLASS.STX:
      return withName(`M[${k}] ← X`, nameBefore('x'))
    case CLASS.ALU:
      return describeArithmetic(instruction, nameAfter('a'))
    case CLASS.JMP:
      return describeJump(instruction, pc, nameBefore)
    case CLASS.RET:
      return linkType === SECCOMP_LINK_TYPE ? describeAction(instruction) : describeReturn(instruction)
    default:
      return miscOf(code) === MISC.TXA
        ? withName('A ← X', nameBefore('x'))
        : miscOf(code) === MISC.TAX
          ? withName('X ← A', nameBefore('a'))
          : 'Not an instruction'
  }
}

function withName(sentence: string, name: Name | null): string {
  if (name === null) return sentence
  const mask = name.mask === null ? '' : `, masked with ${plainNumber(name.mask)}`
  return `${sentence}, ${name.full}${mask}`
}

/** Said where bytes are loaded, and not again of what is made of them. */
function withCaveat(sentence: string, name: Name | null): string {
  return name === null || name.caveat === null ? sentence : `${sentence} (${name.caveat})`
}

function describeLoad({ code, k }: Instruction, register: 'A' | 'X', name: Name | null): string {
  const size = loadSize(code)
  switch (modeOf(code)) {
    case MODE.IMM:
      return `${register} ← ${plainNumber(k)}`
    case MODE.ABS: {
      const extension = k >= SKF_AD_OFF ? extensionAt(k) : undefined
      if (extension !== undefined) return `${register} ← ${EXTENSION_WORDS[extension].full}`
      return withCaveat(withName(`${register} ← ${absolutePlace(k, size)}`, name), name)
    }
    case MODE.IND:
      return withCaveat(
        withName(`${register} ← ${size === 1 ? 'the byte' : `${size} bytes`} at ${indexed(k)}`, name),
        name,
      )
    case MODE.MEM:
      return withName(`${register} ← M[${k}]`, name)
    case MODE.LEN:
      return `${register} ← the packet’s length`
    case MODE.MSH:
      return name === null ? `${register} ← 4 × the low half of byte ${k}` : `${register} ← 4 × IHL, ${name.full}`
    default:
      return 'Not an instruction'
  }
}

function absolutePlace(k: number, size: number): string {
  if (k >= SKF_AD_OFF) return 'what the kernel does not know'
  if (k >= SKF_NET_OFF) return `${bytesAt(k - SKF_NET_OFF, size)} from the network header`
  if (k >= SKF_LL_OFF) return `${bytesAt(k - SKF_LL_OFF, size)} from the link header`
  return bytesAt(k, size)
}

function bytesAt(from: number, size: number): string {
  return size === 1 ? `byte ${from}` : `bytes ${from}–${from + size - 1}`
}

/** The offset of an indexed load is signed. */
function indexed(k: number): string {
  const offset = k | 0
  return offset === 0 ? 'X' : offset > 0 ? `X+${offset}` : `X−${-offset}`
}

function describeArithmetic({ code, k }: Instruction, name: Name | null): string {
  if (operationOf(code) === operationOf(NEG)) return 'A ← −A'
  const operator = operatorOf(code)
  if (operator === undefined) return 'Not an instruction'
  const operand = sourceOf(code) === SRC.X ? 'X' : BITWISE.includes(operator) ? `0x${k.toString(16)}` : `${k}`
  const sentence = `A ← A ${SIGNS[operator]} ${operand}`
  // A mask without a name of its own is said by the sentence itself.
  return name === null ? sentence : `${sentence}, ${name.full}`
}

function describeJump({ code, k }: Instruction, pc: number, name: (register: 'a' | 'x') => Name | null): string {
  const test = operationOf(code)
  if (test === JMP.JA) return `Go on at ${`${pc + 1 + (k | 0)}`.padStart(3, '0')}`
  if (test > JMP.JSET) return 'Not an instruction'
  return sourceOf(code) === SRC.X ? askIndex(test, name('a'), name('x')) : askConstant(test, name('a'), k)
}

function describeAction({ code, k }: Instruction): string {
  if (returnSourceOf(code) !== SRC.K) return 'Return what A says'
  const { name } = seccompAction(k)
  return `Return ${formatSeccompAction(k)}: ${ACTIONS[name]}`
}

/** Source: seccomp(2). */
const ACTIONS: Readonly<Record<SeccompActionName, string>> = {
  ALLOW: 'the call goes ahead',
  LOG: 'the call goes ahead and is logged',
  TRACE: 'a tracer decides; without one the call fails with ENOSYS',
  USER_NOTIF: 'another process is asked',
  ERRNO: 'the call is not made and fails with that error',
  TRAP: 'the call is not made; the thread gets SIGSYS',
  KILL_THREAD: 'the thread is ended',
  KILL_PROCESS: 'the process is ended',
}

function describeReturn({ code, k }: Instruction): string {
  const source = returnSourceOf(code)
  if (source === SRC.A) return 'Accept, keep up to A bytes; drop if A is 0'
  if (source === SRC.X) return 'Accept, keep up to X bytes; no kernel takes this'
  if (k === 0) return 'Drop'
  if (k === 0xffffffff) return 'Accept, keep the whole packet'
  return `Accept, keep up to ${k === 1 ? '1 byte' : `${k} bytes`}`
}
