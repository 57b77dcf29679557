/**
 * Program → bpf_asm source: the way back from assemble().
 *
 * Assembling the text again gives the same program, wherever the language has a spelling for it.
 * What it cannot say stands as a comment, and so do the target of a jump past the end and unused
 * fields that are not 0; those programs do not survive the trip, and most of them no machine loads.
 */
import { CLASS, MISC, SIZE, SRC, classOf, extensionAt, miscOf, modeOf, MODE, sizeOf } from '../bpf/index.ts'
import { JMP, operationOf, returnSourceOf, sourceOf, type Instruction, type Program } from '../bpf/index.ts'
import { mnemonics } from './mnemonics.ts'

/** Where a comment behind a statement begins, counted from the statement. */
const COMMENT_COLUMN = 24

/**
 * One instruction a line; ends with a line end. A label is `drop` or `accept` where it names such a return, else
 * `L1`, `L2`, … in the order of the places. `comments` has for each instruction what to say behind it, one line
 * without `;`, or null.
 */
export function printAssembly(program: Program, comments: readonly (string | null)[] = []): string {
  const labels = nameTargets(program)
  return program
    .map((instruction, pc) => {
      const statement = print(instruction, pc, labels)
      const label = labels.get(pc)
      const code = `0x${instruction.code.toString(16)}`
      const fields = `${code}, ${instruction.jt}, ${instruction.jf}, ${instruction.k}`
      const text = statement ?? `; { ${fields} } has no spelling`
      const comment = comments[pc] ?? null
      const commented = comment === null ? text : `${text.padEnd(COMMENT_COLUMN)} ; ${comment}`
      return `${label === undefined ? '' : `${label}:`}\t${commented}\n`
    })
    .join('')
}

function isConditional({ code }: Instruction): boolean {
  return classOf(code) === CLASS.JMP && operationOf(code) !== JMP.JA
}

function targetsOf(instruction: Instruction, pc: number): readonly number[] {
  const { code, jt, jf, k } = instruction
  if (classOf(code) !== CLASS.JMP) return []
  if (!isConditional(instruction)) return [(pc + 1 + k) % 2 ** 32]
  const [ifTrue, ifFalse] = [pc + 1 + jt, pc + 1 + jf]
  if (jf === 0) return [ifTrue]
  return jt === 0 && operationOf(code) !== JMP.JSET ? [ifFalse] : [ifTrue, ifFalse]
}

function nameTargets(program: Program): ReadonlyMap<number, string> {
  const targets = new Set(program.flatMap((instruction, pc) => targetsOf(instruction, pc)))
  const inside = [...targets].filter((target) => target < program.length).sort((a, b) => a - b)
  const counts = new Map<string, number>()
  return new Map(
    inside.map((target) => {
      const { code, k } = program[target] ?? { code: 0, k: 0 }
      const kind = code !== (CLASS.RET | SRC.K) ? 'L' : k === 0 ? 'drop' : 'accept'
      const count = (counts.get(kind) ?? 0) + 1
      counts.set(kind, count)
      // Labels of one letter are not bpf_asm's, and of several alike each needs its number.
      return [target, kind === 'L' || count > 1 ? `${kind}${count}` : kind]
    }),
  )
}

/** Null where the language has no spelling. */
function print(instruction: Instruction, pc: number, labels: ReadonlyMap<number, string>): string | null {
  const { code, k } = instruction
  if (code > 0xff) return null
  switch (classOf(code)) {
    case CLASS.LD:
      return printLoad(code, k)
    case CLASS.LDX:
      return printLoadX(code, k)
    case CLASS.ST:
      return code === CLASS.ST ? `st M[${k}]` : null
    case CLASS.STX:
      return code === CLASS.STX ? `stx M[${k}]` : null
    case CLASS.ALU:
      return printArithmetic(code, k)
    case CLASS.JMP:
      return printJump(instruction, pc, labels)
    case CLASS.RET:
      return printReturn(code, k)
    default:
      return miscOf(code) === MISC.TAX ? 'tax' : miscOf(code) === MISC.TXA ? 'txa' : null
  }
}

function printLoad(code: number, k: number): string | null {
  const size = sizeOf(code)
  const name = size === SIZE.W ? 'ld' : size === SIZE.H ? 'ldh' : size === SIZE.B ? 'ldb' : null
  if (name === null) return null
  switch (modeOf(code)) {
    case MODE.ABS:
      return `${name} ${extensionAt(k) ?? `[${k}]`}`
    case MODE.IND:
      return `${name} [x + ${k}]`
    case MODE.IMM:
      return size === SIZE.W ? `ld #0x${k.toString(16)}` : null
    case MODE.MEM:
      return size === SIZE.W ? `ld M[${k}]` : null
    case MODE.LEN:
      return size === SIZE.W ? 'ld len' : null
    default:
      return null
  }
}

function printLoadX(code: number, k: number): string | null {
  if (sizeOf(code) === SIZE.B) return modeOf(code) === MODE.MSH ? `ldxb 4*([${k}]&0xf)` : null
  if (sizeOf(code) !== SIZE.W) return null
  switch (modeOf(code)) {
    case MODE.IMM:
      return `ldx #0x${k.toString(16)}`
    case MODE.MEM:
      return `ldx M[${k}]`
    case MODE.LEN:
      return 'ldx len'
    default:
      return null
  }
}

/** The mnemonic that has exactly this code, the source bit aside. */
function mnemonicOf(kind: 'arithmetic' | 'branch' | 'plain', code: number, negated: boolean): string | null {
  const found = mnemonics.find(({ encoding }) => {
    if (encoding.kind !== kind || encoding.code !== code) return false
    return encoding.kind !== 'branch' || encoding.negated === negated
  })
  return found?.name ?? null
}

function operandOf(code: number, k: number): string {
  return sourceOf(code) === SRC.X ? 'x' : `#0x${k.toString(16)}`
}

function printArithmetic(code: number, k: number): string | null {
  const plain = mnemonicOf('plain', code, false)
  if (plain !== null) return plain
  const name = mnemonicOf('arithmetic', code & ~SRC.X, false)
  return name === null ? null : `${name} ${operandOf(code, k)}`
}

function printJump(instruction: Instruction, pc: number, labels: ReadonlyMap<number, string>): string | null {
  const { code, jt, jf, k } = instruction
  const targets = targetsOf(instruction, pc).map((target) => labels.get(target))
  if (targets.some((target) => target === undefined)) return null
  if (code === (CLASS.JMP | JMP.JA)) return `jmp ${targets.join()}`
  const negated = jt === 0 && jf !== 0 && targets.length === 1
  const name = mnemonicOf('branch', code & ~SRC.X, negated)
  return name === null ? null : `${name} ${[operandOf(code, k), ...targets].join(', ')}`
}

function printReturn(code: number, k: number): string | null {
  const sources: Readonly<Record<number, string>> = { [SRC.K]: `#${k}`, [SRC.X]: 'x', [SRC.A]: 'a' }
  const source = (code & 0xe0) === 0 ? sources[returnSourceOf(code)] : undefined
  return source === undefined ? null : `ret ${source}`
}
