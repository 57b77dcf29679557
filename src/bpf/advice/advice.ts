/**
 * Advice on a program that the kernel takes: what it allows and a person hardly means. Nothing here is
 * a mistake for certain, and everything is true of each run.
 *
 * Left out: programs that the kernel refuses, whose refusal comes first; and what a filter's expression
 * says about itself, which the compiler knows better.
 *
 * Source: Documentation/networking/filter.rst; for seccomp, seccomp(2) and
 * Documentation/userspace-api/seccomp_filter.rst, and a live kernel for the largest errno.
 */
import { type Advice } from './advice-types.ts'
import { alwaysGoes, knownRegisters, type Known } from './known-registers.ts'
import { SKF_AD_OFF } from '../extensions.ts'
import { ALU, CLASS, JMP, MISC, MODE, SIZE, SRC, classOf, modeOf, operationOf, sizeOf, sourceOf } from '../opcodes.ts'
import { type Instruction, type Program } from '../program.ts'
import { checkProgramFor, type CheckContext } from '../check-context.ts'
import { adviseSyscalls } from './seccomp-advice.ts'
import { type Range } from './value-range.ts'

export interface AdviceOptions {
  readonly context: CheckContext
  /** Bytes to which packets are cut before the program sees them; null where they are whole. For sockets only. */
  readonly snaplen: number | null
}

/** No IP datagram is longer; a return of as much or more keeps all of it. Bytes. */
const LARGEST_DATAGRAM = 65535

/** In the order of the program; none for a program that the kernel refuses in this context. */
export function adviseProgram(program: Program, { context, snaplen }: AdviceOptions): readonly Advice[] {
  if (!checkProgramFor(context, program).ok) return []
  const known = knownRegisters(program)
  const about = (instruction: Instruction, pc: number, before: Known): readonly Advice[] => [
    ...adviseJump(instruction, pc, before),
    ...(context === 'socket' ? adviseLoad(instruction, pc, before, snaplen) : []),
    ...(context === 'socket' ? adviseReturn(instruction, pc, before, snaplen) : []),
  ]
  const reached = program.flatMap((instruction, pc) => {
    const before = known[pc] ?? null
    return before === null ? [] : about(instruction, pc, before)
  })
  const isReached = (pc: number) => (known[pc] ?? null) !== null
  const all = [
    ...adviseUnreachable(program.length, isReached),
    ...adviseUnset(program, known),
    ...reached,
    ...(context === 'seccomp' ? adviseSyscalls(program, isReached) : []),
  ]
  return all.sort((one, other) => one.pc - other.pc)
}

function adviseUnreachable(length: number, isReached: (pc: number) => boolean): readonly Advice[] {
  const advice: Advice[] = []
  for (let pc = 0; pc < length; pc++) {
    if (isReached(pc)) continue
    const first = pc
    while (pc + 1 < length && !isReached(pc + 1)) pc++
    const others = first === pc ? '' : `, nor is anything up to instruction ${pc}`
    advice.push({ pc: first, code: 'unreachable', message: `it is never reached${others}` })
  }
  return advice
}

/** Where each register may first be read unset. */
function adviseUnset(program: Program, known: readonly (Known | null)[]): readonly Advice[] {
  const firstRead = (register: 'A' | 'X'): readonly Advice[] => {
    const pc = program.findIndex((instruction, at) => {
      const before = known[at] ?? null
      const isSet = register === 'A' ? before?.aIsSet : before?.xIsSet
      return isSet === false && reads(instruction, register)
    })
    if (pc < 0) return []
    return [{ pc, code: 'read-before-set', message: `it reads ${register}, which may not have been set; it is 0 then` }]
  }
  return [...firstRead('A'), ...firstRead('X')]
}

// Extensions that take arguments: netlink attributes (A and X), and A ^= X.
const withArguments = new Set([12, 16, 40].map((offset) => SKF_AD_OFF + offset))

