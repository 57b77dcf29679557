/**
 * Single facts of the live kernel, each asked with a program made for it.
 */
import { SKF_AD_OFF, type Instruction, type Program } from '../../src/bpf/index.ts'
import { askKernel } from './kernel.ts'

const instruction = (code: number, k = 0): Instruction => ({ code, jt: 0, jf: 0, k: k >>> 0 })
const returnAll = instruction(0x06, 0xffffffff)
const oneByte = Uint8Array.of(0)

/** Indices of the programs that the kernel attaches. */
function accepted(programs: readonly Program[]): number[] {
  const { answers } = askKernel(
    'unix',
    programs.map((program) => ({ program, packet: oneByte })),
  )
  return answers.flatMap((answer, index) => (answer === 'EINVAL' ? [] : [index]))
}

/** The codes of all 65,536 that the kernel loads somewhere in a program. */
export function acceptedOpcodes(): number[] {
  const codes = [...Array(65536).keys()]
  return accepted(codes.map((code) => [instruction(0x02, 1), instruction(code, 1), returnAll, returnAll]))
}

/** The offsets from SKF_AD_OFF, up to 4095, that an absolute load of each size may have. */
export function acceptedExtensionOffsets(): { ld: number[]; ldh: number[]; ldb: number[] } {
  const ofSize = (code: number) =>
    accepted([...Array(4096).keys()].map((offset) => [instruction(code, SKF_AD_OFF + offset), returnAll]))
  return { ld: ofSize(0x20), ldh: ofSize(0x28), ldb: ofSize(0x30) }
}

/** What `ld poff` gives for each Ethernet frame; NaN where the frame or its answer does not arrive. */
export function poffOfKernel(packets: readonly Uint8Array[]): number[] {
  // A short frame shows few values, so the offset comes in parts of three bits.
  const parts = [0, 3, 6]
  const requests = packets.flatMap((packet) =>
    parts.map((shift) => ({
      packet,
      program: [
        instruction(0x20, SKF_AD_OFF + 52),
        instruction(0x74, shift),
        instruction(0x54, 7),
        instruction(0x04, 1),
        instruction(0x16),
      ],
    })),
  )
  const { answers } = askKernel('packet', requests)
  return packets.map((_, index) =>
    parts.reduce((sum, shift, part) => {
      const answer = answers[index * parts.length + part]
      return typeof answer === 'number' ? sum + ((answer - 1) << shift) : NaN
    }, 0),
  )
}
