import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatHex, parseHex } from './hex.ts'
import { sampleFrames } from './samples/sample-frames.ts'

function parsed(text: string): string {
  const result = parseHex(text)
  return result.ok ? Array.from(result.value, (byte) => byte.toString(16).padStart(2, '0')).join('') : 'error'
}

describe('parseHex', () => {
  it.each([
    ['aabbcc', 'aabbcc'],
    ['  AA bb\n\tCc\r\n', 'aabbcc'],
    ['a abb', 'aabb'],
    ['aa:bb:cc-dd.ee', 'aabbccddee'],
    ['0xaa, 0xbb, 0x0c', 'aabb0c'],
    ['{ 0xaa, 0xb /* 0xff */ } // 12', 'aa0b'],
    ['const unsigned char f[3] = { 0x01, 0x02,\n 0x03 };', '010203'],
    ['"\\xaa\\xbb" "\\x01"', 'aabb01'],
    ['0x0a, 0, 0, 10, 255', '0a00000aff'],
    ['u8 f[] = { 0x45, 0, 16, /* 12 */\n 1, };', '45001001'],
    // Letters without 0x: it is hex throughout.
    ['0x45, 00, 3c, 10', '45003c10'],
    ['10, 20, 30', '102030'],
    ['0xaabbcc', 'aabbcc'],
    ['0x0000:  aabb ccdd\n', 'aabbccdd'],
    // An ASCII column that looks like hex belongs to no byte.
    ['0x0000:  6162 6364                                abcd\n', '61626364'],
    ['00000000: 6162  ab\n', '6162'],
    ['0000   aa bb cc dd ee ff 00 11  22 33   ab cd', 'aabbccddeeff00112233'],
    ['00000000  61 62 63 64 65 66 67 68                           |abcdefgh|', '6162636465666768'],
    // Two digits more than an offset would have are bytes like all others.
    ['0010 0020', '00100020'],
    // A dump of a part, from where it starts.
    ['0x0010:  aabb\n', 'aabb'],
  ])('%j is %s', (text, expected) => {
    expect(parsed(text)).toBe(expected)
  })

  it.each([
    ['aa bg', 'hex/digit', "'g' is not a hex digit", 4, 5],
    ['aa b', 'hex/odd', "the byte that begins with 'b' has one digit", 3, 4],
    ['0xa a 0xbb', 'hex/odd', "the byte that begins with 'a' has one digit", 4, 5],
    ['0x0a, 256', 'hex/decimal', '256 does not fit into a byte', 6, 9],
    [' \n', 'hex/empty', 'there are no hex digits here', 0, 2],
    ['0x0000: aa zz\n0x0002: aa', 'hex/offset', 'the offset says 2 bytes came before, but there are 1', 14, 21],
    ['0x0000: aa\n0x0000: bb', 'hex/offset', 'a second packet begins here; one frame at a time', 11, 18],
  ])('%j is %s', (text, code, message, from, to) => {
    const result = parseHex(text)
    expect(result.ok ? [] : result.error).toEqual([{ severity: 'error', code, message, span: { from, to }, notes: [] }])
  })

  it('takes no more than the largest snapshot length', () => {
    expect(parseHex('00'.repeat(262144)).ok).toBe(true)
    const result = parseHex('00'.repeat(262145))
    expect(result.ok ? '' : result.error[0]?.message).toBe('more than 262144 bytes')
  })

  const sections = readFileSync(new URL('./testdata/hex-dumps.txt', import.meta.url), 'utf8')
    .split('\n=== ')
    .slice(1)
  it.each(sections.map((section) => [section.split('\n')[0], section.slice(section.indexOf('\n') + 1)] as const))(
    'reads what %s prints',
    (_, dump) => {
      const sample = sampleFrames.find(({ id }) => id === 'tcp-syn')
      expect(parseHex(dump)).toEqual({ ok: true, value: sample?.frame.bytes })
    },
  )

  it('reads back whatever formatHex writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
        expect(parseHex(formatHex(bytes))).toEqual({ ok: true, value: bytes })
      }),
    )
  })

  it('never throws', () => {
    const unit = fc.constantFrom(...'0123456789abcdefxX:|{}\\/* \n,"g–')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), (text) => void parseHex(text)),
      { numRuns: 2000 },
    )
  })
})

describe('formatHex', () => {
  it('writes sixteen bytes a line', () => {
    const bytes = Uint8Array.from({ length: 18 }, (_, index) => index)
    expect(formatHex(bytes)).toBe('00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f\n10 11')
  })
})
