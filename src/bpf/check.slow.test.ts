import { describe, expect, test } from 'vitest'
import { acceptedExtensionOffsets, acceptedOpcodes } from '../../scripts/judges/kernel-facts.ts'
import { kernelRelease } from '../../scripts/judges/kernel.ts'
import { checkProgram, knownOpcodes } from './check.ts'
import { SKF_AD_OFF } from './extensions.ts'
import { type Instruction } from './program.ts'

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
