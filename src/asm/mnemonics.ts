/**
 * The instructions of bpf_asm: which operands each takes, how each is encoded, and one line on what it does.
 * The assembler and the editor's completion read the same table.
 *
 * Source: the instruction and addressing mode tables of Documentation/networking/filter.rst; that
 * `ldi` and `ldxi` take a bare number, and `ldh` and `ldb` an extension, from the recorded answers in testdata/.
 */
import { ALU, CLASS, JMP, MISC, MODE, SIZE } from '../bpf/index.ts'

/** An addressing mode; the names of operands in ast.ts are the same. */
export type Form =
  'x' | 'absolute' | 'indirect' | 'memory' | 'literal' | 'bare' | 'msh' | 'accumulator' | 'extension' | 'length'

/** How each form is written, for completion, hover and messages. */
export const formSyntax: Readonly<Record<Form, string>> = {
  x: 'x',
  absolute: '[k]',
  indirect: '[x + k]',
  memory: 'M[k]',
  literal: '#k',
  bare: 'k',
  msh: '4*([k]&0xf)',
  accumulator: 'a',
  extension: 'an extension',
  length: 'len',
}

export type Encoding =
  /** A load; the mode comes from the operand. `code` is class and size. */
  | { readonly kind: 'load'; readonly code: number }
  | { readonly kind: 'store'; readonly code: number }
  | { readonly kind: 'always'; readonly code: number }
  /** A conditional jump; `negated` ones jump to their label when the machine's test fails. */
  | { readonly kind: 'branch'; readonly code: number; readonly negated: boolean }
  | { readonly kind: 'arithmetic'; readonly code: number }
  | { readonly kind: 'plain'; readonly code: number }
  | { readonly kind: 'return'; readonly code: number }

export interface Mnemonic {
  readonly name: string
  readonly encoding: Encoding
  /** The operand forms it takes, targets of jumps aside; empty where it takes none. */
  readonly forms: readonly Form[]
  readonly doc: string
}

export interface AsmMnemonic {
  readonly name: string
  /** Whole statements, one for each form: `jeq #k, Lt, Lf`. */
  readonly forms: readonly string[]
  /** One line for people. */
  readonly doc: string
}

const { LD, LDX, ST, STX, ALU: ARITH, JMP: JUMP, RET, MISC: TRANSFER } = CLASS

function load(name: string, code: number, forms: readonly Form[], doc: string): Mnemonic {
  return { name, encoding: { kind: 'load', code }, forms, doc }
}
function store(name: string, code: number, doc: string): Mnemonic {
  return { name, encoding: { kind: 'store', code }, forms: ['memory'], doc }
}
function always(name: string): Mnemonic {
  return { name, encoding: { kind: 'always', code: JUMP | JMP.JA }, forms: [], doc: 'Jump to the label.' }
}
function branch(name: string, test: number, negated: boolean, doc: string): Mnemonic {
  return { name, encoding: { kind: 'branch', code: JUMP | test, negated }, forms: ['literal', 'x'], doc }
}
function arithmetic(name: string, operation: number, doc: string): Mnemonic {
  return { name, encoding: { kind: 'arithmetic', code: ARITH | operation }, forms: ['literal', 'x'], doc }
}
function plain(name: string, code: number, doc: string): Mnemonic {
  return { name, encoding: { kind: 'plain', code }, forms: [], doc }
}

