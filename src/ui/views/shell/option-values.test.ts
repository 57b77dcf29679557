/** Snaplen and netmask as people type them. */
import { describe, expect, it } from 'vitest'
import { formatIPv4, parseIPv4, parseSnaplen } from './option-values.ts'

describe('parseSnaplen', () => {
  it.each([
    ['262144', 262144],
    [' 96 ', 96],
    ['2147483647', 2147483647],
    ['2147483648', null],
    ['0', null],
    ['-1', null],
    ['1e3', null],
    ['', null],
  ])('%j is %j', (text, value) => {
    expect(parseSnaplen(text)).toBe(value)
  })
})

describe('parseIPv4', () => {
  it.each([
    ['255.255.255.0', 0xffffff00],
    ['0.0.0.0', 0],
    ['255.255.256.0', null],
    ['255.255.255', null],
    ['', null],
  ])('%j is %j', (text, value) => {
    expect(parseIPv4(text)).toBe(value)
  })

  it('and back', () => {
    expect(formatIPv4(0xfffff000)).toBe('255.255.240.0')
  })
})
