/** Which 802.11 frames carry data: type bits 0x08 set and 0x04 not. */
import type { Block } from './block.ts'
import { genAnd, genNot } from './boolean.ts'
import { genBits } from './load.ts'
import type { CodegenState } from './state.ts'

export function genDataFrameCheck(state: CodegenState): Block {
  const data = genBits(state, 'link-header', 0, 0x08)
  const control = genNot(genBits(state, 'link-header', 0, 0x04))
  return genAnd(control, data)
}
