import { describe, expect, test } from 'vitest'
import { acceptedExtensionOffsets, acceptedOpcodes } from '../../scripts/judges/kernel-facts.ts'
import { kernelRelease } from '../../scripts/judges/kernel.ts'
import { askSeccomp, seccompRelease } from '../../scripts/judges/seccomp.ts'
import { checkProgram, knownOpcodes } from './check.ts'
import { SKF_AD_OFF } from './extensions.ts'
import { type Instruction, type Program } from './program.ts'
import { checkSeccomp } from './seccomp-check.ts'

// What this kernel said once is in check.test.ts, for machines without one.

const insn = (code: number, k: number): Instruction => ({ code, jt: 0, jf: 0, k })

describe.runIf(kernelRelease('unix') !== null)('the live kernel takes', () => {
  test('the same codes, asked for all 65,536', () => {
    expect(knownOpcodes).toEqual(acceptedOpcodes())
  })

  test('the same extensions, asked for all 4,096 offsets in each size', () => {
    const ours = [0x20, 0x28, 0x30].map((code) =>
      [...Array(4096).keys()].filter((n) => checkProgram([insn(code, SKF_AD_OFF + n), insn(0x06, 1)]).ok),
    )
    const { ld, ldh, ldb } = acceptedExtensionOffsets()
    expect(ours).toEqual([ld, ldh, ldb])
  })
})

describe.runIf(seccompRelease() !== null)('as a seccomp filter, the live kernel takes', () => {
  const differing = (programs: readonly Program[]): Program[] => {
    const answers = askSeccomp('check', programs)
    return programs.filter((program, index) => checkSeccomp(program).ok !== (answers[index] === 'ok'))
  }

  test('the same codes, asked for all 65,536', () => {
    const codes = [...Array(65536).keys()]
    expect(differing(codes.map((code) => [insn(0x02, 4), insn(code, 4), insn(0x06, 0), insn(0x06, 0)]))).toEqual([])
  })

  test('the same offsets, asked for the first 4,096 and each side of the extensions', () => {
    const offsets = [...Array(4096).keys()].flatMap((k) => [k, SKF_AD_OFF - 2048 + k])
    expect(differing(offsets.map((k) => [insn(0x20, k), insn(0x06, 0)]))).toEqual([])
  })
})
