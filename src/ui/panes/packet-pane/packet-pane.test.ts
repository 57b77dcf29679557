/** What the packet pane works out: the kernel's values that a program reads. */
import { describe, expect, it } from 'vitest'
import type { Instruction } from '../../../bpf/index.ts'
import { createAppStore, selectMetadata } from '../../../store/index.ts'
import { usedMetadata } from './used-metadata.ts'

const insn = (code: number, k: number): Instruction => ({ code, jt: 0, jf: 0, k })
const metadata = { ...selectMetadata(createAppStore().getState()), cpu: 3, len: null, netoff: 14 }

describe('usedMetadata', () => {
  it.each([
    ['ld cpu', insn(0x20, 0xfffff024), [{ name: 'cpu', value: 3 }]],
    ['ld len follows the bytes', insn(0x80, 0), [{ name: 'len', value: 42 }]],
    ['ldx len', insn(0x81, 0), [{ name: 'len', value: 42 }]],
    ['ld poff', insn(0x20, 0xfffff034), [{ name: 'netoff', value: 14 }]],
    ['ld nla', insn(0x20, 0xfffff00c), []],
    ['a load from the network header', insn(0x30, 0xfff00009), [{ name: 'netoff', value: 14 }]],
    ['a load of bytes', insn(0x28, 12), []],
    ['a constant of the same number', insn(0x00, 0xfffff024), []],
  ])('%s', (_, instruction, values) => {
    expect(usedMetadata([instruction, instruction], metadata, 42)).toEqual(values)
  })
})
