import { describe, expect, it } from 'vitest'
import { checksumsAgree, internetChecksum } from './checksum.ts'

describe('internetChecksum', () => {
  it.each([
    // The sum of RFC 1071 section 3: 0001 f203 f4f5 f6f7 sums to ddf2.
    ['0000 0001 f203 f4f5 f6f7', 0x220d],
    ['0000', 0xffff],
    ['0000 ff', 0x00ff],
    ['ffff ffff', 0x0000],
    // An odd last byte counts as the high half of a word.
    ['0000 0102 03', 0xfbfd],
  ])('%s gives %i', (text, expected) => {
    const bytes = Uint8Array.from(text.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    expect(internetChecksum(bytes, 0)).toBe(expected)
  })

  it('takes both spellings of zero as one number', () => {
    expect(checksumsAgree(0xffff, 0)).toBe(true)
    expect(checksumsAgree(0xfffe, 0)).toBe(false)
  })
})
