/**
 * One statement at a time: what value it computes, and, when it may be altered, a simpler statement
 * that computes the same.
 * Source of behaviour: opt_stmt, vstore, fold_op of libpcap 1.10.3.
 */
import { ALU, CLASS, MISC, MODE, SIZE, SRC, classOf, modeOf, operationOf, sizeOf, sourceOf } from '../../bpf/index.ts'
import { NOP, type Statement } from '../codegen/block.ts'
import { takeOver } from '../codegen/served.ts'
import { CompileFailure } from '../codegen/state.ts'
import { A_ATOM, FIRST_WORD, X_ATOM } from './flow-graph.ts'
import { simplified, type Progress } from './progress.ts'
import { UNKNOWN, type ValueTable } from './values.ts'

export interface Pass {
  readonly values: ValueTable
  readonly progress: Progress
  /** Whether statements may be altered; in the first round only branches move. */
  readonly alter: boolean
}

/** Updates `atoms` (value numbers of A, X, M[]) by the statement. */
export function optimizeStatement(pass: Pass, s: Statement, atoms: number[]): void {
  if (s.code === NOP) return
  const { values } = pass
  switch (classOf(s.code)) {
    case CLASS.LD:
      return optimizeLoad(pass, s, atoms, A_ATOM)
    case CLASS.LDX:
      return optimizeLoad(pass, s, atoms, X_ATOM)
    case CLASS.ST:
      return store(pass, s, atoms, s.k + FIRST_WORD, atoms[A_ATOM] ?? UNKNOWN)
    case CLASS.STX:
      return store(pass, s, atoms, s.k + FIRST_WORD, atoms[X_ATOM] ?? UNKNOWN)
    case CLASS.MISC:
      if (s.code === (CLASS.MISC | MISC.TXA)) return store(pass, s, atoms, A_ATOM, atoms[X_ATOM] ?? UNKNOWN)
      return store(pass, s, atoms, X_ATOM, atoms[A_ATOM] ?? UNKNOWN)
    case CLASS.ALU:
      if (operationOf(s.code) === ALU.NEG) optimizeNegation(pass, s, atoms)
      else if (sourceOf(s.code) === SRC.X) optimizeWithX(pass, s, atoms)
      else optimizeWithConstant(pass, s, atoms)
      values.noteOrigin(atoms[A_ATOM] ?? UNKNOWN, s)
  }
}

/** The statement puts value `number` into `atom`. */
function store({ values, progress, alter }: Pass, s: Statement, atoms: number[], atom: number, number: number): void {
  if (alter && number !== UNKNOWN && atoms[atom] === number) {
    // The value is there already: whoever put it there serves this clause too.
    const origin = values.originOf(number)
    if (origin !== null) takeOver(origin, s)
    s.code = NOP
    progress.touched = true
  } else {
    atoms[atom] = number
    values.noteOrigin(number, s)
  }
}

/** `target` is A or X. */
function optimizeLoad(pass: Pass, s: Statement, atoms: number[], target: number): void {
  const { values, progress, alter } = pass
  switch (modeOf(s.code)) {
    case MODE.ABS:
    case MODE.MSH:
      return store(pass, s, atoms, target, values.number(s.code, s.k))
    case MODE.IND: {
      const x = atoms[X_ATOM] ?? UNKNOWN
      const base = values.constantOf(x)
      if (!alter || base === undefined) return store(pass, s, atoms, A_ATOM, values.number(s.code, s.k, x))
      s.code = CLASS.LD | MODE.ABS | sizeOf(s.code)
      s.k = (s.k + base) >>> 0
      simplified(progress)
      return store(pass, s, atoms, A_ATOM, values.number(s.code, s.k))
    }
    case MODE.LEN:
      return store(pass, s, atoms, A_ATOM, values.number(s.code, 0))
    case MODE.IMM:
      return store(pass, s, atoms, target, values.constant(s.k))
    default: {
      const number = atoms[s.k + FIRST_WORD] ?? UNKNOWN
      const constant = values.constantOf(number)
      if (alter && constant !== undefined) {
        s.code = (target === X_ATOM ? CLASS.LDX : CLASS.LD) | MODE.IMM | SIZE.W
        s.k = constant
        simplified(progress)
      }
      return store(pass, s, atoms, target, number)
    }
  }
}