function reads({ code, k }: Instruction, register: 'A' | 'X'): boolean {
  const isA = register === 'A'
  switch (classOf(code)) {
    case CLASS.LD:
      if (modeOf(code) === MODE.IND) return !isA
      return modeOf(code) === MODE.ABS && withArguments.has(k)
    case CLASS.ST:
      return isA
    case CLASS.STX:
      return !isA
    case CLASS.ALU:
      return isA || (operationOf(code) !== ALU.NEG && sourceOf(code) === SRC.X)
    case CLASS.JMP:
      return operationOf(code) !== JMP.JA && (isA || sourceOf(code) === SRC.X)
    case CLASS.RET:
      return isA && code === (CLASS.RET | SRC.A)
    case CLASS.MISC:
      return isA === (code === (CLASS.MISC | MISC.TAX))
    default:
      return false
  }
}

function adviseJump(instruction: Instruction, pc: number, before: Known): readonly Advice[] {
  const { code, jt, jf } = instruction
  if (classOf(code) !== CLASS.JMP || operationOf(code) === JMP.JA) return []
  if (jt === jf)
    return [{ pc, code: 'same-targets', message: `it goes to ${pc + 1 + jt} whether its test holds or not` }]
  const always = alwaysGoes(instruction, before)
  if (always === null) return []
  const because =
    sourceOf(code) === SRC.X ? `${spelled('A', before.a)}, ${spelled('X', before.x)}` : spelled('A', before.a)
  const message = `its test ${always ? 'always' : 'never'} holds (${because}): it always goes to ${pc + 1 + (always ? jt : jf)}`
  return [{ pc, code: 'constant-jump', message }]
}

function spelled(register: 'A' | 'X', { min, max }: Range): string {
  const hex = (value: number) => `0x${value.toString(16)}`
  if (min === max) return `${register} is ${hex(min)}`
  if (min === 0) return max === 0xffffffff ? `whatever ${register} is` : `${register} is at most ${hex(max)}`
  return `${register} is ${hex(min)} to ${hex(max)}`
}

function adviseLoad({ code, k }: Instruction, pc: number, { x }: Known, snaplen: number | null): readonly Advice[] {
  const isHeaderLength = code === (CLASS.LDX | SIZE.B | MODE.MSH)
  const isIndexed = classOf(code) === CLASS.LD && modeOf(code) === MODE.IND
  const isAbsolute = classOf(code) === CLASS.LD && modeOf(code) === MODE.ABS
  if (snaplen === null || !(isHeaderLength || isIndexed || isAbsolute)) return []
  // From 2^31 on, offsets are negative: extensions, or counted from a header.
  if (k + (isIndexed ? x.max : 0) >= 0x80000000) return []
  const bytes = sizeOf(code) === SIZE.W ? 4 : sizeOf(code) === SIZE.H ? 2 : 1
  const first = k + (isIndexed ? x.min : 0)
  if (first + bytes <= snaplen) return []
  const what = `byte ${first + bytes - 1}${isIndexed ? ' or one behind it' : ''}`
  const message = `it reads ${what}: a packet cut to ${snaplen} bytes, as in a capture file, ends the program here and is dropped`
  return [{ pc, code: 'beyond-snaplen', message }]
}

function adviseReturn({ code, k }: Instruction, pc: number, { a }: Known, snaplen: number | null): readonly Advice[] {
  if (classOf(code) !== CLASS.RET) return []
  const limit = Math.min(snaplen ?? LARGEST_DATAGRAM, LARGEST_DATAGRAM)
  const isConstant = code === (CLASS.RET | SRC.K)
  const kept = isConstant ? k : a.max
  if (kept === 0 || kept >= limit) return []
  const only = `${isConstant ? 'only the first' : 'at most the first'} ${kept === 1 ? 'byte' : `${kept} bytes`}`
  return [{ pc, code: 'truncates', message: `it accepts the packet and keeps ${only} of it` }]
}
