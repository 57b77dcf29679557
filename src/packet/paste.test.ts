/** Pastes as people make them. */
import { describe, expect, it } from 'vitest'
import { parsePaste } from './paste.ts'

function pasted(text: string): readonly string[] | string {
  const result = parsePaste(text)
  if (!result.ok) return result.error.map(({ message, span }) => `${span.from}-${span.to}: ${message}`).join()
  return result.value.map(({ bytes, raw }) => `${Buffer.from(bytes).toString('hex')}${raw ? ' raw' : ''}`)
}

const IP = '4500001c00010000400100000a0000010a0000020800f7fd00010001'
const ROWS = `	0x0000:  4500 001c 0001 0000 4001 0000 0a00 0001  E.......@.......
	0x0010:  0a00 0002 0800 f7fd 0001 0001            ............`

describe('parsePaste', () => {
  it.each([
    [
      'tcpdump -X, two packets',
      `10:00:00.1 IP 10.0.0.1 > 10.0.0.2: ICMP echo request, length 8\n${ROWS}\n10:00:00.2 IP 10.0.0.1\n${ROWS}\n`,
      [`${IP} raw`, `${IP} raw`],
    ],
    [
      'with a prompt and CRLF',
      `root@box:~# tcpdump -X -c1\r\n10:00 IP 1 > 2\r\n${ROWS.replaceAll('\n', '\r\n')}\r\n`,
      [`${IP} raw`],
    ],
    ['tcpdump -xx', '	0x0000:  0000 5e00 5301 0000 5e00 538e 0800\n', ['00005e00530100005e00538e0800']],
    [
      'an ASCII gutter that looks like hex',
      '	0x0000:  6162 6364 6566 6162 6364 6566 6162 6364  abcdefabcdefabcd\n	0x0010:  6162                                     ab\n',
      ['6162636465666162636465666162636461' + '62'],
    ],
    [
      'Wireshark, two packets',
      '0000   aa bb cc dd                                       ....\n\n0000   ee ff                                             ..\n',
      ['aabbccdd', 'eeff'],
    ],
    [
      'hexdump -C with a prompt',
      '$ hexdump -C f.bin\n00000000  61 62 63 64 65 66 67 68  69 6a 6b 6c 6d 6e 6f 70  |abcdefghijklmnop|\n00000010  71                                                |q|\n00000011\n',
      ['6162636465666768696a6b6c6d6e6f7071'],
    ],
    [
      'od -t x1, offsets in octal',
      '0000000 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f\n0000020 10 11\n0000022\n',
      ['000102030405060708090a0b0c0d0e0f1011'],
    ],
    [
      'hexdump -C, rows squeezed, the last ones too',
      '00000000  61 62 63 64 65 66 67 68  61 62 63 64 65 66 67 68  |abcdefghabcdefgh|\n*\n00000030  78                                                |x|\n00000031\n',
      [`${'6162636465666768'.repeat(6)}78`],
    ],
    [
      'hexdump -C, squeezed to the end',
      '00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n*\n00000040\n',
      ['00'.repeat(64)],
    ],
    [
      'xxd -a with CRLF',
      '00000000: 0000 0000 0000 0000 0000 0000 0000 0000  ................\r\n*\r\n00000040: 0001                                     ..\r\n',
      [`${'00'.repeat(64)}0001`],
    ],
    [
      'od -t x1, squeezed, offsets in octal',
      '0000000 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n*\n0000060 10\n0000061\n',
      [`${'00'.repeat(48)}10`],
    ],
    ['a hex stream', 'aabbccddeeff', ['aabbccddeeff']],
    [
      'a C array',
      'static const unsigned char pkt1[4] = {\n0xaa, 0xbb, /* .. */\n0xcc, 0x0d  /* .. */\n};',
      ['aabbcc0d'],
    ],
    ['an escaped string', '"\\xaa\\xbb" \\\n"\\x45\\x00"', ['aabb4500']],
    ['Python bytes, letters between', ">>> pkt\nb'\\xaa\\xbbE\\x00\\n\\\\'\n", ['aabb45000a5c']],
    ['base64', 'AABeAFMBAABeAFOOCABFAAA8HEY=', ['00005e00530100005e00538e08004500003c1c46']],
    ['hex that base64 could be', '00005e00530100005e00538e', ['00005e00530100005e00538e']],
    ['xxd -p with a prompt', '$ xxd -p f\naabb\n', ['aabb']],
  ])('%s', (_, text, expected) => {
    expect(pasted(text)).toEqual(expected)
  })

  it.each([
    ['no hex', 'hello', "0-1: 'h' is not a hex digit"],
    [
      'squeezed, no end',
      '00000000: 0000\n*\n',
      '15-16: no offset after this * says how often the row before it is repeated',
    ],
    [
      'squeezed unevenly',
      '00000000: 0000\n*\n00000005: 01',
      '15-16: this * stands for 3 bytes, which rows of 2 do not make',
    ],
    ['squeezed, too long', '00000000: 0000\n*\nfffffffe: 01', '0-29: more than 262144 bytes'],
    [
      'in the second packet',
      '0x0000:  aabb\n0x0000:  aa zz\n0x0010:  00\n',
      '29-36: the offset says 16 bytes came before, but there are 1',
    ],
  ])('%s: where it is wrong', (_, text, expected) => {
    expect(pasted(text)).toBe(expected)
  })
})