function optimizeNegation({ values, progress, alter }: Pass, s: Statement, atoms: number[]): void {
  const a = atoms[A_ATOM] ?? UNKNOWN
  const constant = values.constantOf(a)
  if (alter && constant !== undefined) {
    s.code = CLASS.LD | MODE.IMM
    s.k = -constant >>> 0
    progress.touched = true
    atoms[A_ATOM] = values.constant(s.k)
  } else atoms[A_ATOM] = values.number(s.code, a)
}

function optimizeWithConstant({ values, progress, alter }: Pass, s: Statement, atoms: number[]): void {
  const a = atoms[A_ATOM] ?? UNKNOWN
  if (alter) {
    if (s.k === 0) {
      switch (operationOf(s.code)) {
        case ALU.ADD:
        case ALU.LSH:
        case ALU.RSH:
        case ALU.OR:
        case ALU.XOR:
          s.code = NOP
          progress.touched = true
          return
        case ALU.MUL:
        case ALU.AND:
          s.code = CLASS.LD | MODE.IMM
          progress.touched = true
          atoms[A_ATOM] = values.constant(0)
          return
        case ALU.DIV:
          throw new CompileFailure('division by zero', null)
        case ALU.MOD:
          throw new CompileFailure('modulus by zero', null)
        // "sub #0" stays: a comparison behind it may yet swallow it.
      }
    }
    const constant = values.constantOf(a)
    if (constant !== undefined) {
      fold(s, constant, s.k, progress)
      atoms[A_ATOM] = values.constant(s.k)
      return
    }
  }
  atoms[A_ATOM] = values.number(s.code, a, values.constant(s.k))
}

function optimizeWithX(pass: Pass, s: Statement, atoms: number[]): void {
  const { values, progress, alter } = pass
  const a = atoms[A_ATOM] ?? UNKNOWN
  const x = atoms[X_ATOM] ?? UNKNOWN
  const operation = operationOf(s.code)
  const aConstant = values.constantOf(a)
  const xConstant = values.constantOf(x)
  if (alter && xConstant !== undefined) {
    if (aConstant !== undefined) {
      fold(s, aConstant, xConstant, progress)
      atoms[A_ATOM] = values.constant(s.k)
      return
    }
    s.code = CLASS.ALU | SRC.K | operation
    s.k = xConstant
    if ((operation === ALU.LSH || operation === ALU.RSH) && s.k > 31)
      throw new CompileFailure('shift by more than 31 bits', null)
    simplified(progress)
    atoms[A_ATOM] = values.number(s.code, a, values.constant(s.k))
    return
  }
  if (alter && aConstant === 0) {
    switch (operation) {
      case ALU.ADD:
      case ALU.OR:
      case ALU.XOR:
        s.code = CLASS.MISC | MISC.TXA
        progress.touched = true
        return store(pass, s, atoms, A_ATOM, x)
      case ALU.MUL:
      case ALU.DIV:
      case ALU.MOD:
      case ALU.AND:
      case ALU.LSH:
      case ALU.RSH:
        s.code = CLASS.LD | MODE.IMM
        s.k = 0
        progress.touched = true
        return store(pass, s, atoms, A_ATOM, values.constant(0))
    }
  }
  atoms[A_ATOM] = values.number(s.code, a, x)
}

/** `s` becomes "load the result of a operation b". */
function fold(s: Statement, a: number, b: number, progress: Progress): void {
  s.k = compute(operationOf(s.code), a, b)
  s.code = CLASS.LD | MODE.IMM
  simplified(progress)
}

function compute(operation: number, a: number, b: number): number {
  switch (operation) {
    case ALU.ADD:
      return (a + b) >>> 0
    case ALU.SUB:
      return (a - b) >>> 0
    case ALU.MUL:
      return Math.imul(a, b) >>> 0
    case ALU.DIV:
      if (b === 0) throw new CompileFailure('division by zero', null)
      return Math.floor(a / b)
    case ALU.MOD:
      if (b === 0) throw new CompileFailure('modulus by zero', null)
      return a % b
    case ALU.AND:
      return (a & b) >>> 0
    case ALU.OR:
      return (a | b) >>> 0
    case ALU.XOR:
      return (a ^ b) >>> 0
    // All bits are shifted out; what a machine makes of such a shift is its own affair.
    case ALU.LSH:
      return b < 32 ? (a << b) >>> 0 : 0
    default:
      return b < 32 ? a >>> b : 0
  }
}
