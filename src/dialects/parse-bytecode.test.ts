/** Each spelling, from what the tools print, and what is said about mistakes in it. */
import { expect, test } from 'vitest'
import type { Program } from '../bpf/index.ts'
import { parseBytecode } from './index.ts'
import tcpdump from './testdata/tcpdump.json' with { type: 'json' }

const dstHostAndIp: Program = [
  { code: 0x28, jt: 0, jf: 0, k: 12 },
  { code: 0x15, jt: 0, jf: 3, k: 0x800 },
  { code: 0x20, jt: 0, jf: 0, k: 30 },
  { code: 0x15, jt: 0, jf: 1, k: 0xc0a80101 },
  { code: 0x06, jt: 0, jf: 0, k: 262144 },
  { code: 0x06, jt: 0, jf: 0, k: 0 },
]
const oneLine = '6,40 0 0 12,21 0 3 2048,32 0 0 30,21 0 1 3232235777,6 0 0 262144,6 0 0 0,'

test.each([
  ['tcpdump -dd', tcpdump.dd],
  ['tcpdump -ddd', tcpdump.ddd],
  ['tcpdump -ddd with other line ends', tcpdump.ddd.replaceAll('\n', '\r\n')],
  ['an array in C', `struct sock_filter code[] = { /* ours */\n${tcpdump.dd}\t// end {\n};\n`],
  ['the braces of an array alone', `{${tcpdump.dd}}`],
  ['bpf_asm', oneLine],
  ['bpf_asm without the last comma', oneLine.slice(0, -1)],
  ['as iptables lists it, with a NUL', `all  --  anywhere  match bpf ${oneLine.slice(2, -1)} \0\nChain FORWARD`],
  ['as it stands after --bytecode', ` "${oneLine}"\n`],
])('%s', (_name, text) => {
  const parsed = parseBytecode(text)
  expect(parsed.ok ? parsed.value.program : parsed.error).toEqual(dstHostAndIp)
})

test('bpf_asm -c, whose zero is octal', () => {
  const parsed = parseBytecode('{ 0x06,  0,  0, 0xffffffff },\n{ 0x06,  0,  0, 0000000000 },\n')
  expect(parsed.ok && parsed.value.program.map(({ k }) => k)).toEqual([0xffffffff, 0])
})

test.each([
  ['{ 0x6, 0, 0, 0x0 },\n{ 0x6, 0, 0, 1 },', ['{ 0x6, 0, 0, 0x0 }', '{ 0x6, 0, 0, 1 }']],
  ['2\n 6 0 0 0\n6 0 0 1 \n', ['6 0 0 0', '6 0 0 1']],
  ['"2,6 0 0 0, 6 0 0 1,"', ['6 0 0 0', '6 0 0 1']],
])('each instruction knows its own text: %j', (text, expected) => {
  const parsed = parseBytecode(text)
  expect(parsed.ok && parsed.value.lineSpans.map(({ from, to }) => text.slice(from, to))).toEqual(expected)
})

test.each([
  ['', ['bytecode/empty@']],
  [' \n', ['bytecode/empty@ \n']],
  ['3\n6 0 0 0\n6 0 0 1', ['bytecode/count@3']],
  ['6 0 0 0\n6 0 0 1', ['bytecode/count@6 0 0 0']],
  ['ldh [12]', ['bytecode/count@ldh [12]']],
  ['1,6 0 0', ['bytecode/instruction@6 0 0']],
  ['2,6 0 x 0,6 0 0x1 0', ['bytecode/number@x', 'bytecode/number@0x1']],
  ['1,6 0 0 -1', ['bytecode/number@-1']],
  ['1,65536 256 0 4294967296', ['bytecode/range@65536', 'bytecode/range@256', 'bytecode/range@4294967296']],
  ['{ 0x6, 0, 0, 0x100000000 },', ['bytecode/range@0x100000000']],
  ['{ 0x6, 0, 0 },', ['bytecode/instruction@{ 0x6, 0, 0 }']],
  ['{ 0x6, 0, 0, 08 },', ['bytecode/number@08']],
  ['{ 6 6, 0, 0, 0 },', ['bytecode/number@6 6']],
  ['{ 0x6, 0, 0, 0 }, nonsense', ['bytecode/stray@nonsense']],
  ['{ 0x6, 0, 0, 0 } x { 0x6, 0, 0, 0 }', ['bytecode/stray@x']],
  ['{ 0x6, 0, 0, 0', ['bytecode/brace@{']],
  ['{ __NR_read, 0, 0, 0 }', ['bytecode/number@__NR_read']],
])('mistake: %j', (text, expected) => {
  const parsed = parseBytecode(text)
  const said = parsed.ok ? [] : parsed.error.map(({ code, span }) => `${code}@${text.slice(span.from, span.to)}`)
  expect(said).toEqual(expected)
})
