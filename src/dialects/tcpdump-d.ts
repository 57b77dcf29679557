/**
 * `tcpdump -d`: the listing, `(001) jeq      #0x800           jt 2	jf 5`.
 *
 * Read by what the printer prints: its words and forms of operands, turned round, so that the two cannot
 * differ. It says less than a program holds: fields that an instruction does not use come back as 0, and of a
 * code that libpcap does not know (`unimp`) only the code.
 *
 * Source: bpf/listing.ts.
 */
import type { Diagnostic, Span } from '../base/index.ts'
import { CLASS, EXTENSION_OFFSETS, SKF_AD_OFF, formatInstruction, formatListing, knownOpcodes } from '../bpf/index.ts'
import type { Instruction } from '../bpf/index.ts'
import { emptyProgram } from './decimal-rows.ts'
import type { Dialect, Reading, Row } from './dialect.ts'
import { linesOf, problem, type Field } from './fields.ts'

const LINE = /^\((\d+)\)\s*(\S+)?(?:\s+(.*?))??(?:\s+jt\s+(\S+)\s+jf\s+(\S+))?$/
const NUMBERED = /^\(\d+\)/

const FORMS: readonly (readonly [form: string, pattern: RegExp])[] = [
  ['none', /^$/],
  ['x', /^x$/],
  ['length', /^#pktlen$/],
  ['constant', /^#(-?\w+)$/],
  ['memory', /^M\[(-?\w+)\]$/],
  ['indexed', /^\[x\+(-?\w+)\]$/],
  ['header', /^4\*\(\[(-?\w+)\]&0xf\)$/],
  ['absolute', /^\[(-?\w+)\]$/],
  ['target', /^(-?\w+)$/],
]

interface Operand {
  readonly form: string
  /** What stands in the place of the number; empty where the form has none. */
  readonly inner: string
}

function operandOf(text: string): Operand | null {
  const dense = text.replace(/\s/g, '')
  for (const [form, pattern] of FORMS) {
    const match = pattern.exec(dense)
    if (match !== null) return { form, inner: match[1] ?? '' }
  }
  return null
}

const plain = (code: number, k = 0): Instruction => ({ code, jt: 0, jf: 0, k })

const codes = new Map(
  knownOpcodes.map((code): [string, number] => {
    const { op, operand } = formatInstruction(plain(code), 0)
    return [`${op} ${operandOf(operand)?.form ?? ''}`, code]
  }),
)
const operations = new Set([...codes.keys()].map((key) => key.split(' ')[0]))

const extensions = new Map(
  [...Object.values(EXTENSION_OFFSETS), 40].map((offset): [string, number] => {
    const k = SKF_AD_OFF + offset
    return [operandOf(formatInstruction(plain(CLASS.LD | 0x20, k), 0).operand)?.inner ?? '', k]
  }),
)

function parse(text: string): Reading {
  const lines = linesOf(text)
  const first = lines.findIndex(({ text: line }) => NUMBERED.test(line))
  if (first < 0) return emptyProgram(text.length)
  const end = lines.findLastIndex(({ text: line }) => NUMBERED.test(line)) + 1
  const problems: Diagnostic[] = []
  const rows: Row[] = []
  for (const line of lines.slice(first, end)) {
    if (!NUMBERED.test(line.text)) {
      problems.push(problem('bytecode/stray', `“${line.text}” is no line of a listing`, line.span))
      continue
    }
    // A second listing begins.
    if (/^\(0+\)/.test(line.text) && rows.length > 0) break
    rows.push({ instruction: readLine(line, rows.length, problems), span: line.span })
  }
  return { rows, problems }
}

function readLine({ text, span }: Field, pc: number, problems: Diagnostic[]): Instruction | null {
  const say = (code: string, message: string, at: Span = span) => {
    problems.push(problem(code, message, at))
    return null
  }
  const [, number = '', op = '', operandText = '', jt, jf] = LINE.exec(text) ?? []
  if (Number(number) !== pc) return say('bytecode/line', `here should be line ${pc}, not ${number}`)
  const operand = operandOf(operandText)
  const at = text.indexOf(op, NUMBERED.exec(text)?.[0].length ?? 0)
  const opSpan = { from: span.from + at, to: span.from + at + op.length }
  if (op === 'unimp' && operand?.form === 'target')
    return withTargets(plain(numberOf(operand.inner) ?? 0), pc, jt, jf, say)
  if (!operations.has(op)) return say('bytecode/unknown-mnemonic', `tcpdump has no instruction “${op}”`, opSpan)
  const code = operand === null ? undefined : codes.get(`${op} ${operand.form}`)
  if (operand === null || code === undefined) return say('bytecode/operand', `“${op}” does not take “${operandText}”`)
  const k =
    operand.inner === ''
      ? 0
      : operand.form === 'absolute'
        ? (extensions.get(operand.inner) ?? numberOf(operand.inner))
        : numberOf(operand.inner)
  if (k === null) return say('bytecode/number', `“${operand.inner}” is not a number of 32 bits`)
  if (operand.form === 'target') return plain(code, (k - pc - 1) >>> 0)
  const conditional = formatInstruction(plain(code), 0).jt !== null
  if (conditional !== (jt !== undefined)) {
    return say('bytecode/operand', conditional ? `“${op}” needs its two targets, jt and jf` : `“${op}” has no targets`)
  }
  return withTargets(plain(code, k), pc, jt, jf, say)
}

function withTargets(
  instruction: Instruction,
  pc: number,
  jt: string | undefined,
  jf: string | undefined,
  say: (code: string, message: string) => null,
): Instruction | null {
  if (jt === undefined || jf === undefined) return instruction
  const skips = [jt, jf].map((target) => (/^\d+$/.test(target) ? Number(target) - pc - 1 : Number.NaN))
  const [ifTrue = 0, ifFalse = 0] = skips
  if (!skips.every((skip) => skip >= 0 && skip <= 0xff)) {
    return say('bytecode/jump-range', `a conditional jump goes 1 to 256 instructions ahead, to ${pc + 1}–${pc + 256}`)
  }
  return { ...instruction, jt: ifTrue, jf: ifFalse }
}

/** Signed or unsigned, decimal or hexadecimal → unsigned 32 bits; null where it is none. */
function numberOf(text: string): number | null {
  if (!/^(?:-?\d+|0x[0-9a-f]+)$/i.test(text)) return null
  const value = Number(text)
  return value >= -(2 ** 31) && value < 2 ** 32 ? value >>> 0 : null
}

export const tcpdumpD: Dialect = { id: 'tcpdump -d', title: 'Listing (tcpdump -d)', parse, print: formatListing }
