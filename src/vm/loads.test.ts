import { expect, test } from 'vitest'
import { askKernel, kernelRelease } from '../../scripts/judges/kernel.ts'
import { SKF_AD_OFF, type Instruction } from '../bpf/index.ts'
import { bytesRead } from './loads.ts'
import { run } from './run.ts'
import { createState, verdictOf } from './step.ts'
import { defaultMetadata, type Environment } from './types.ts'

const insn = (code: number, k = 0): Instruction => ({ code, jt: 0, jf: 0, k })
const where: Environment = {
  packet: new Uint8Array(42),
  metadata: defaultMetadata,
  flavour: 'linux',
}

test.each([
  ['ldh [12]', insn(0x28, 12), 0, { from: 12, to: 14 }],
  ['ld [30]', insn(0x20, 30), 0, { from: 30, to: 34 }],
  ['ldb [x + 14]', insn(0x50, 14), 20, { from: 34, to: 35 }],
  ['ldxb 4*([14]&0xf)', insn(0xb1, 14), 0, { from: 14, to: 15 }],
  ['ld from the network header', insn(0x20, 0xfff00000 + 12), 0, { from: 26, to: 30 }],
  ['ld from the link header', insn(0x20, 0xffe00000 + 12), 0, { from: 12, to: 16 }],
  ['the last byte', insn(0x30, 41), 0, { from: 41, to: 42 }],
  ['past the end', insn(0x28, 41), 0, null],
  ['an extension', insn(0x28, SKF_AD_OFF), 0, null],
  ['ld #k', insn(0x00, 12), 0, null],
  ['ld M[0]', insn(0x60, 0), 0, null],
  ['ld #len', insn(0x80), 0, null],
  ['add #k', insn(0x04, 0x20), 0, null],
  ['a load of no size', insn(0x38, 12), 0, null],
])('the bytes that %s reads', (_, instruction, x, range) => {
  expect(bytesRead(instruction, { ...createState(), x }, where)).toEqual(range)
})

test.runIf(kernelRelease('packet') !== null)('a frame on the wire has what our metadata says of it', () => {
  const frame = Uint8Array.from({ length: 1000 }, (_, i) => (i < 12 ? 0 : i === 12 ? 0x08 : i === 13 ? 0 : i % 251))
  const metadata = { ...defaultMetadata, proto: 0x0800, ifidx: 1, hatype: 772 }
  // rand, rxhash and queue are the kernel's own affair; cpu is the judge's.
  const offsets = [
    ...[0, 4, 8, 20, 28, 44, 48, 52, 60].map((offset) => SKF_AD_OFF + offset),
    ...[0, 1, 10, 980, 985, 986].map((offset) => 0xfff00000 + offset),
    ...[0, 12, 990, 999, 1000].map((offset) => 0xffe00000 + offset),
  ]
  const programs = offsets.map((k) => [insn(0x30, k), insn(0x54, 0x1ff), insn(0x04, 1), insn(0x16)])
  const { answers } = askKernel(
    'packet',
    programs.map((program) => ({ program, packet: frame })),
  )
  const ours = programs.map((program) => {
    const { outcome } = run(program, { packet: frame, metadata, flavour: 'linux' })
    return outcome?.kind === 'returned' ? verdictOf(outcome) : 'drop'
  })
  expect(ours).toEqual(answers)
})
