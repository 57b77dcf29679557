/**
 * A program as tcpdump prints it: `-d` in words, `-dd` as rows of C, `-ddd` as decimal numbers.
 *
 * Letter for letter, trailing blanks and signed numbers included, and for any opcode: what libpcap
 * does not know is `unimp`, also where the kernel knows it (`ldx #pktlen`, 0x81). The `unimp` of a
 * jump class still has its targets. Nothing here judges whether a program makes sense.
 *
 * Source: observed output of libpcap 1.10.3 (bpf_image, bpf_dump), all 65,536 codes; see
 * testdata/bpf-image.txt.
 */
import { ALU, CLASS, JMP, MISC, MODE, SIZE, SRC, classOf, operationOf } from './opcodes.ts'
import { EXTENSION_OFFSETS, SKF_AD_OFF, type ExtensionName } from './extensions.ts'
import { type Instruction, type Program } from './program.ts'

/** One instruction in tcpdump's words. */
export interface InstructionText {
  /** `ldh`, `jeq`, …; `unimp` where libpcap knows no name. */
  readonly op: string
  /** `[12]`, `#0x800`, `x`, …; empty where there is none. */
  readonly operand: string
  /** Absolute targets of a conditional jump; null for everything else, `ja` too (its operand is the target). */
  readonly jt: number | null
  readonly jf: number | null
  /** The whole line of `tcpdump -d`, without newline. */
  readonly text: string
}

type Operand = (k: number, pc: number) => string

const signed = (k: number): string => String(k | 0)
const hex = (k: number): string => `0x${k.toString(16)}`

// Two of libpcap's names differ from bpf_asm's, and it has one more, which bpf_asm cannot say.
const otherNames: Partial<Record<ExtensionName, string>> = { vlan_avail: 'vlanp', rand: 'random' }
const extensionNames = new Map<number, string>([
  ...(Object.entries(EXTENSION_OFFSETS) as [ExtensionName, number][]).map(([name, offset]): [number, string] => [
    SKF_AD_OFF + offset,
    otherNames[name] ?? name,
  ]),
  [SKF_AD_OFF + 40, 'xor_x'],
])

const none: Operand = () => ''
const register: Operand = () => 'x'
const decimalConstant: Operand = (k) => `#${signed(k)}`
const hexConstant: Operand = (k) => `#${hex(k)}`
const memory: Operand = (k) => `M[${signed(k)}]`
const absolute: Operand = (k) => `[${extensionNames.get(k) ?? signed(k)}]`
const indexed: Operand = (k) => `[x + ${signed(k)}]`
const headerLength: Operand = (k) => `4*([${signed(k)}]&0xf)`
const packetLength: Operand = () => '#pktlen'
const target: Operand = (k, pc) => signed(pc + 1 + k)

const spellings = new Map<number, readonly [op: string, operand: Operand]>([
  [CLASS.LD | SIZE.W | MODE.ABS, ['ld', absolute]],
  [CLASS.LD | SIZE.H | MODE.ABS, ['ldh', absolute]],
  [CLASS.LD | SIZE.B | MODE.ABS, ['ldb', absolute]],
  [CLASS.LD | SIZE.W | MODE.IND, ['ld', indexed]],
  [CLASS.LD | SIZE.H | MODE.IND, ['ldh', indexed]],
  [CLASS.LD | SIZE.B | MODE.IND, ['ldb', indexed]],
  [CLASS.LD | SIZE.W | MODE.LEN, ['ld', packetLength]],
  [CLASS.LD | MODE.IMM, ['ld', hexConstant]],
  [CLASS.LD | MODE.MEM, ['ld', memory]],
  [CLASS.LDX | MODE.IMM, ['ldx', hexConstant]],
  [CLASS.LDX | MODE.MEM, ['ldx', memory]],
  [CLASS.LDX | SIZE.B | MODE.MSH, ['ldxb', headerLength]],
  [CLASS.ST, ['st', memory]],
  [CLASS.STX, ['stx', memory]],
  [CLASS.JMP | JMP.JA, ['ja', target]],
  [CLASS.RET | SRC.K, ['ret', decimalConstant]],
  [CLASS.RET | SRC.A, ['ret', none]],
  [CLASS.ALU | ALU.NEG, ['neg', none]],
  [CLASS.MISC | MISC.TAX, ['tax', none]],
  [CLASS.MISC | MISC.TXA, ['txa', none]],
])

const constantAndRegister: readonly (readonly [code: number, op: string, constant: Operand])[] = [
  [CLASS.ALU | ALU.ADD, 'add', decimalConstant],
  [CLASS.ALU | ALU.SUB, 'sub', decimalConstant],
  [CLASS.ALU | ALU.MUL, 'mul', decimalConstant],
  [CLASS.ALU | ALU.DIV, 'div', decimalConstant],
  [CLASS.ALU | ALU.MOD, 'mod', decimalConstant],
  [CLASS.ALU | ALU.AND, 'and', hexConstant],
  [CLASS.ALU | ALU.OR, 'or', hexConstant],
  [CLASS.ALU | ALU.XOR, 'xor', hexConstant],
  [CLASS.ALU | ALU.LSH, 'lsh', decimalConstant],
  [CLASS.ALU | ALU.RSH, 'rsh', decimalConstant],
  [CLASS.JMP | JMP.JEQ, 'jeq', hexConstant],
  [CLASS.JMP | JMP.JGT, 'jgt', hexConstant],
  [CLASS.JMP | JMP.JGE, 'jge', hexConstant],
  [CLASS.JMP | JMP.JSET, 'jset', hexConstant],
]
for (const [code, op, constant] of constantAndRegister) {
  spellings.set(code | SRC.K, [op, constant])
  spellings.set(code | SRC.X, [op, register])
}

/** One instruction at place `pc` (counted from 0) in tcpdump's words. */
export function formatInstruction(instruction: Instruction, pc: number): InstructionText {
  const { code, k } = instruction
  const [op, spell] = spellings.get(code) ?? ['unimp', () => hex(code)]
  const operand = spell(k, pc)
  const start = `(${String(pc).padStart(3, '0')}) ${op.padEnd(8)} `
  if (classOf(code) !== CLASS.JMP || operationOf(code) === JMP.JA)
    return { op, operand, jt: null, jf: null, text: start + operand }
  const jt = pc + 1 + instruction.jt
  const jf = pc + 1 + instruction.jf
  return { op, operand, jt, jf, text: `${start}${operand.padEnd(16)} jt ${jt}\tjf ${jf}` }
}

/** `tcpdump -d`: one line an instruction, each ended by a newline. */
export function formatListing(program: Program): string {
  return program.map((instruction, pc) => formatInstruction(instruction, pc).text + '\n').join('')
}

/** `tcpdump -dd`: one row of C an instruction, each ended by a newline. */
export function formatC(program: Program): string {
  return program
    .map(({ code, jt, jf, k }) => `{ ${hex(code)}, ${jt}, ${jf}, 0x${k.toString(16).padStart(8, '0')} },\n`)
    .join('')
}

/** `tcpdump -ddd`: the number of instructions, then one row each, every line ended by a newline. */
export function formatDecimal(program: Program): string {
  return `${program.length}\n` + program.map(({ code, jt, jf, k }) => `${code} ${jt} ${jf} ${k}\n`).join('')
}
