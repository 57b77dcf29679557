/** Opcodes taken apart. */
import { expect, it } from 'vitest'
import { spellCode } from './encoding.ts'

it.each([
  [0x28, 'LD 00 + H 08 + ABS 20'],
  [0x15, 'JMP 05 + JEQ 10 + K 00'],
  [0x1d, 'JMP 05 + JEQ 10 + X 08'],
  [0xb1, 'LDX 01 + B 10 + MSH a0'],
  [0x54, 'ALU 04 + AND 50 + K 00'],
  [0x16, 'RET 06 + A 10'],
  [0x87, 'MISC 07 + TXA 80'],
  [0x02, 'ST 02'],
])('%i is %s', (code, expected) => {
  expect(spellCode(code)).toBe(expected)
})