export const mnemonics: readonly Mnemonic[] = [
  load(
    'ld',
    LD | SIZE.W,
    ['absolute', 'indirect', 'memory', 'literal', 'extension', 'length'],
    'Load a word (4 bytes) into A.',
  ),
  load('ldi', LD | SIZE.W, ['literal', 'bare'], 'Load a constant into A.'),
  load('ldh', LD | SIZE.H, ['absolute', 'indirect', 'extension'], 'Load a half-word (2 bytes) into A.'),
  load('ldb', LD | SIZE.B, ['absolute', 'indirect', 'extension'], 'Load a byte into A.'),
  load('ldx', LDX | SIZE.W, ['memory', 'literal', 'msh', 'length'], 'Load a word into X.'),
  load('ldxi', LDX | SIZE.W, ['literal', 'bare'], 'Load a constant into X.'),
  load('ldxb', LDX | SIZE.W, ['msh'], 'Load the length of an IPv4 header into X: four times the low half of a byte.'),
  store('st', ST, 'Store A in scratch memory.'),
  store('stx', STX, 'Store X in scratch memory.'),
  always('jmp'),
  always('ja'),
  branch('jeq', JMP.JEQ, false, 'Jump to Lt if A == operand, else to Lf.'),
  branch('jneq', JMP.JEQ, true, 'Jump to L if A != operand.'),
  branch('jne', JMP.JEQ, true, 'Jump to L if A != operand.'),
  branch('jlt', JMP.JGE, true, 'Jump to L if A < operand (unsigned).'),
  branch('jle', JMP.JGT, true, 'Jump to L if A <= operand (unsigned).'),
  branch('jgt', JMP.JGT, false, 'Jump to Lt if A > operand (unsigned), else to Lf.'),
  branch('jge', JMP.JGE, false, 'Jump to Lt if A >= operand (unsigned), else to Lf.'),
  branch('jset', JMP.JSET, false, 'Jump to Lt if A & operand is not 0, else to Lf.'),
  arithmetic('add', ALU.ADD, 'A = A + operand.'),
  arithmetic('sub', ALU.SUB, 'A = A - operand.'),
  arithmetic('mul', ALU.MUL, 'A = A * operand.'),
  arithmetic('div', ALU.DIV, 'A = A / operand (unsigned).'),
  arithmetic('mod', ALU.MOD, 'A = A % operand (unsigned remainder).'),
  plain('neg', ARITH | ALU.NEG, 'A = -A (two’s complement).'),
  arithmetic('and', ALU.AND, 'A = A & operand.'),
  arithmetic('or', ALU.OR, 'A = A | operand.'),
  arithmetic('xor', ALU.XOR, 'A = A ^ operand.'),
  arithmetic('lsh', ALU.LSH, 'A = A << operand.'),
  arithmetic('rsh', ALU.RSH, 'A = A >> operand (zeros come in).'),
  plain('tax', TRANSFER | MISC.TAX, 'Copy A into X.'),
  plain('txa', TRANSFER | MISC.TXA, 'Copy X into A.'),
  {
    name: 'ret',
    encoding: { kind: 'return', code: RET },
    // `ret x` assembles, though no machine accepts the outcome; assemble.ts warns of it.
    forms: ['literal', 'accumulator', 'x'],
    doc: 'End the program: 0 drops the packet, any other number keeps that many bytes of it at most.',
  },
]

const byName = new Map(mnemonics.map((mnemonic) => [mnemonic.name, mnemonic]))

/** In upper or lower case; undefined where there is no such instruction. */
export function findMnemonic(word: string): Mnemonic | undefined {
  return byName.get(word.toLowerCase())
}

/** MSH loads are byte loads: the size that the encoding needs beside the mode. */
export const MSH_CODE = LDX | SIZE.B | MODE.MSH

function statementForms({ name, encoding, forms }: Mnemonic): readonly string[] {
  if (encoding.kind === 'always') return [`${name} L`]
  if (forms.length === 0) return [name]
  const shown = forms.filter((form) => name !== 'ret' || form !== 'x')
  if (encoding.kind !== 'branch')
    return shown.map((form) => `${name} ${form === 'extension' ? 'extension' : formSyntax[form]}`)
  const targets = encoding.negated ? ['L'] : ['Lt', 'Lt, Lf']
  return shown.flatMap((form) => targets.map((target) => `${name} ${formSyntax[form]}, ${target}`))
}

/** The language's instructions as plain data, for completion and hover. */
export const asmMnemonics: readonly AsmMnemonic[] = mnemonics.map((mnemonic) => ({
  name: mnemonic.name,
  forms: statementForms(mnemonic),
  doc: mnemonic.doc,
}))
