/**
 * Where every instruction of a program can go, for the listing's arrows. Unlike the jt and jf columns it has the
 * target of an unconditional jump too.
 */
import { CLASS, JMP, classOf, operationOf, type Program } from '../../../bpf/index.ts'

export interface Targets {
  /** Absolute; null where there is none. */
  readonly jt: number | null
  readonly jf: number | null
}

export function targetsOf(program: Program): Targets[] {
  return program.map(({ code, jt, jf, k }, pc) => {
    if (classOf(code) !== CLASS.JMP) return { jt: null, jf: null }
    // k counts modulo 2^32: some assemblers let a jump go back.
    if (operationOf(code) === JMP.JA) return { jt: (pc + 1 + k) | 0, jf: null }
    return { jt: pc + 1 + jt, jf: pc + 1 + jf }
  })
}
