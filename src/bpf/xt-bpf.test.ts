import { expect, test } from 'vitest'
import { formatDecimal } from './listing.ts'
import { type Instruction } from './program.ts'
import { ETHERNET_HEADER, checkXtBpf, readsEthertype, shiftOffsets } from './xt-bpf.ts'
import { askIptables, iptablesVersion } from '../../scripts/judges/iptables.ts'

const insn = (code: number, k = 0, jt = 0, jf = 0): Instruction => ({ code, jt, jf, k })
const accept = insn(0x06, 262144)
const ofLength = (length: number) => [...Array<Instruction>(length - 1).fill(insn(0x00)), accept]
const cpu3 = [insn(0x20, 0xfffff024), insn(0x15, 3, 0, 1), accept, insn(0x06)]

test.each([
  ['a byte', insn(0x30, 23), insn(0x30, 9)],
  ['half a word', insn(0x28, 14), insn(0x28, 0)],
  ['a word', insn(0x20, 26), insn(0x20, 12)],
  ['half a word by X', insn(0x48, 16), insn(0x48, 2)],
  ['a header length', insn(0xb1, 14), insn(0xb1, 0)],
  ['an extension stays', insn(0x20, 0xfffff024), insn(0x20, 0xfffff024)],
  ['a load from the network header stays', insn(0x30, 0xfff00009), insn(0x30, 0xfff00009)],
  ['a constant stays', insn(0x00, 20), insn(0x00, 20)],
  ['a scratch word stays', insn(0x60, 15), insn(0x60, 15)],
  ['a jump stays', insn(0x15, 2048, 0, 0), insn(0x15, 2048, 0, 0)],
])('%s, shifted by an Ethernet header', (_, before, after) => {
  expect(shiftOffsets([before, accept], ETHERNET_HEADER)).toEqual({ ok: true, value: [after, accept] })
})

test.each([
  ['an address', insn(0x20, 6), 'it reads byte 6, before the network header (14)'],
  [
    'a byte by X',
    insn(0x50, 13),
    'it reads at X + 13, and only from X + 14 on is it sure not to lie before the network header',
  ],
  [
    'a byte before X',
    insn(0x50, 0xfffffffc),
    'it reads at X + -4, and only from X + 14 on is it sure not to lie before the network header',
  ],
  [
    'the EtherType',
    insn(0x28, 12),
    'it reads byte 12, before the network header (14): the EtherType is not there for iptables; drop the test, and test the IP version at byte 0 or use ip6tables',
  ],
])('%s cannot be shifted', (_, before, reason) => {
  expect(shiftOffsets([insn(0x00), before, accept], ETHERNET_HEADER)).toEqual({ ok: false, error: { pc: 1, reason } })
})

test.each([
  [[insn(0x28, 12), accept], 0],
  [[insn(0x00), insn(0x28, 12), accept], 1],
  [[insn(0x30, 12), accept], null],
  [[insn(0x48, 12), accept], null],
  [cpu3, null],
])('the EtherType is read in %j at %j', (program, pc) => {
  expect(readsEthertype(program)).toBe(pc)
})

// Recorded from iptables-legacy 1.8.9; asked again where it is there.
const rules = [
  { name: 'CPU 3', program: cpu3, taken: true },
  { name: '64 instructions', program: ofLength(64), taken: true },
  { name: '65 instructions', program: ofLength(65), taken: false },
] as const

test.each(rules)('a rule of $name', ({ program, taken }) => {
  expect(checkXtBpf(program).ok).toBe(taken)
})

test.runIf(iptablesVersion() !== null).each(rules)('iptables on a rule of $name', ({ program, taken }) => {
  const bytecode = formatDecimal(program).trimEnd().replaceAll('\n', ',')
  expect(askIptables(bytecode)).toBe(taken ? `-A INPUT -m bpf --bytecode "${bytecode}" -j ACCEPT` : null)
})

test('a refused rule is told with where it goes too far', () => {
  const reason = 'iptables takes 64 instructions in --bytecode, and these are 65'
  expect(checkXtBpf(ofLength(65))).toEqual({ ok: false, error: { pc: 64, reason } })
})
