import { expect, it } from 'vitest'
import { parseLong, showLong } from './index.ts'

it.each([
  ['0', 0n],
  [' 4096 ', 4096n],
  ['0x7ffd5a20e0d0', 0x7ffd_5a20_e0d0n],
  ['0xFFFFFFFFFFFFFFFF', 0xffff_ffff_ffff_ffffn],
  ['-100', 0xffff_ffff_ffff_ff9cn],
  ['-9223372036854775808', 0x8000_0000_0000_0000n],
  ['18446744073709551616', null],
  ['-9223372036854775809', null],
  ['1e3', null],
  ['', null],
])('%s is %s', (text, value) => {
  expect(parseLong(text)).toBe(value)
})

it.each([
  [0n, '0'],
  [99_999n, '99999'],
  [100_000n, '0x186a0'],
])('%s is shown as %s', (value, text) => {
  expect(showLong(value)).toBe(text)
})
