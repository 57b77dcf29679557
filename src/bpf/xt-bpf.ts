/**
 * What is particular to programs for iptables' `-m bpf`: the length that `--bytecode` takes, and the
 * way there from a program that was written for Ethernet.
 *
 * xt_bpf runs a program on a packet from its network header on: byte 0 is the first of the IP header,
 * and no link-layer header is there to be read at positive offsets.
 *
 * Left out on purpose: finding out how long the link-layer header was that a program was made for; how far to
 * shift is the caller's to say. Tests of the packet's length stay as they are, though iptables counts no link header.
 *
 * Source: linux/netfilter/xt_bpf.h (XT_BPF_MAX_NUM_INSTR); iptables-extensions(8); the answers of
 * iptables-legacy 1.8.9 to programs of 64 and 65 instructions.
 */
import { err, ok, type Result } from '../base/index.ts'
import { checkProgram, type CheckFailure } from './check.ts'
import { SKF_LL_OFF } from './extensions.ts'
import { CLASS, MODE, classOf, modeOf, sizeOf, SIZE } from './opcodes.ts'
import { type Instruction, type Program } from './program.ts'

/** The most instructions in a rule's `--bytecode` (XT_BPF_MAX_NUM_INSTR). */
export const XT_BPF_MAX_NUM_INSTR = 64

/** Bytes of an Ethernet header without a VLAN tag. */
export const ETHERNET_HEADER = 14
const ETHERTYPE_AT = 12

/** Whether a rule with the program in it is taken, and if not, the first reason. */
export function checkXtBpf(program: Program): Result<void, CheckFailure> {
  if (program.length > XT_BPF_MAX_NUM_INSTR) {
    const reason = `iptables takes ${XT_BPF_MAX_NUM_INSTR} instructions in --bytecode, and these are ${program.length}`
    return err({ pc: XT_BPF_MAX_NUM_INSTR, reason })
  }
  return checkProgram(program)
}

/** The first instruction that reads what on Ethernet is the EtherType, half a word at 12; null if none does. */
export function readsEthertype(program: Program): number | null {
  const pc = program.findIndex(isEthertypeLoad)
  return pc < 0 ? null : pc
}

/**
 * The program with every packet load `bytes` nearer to the start: absolute, by X, and of a header length.
 * Loads at negative offsets (extensions, and those that name their own header) stay. Refused at the first load
 * that would lie before the network header; a test of the EtherType has no counterpart there at all.
 */
export function shiftOffsets(program: Program, bytes: number): Result<Program, CheckFailure> {
  const shifted: Instruction[] = []
  for (const [pc, instruction] of program.entries()) {
    const byX = isByX(instruction.code)
    if (!loadsPacket(instruction.code) || (!byX && isNegative(instruction.k))) {
      shifted.push(instruction)
      continue
    }
    // X + k with k near 2^32 is X less something.
    if (instruction.k < bytes || isNegative(instruction.k)) {
      const where = byX
        ? `it reads at X + ${instruction.k | 0}, and only from X + ${bytes} on is it sure not to lie before the network header`
        : `it reads byte ${instruction.k}, before the network header (${bytes})`
      const reason = isEthertypeLoad(instruction)
        ? `${where}: the EtherType is not there for iptables; drop the test, and test the IP version at byte 0 or use ip6tables`
        : where
      return err({ pc, reason })
    }
    shifted.push({ ...instruction, k: instruction.k - bytes })
  }
  return ok(shifted)
}

/** Half a word at 12. */
export function isEthertypeLoad({ code, k }: Instruction): boolean {
  return classOf(code) === CLASS.LD && modeOf(code) === MODE.ABS && sizeOf(code) === SIZE.H && k === ETHERTYPE_AT
}

function loadsPacket(code: number): boolean {
  const mode = modeOf(code)
  switch (classOf(code)) {
    case CLASS.LD:
      return mode === MODE.ABS || mode === MODE.IND
    case CLASS.LDX:
      return mode === MODE.MSH
    default:
      return false
  }
}

function isByX(code: number): boolean {
  return classOf(code) === CLASS.LD && modeOf(code) === MODE.IND
}

/** From the lowest of the kernel's special places up: extensions, and loads that name the header they count from. */
function isNegative(k: number): boolean {
  return k >= SKF_LL_OFF
}
