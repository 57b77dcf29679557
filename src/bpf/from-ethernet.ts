/**
 * A program that was written for Ethernet frames, made one for iptables' `-m bpf`, which gives it the packet from its
 * network header on.
 *
 * Two steps. First the EtherType goes: a load of it becomes a load of the IP version behind the Ethernet header, and the
 * tests of it tests of that, which on IPv4 and IPv6 frames without a VLAN tag come out the same. Other EtherTypes never
 * get to iptables; their tests always fail. Then every load moves 14 bytes nearer to the start (shiftOffsets).
 *
 * Left out on purpose: programs in which the EtherType is more than compared for equality, or that jump backward.
 */
import { err, ok, type Result } from '../base/index.ts'
import type { CheckFailure } from './check.ts'
import {
  ALU,
  CLASS,
  JMP,
  MISC,
  MODE,
  SIZE,
  SRC,
  classOf,
  miscOf,
  operationOf,
  returnSourceOf,
  sourceOf,
} from './opcodes.ts'
import type { Instruction, Program } from './program.ts'
import { ETHERNET_HEADER, isEthertypeLoad, shiftOffsets } from './xt-bpf.ts'

/** EtherType → what the upper half of the first byte of such a packet is. */
const VERSION_BITS: ReadonlyMap<number, number> = new Map([
  [0x0800, 0x40],
  [0x86dd, 0x60],
])
const VERSION_MASK = 0xf0
const LONGEST_JUMP = 255

/** What A can hold before an instruction, as bits. */
const ETHERTYPE = 1
const ANOTHER = 2

/** The program for iptables, or the first instruction that has no counterpart there. */
export function fromEthernet(program: Program): Result<Program, CheckFailure> {
  // Each load of the EtherType becomes two instructions; what comes behind moves down.
  const movedTo: number[] = []
  let length = 0
  for (const instruction of program) {
    movedTo.push(length)
    length += isEthertypeLoad(instruction) ? 2 : 1
  }
  const replaced = replaceEthertype(program, movedTo)
  if (!replaced.ok) return replaced
  const shifted = shiftOffsets(replaced.value, ETHERNET_HEADER)
  if (shifted.ok) return shifted
  const { pc, reason } = shifted.error
  return refuse(
    movedTo.findLastIndex((moved) => moved <= pc),
    reason,
  )
}

function replaceEthertype(program: Program, movedTo: readonly number[]): Result<Program, CheckFailure> {
  const held = whatAHolds(program)
  const made: Instruction[] = []
  for (const [pc, instruction] of program.entries()) {
    const holds = held[pc] ?? 0
    if (isEthertypeLoad(instruction)) {
      made.push({ code: CLASS.LD | MODE.ABS | SIZE.B, jt: 0, jf: 0, k: ETHERNET_HEADER })
      made.push({ code: CLASS.ALU | ALU.AND | SRC.K, jt: 0, jf: 0, k: VERSION_MASK })
      continue
    }
    if (holds === (ETHERTYPE | ANOTHER) && readsA(instruction)) return refuse(pc, 'A may be the EtherType here, or not')
    const isOfType = holds === ETHERTYPE && readsA(instruction)
    if (isOfType && !isEqualTest(instruction))
      return refuse(pc, 'the EtherType is used here in another way than “is it”')
    const moved = isJump(instruction) ? redirect(instruction, pc, movedTo) : instruction
    if (moved === null) return refuse(pc, 'with the IP version in place of the EtherType its jump would be too long')
    made.push(isOfType ? askVersion(moved) : moved)
  }
  return ok(made)
}

function refuse(pc: number, reason: string) {
  return err({ pc, reason })
}

/** The same question of the version; where no version answers it, the way on that a no takes. */
function askVersion(test: Instruction): Instruction {
  const bits = VERSION_BITS.get(test.k)
  if (bits === undefined) return { code: CLASS.JMP | JMP.JA, jt: 0, jf: 0, k: test.jf }
  return { ...test, k: bits }
}

function redirect(instruction: Instruction, pc: number, movedTo: readonly number[]): Instruction | null {
  const from = (movedTo[pc] ?? 0) + 1
  const distance = (by: number): number => (movedTo[pc + 1 + by] ?? 0) - from
  if (operationOf(instruction.code) === JMP.JA) return { ...instruction, k: distance(instruction.k) }
  const jt = distance(instruction.jt)
  const jf = distance(instruction.jf)
  return Math.max(jt, jf) > LONGEST_JUMP ? null : { ...instruction, jt, jf }
}

/** For each instruction whether A can be the EtherType, something else, or both; 0 where nothing gets there. */
function whatAHolds(program: Program): number[] {
  const held = program.map(() => 0)
  const flow = (to: number, holds: number): void => {
    if (to < held.length) held[to] = (held[to] ?? 0) | holds
  }
  flow(0, ANOTHER)
  for (const [pc, instruction] of program.entries()) {
    const before = held[pc] ?? 0
    if (before === 0) continue
    const after = isEthertypeLoad(instruction) ? ETHERTYPE : writesA(instruction) ? ANOTHER : before
    if (classOf(instruction.code) === CLASS.RET) continue
    if (!isJump(instruction)) flow(pc + 1, after)
    else if (operationOf(instruction.code) === JMP.JA) flow(pc + 1 + instruction.k, after)
    else {
      flow(pc + 1 + instruction.jt, after)
      flow(pc + 1 + instruction.jf, after)
    }
  }
  return held
}

function isJump({ code }: Instruction): boolean {
  return classOf(code) === CLASS.JMP
}

function isEqualTest({ code }: Instruction): boolean {
  return classOf(code) === CLASS.JMP && operationOf(code) === JMP.JEQ && sourceOf(code) === SRC.K
}

function writesA({ code }: Instruction): boolean {
  const kind = classOf(code)
  return kind === CLASS.LD || kind === CLASS.ALU || (kind === CLASS.MISC && miscOf(code) === MISC.TXA)
}

function readsA({ code }: Instruction): boolean {
  switch (classOf(code)) {
    case CLASS.ST:
    case CLASS.ALU:
      return true
    case CLASS.JMP:
      return operationOf(code) !== JMP.JA
    case CLASS.MISC:
      return miscOf(code) === MISC.TAX
    case CLASS.RET:
      return returnSourceOf(code) === SRC.A
    default:
      return false
  }
}
