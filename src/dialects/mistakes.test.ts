/**
 * A wrong line is named where it stands, and the others are read all the same.
 */
import { expect, test } from 'vitest'
import { readBytecode } from './index.ts'

const listing = (second: string) => `(000) ldh      [12]\n(001) ${second}\n(002) ret      #0\n`
const macros = (second: string) =>
  `struct sock_filter f[] = {\n BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 12),\n ${second},\n BPF_STMT(BPF_RET, 0),\n};`

test.each([
  ['tcpdump -d', listing('jqe #1 jt 2 jf 2'), 'bytecode/unknown-mnemonic@jqe'],
  ['tcpdump -d', listing('ldh M[1]'), 'bytecode/operand@(001) ldh M[1]'],
  ['tcpdump -d', listing('jeq #1'), 'bytecode/operand@(001) jeq #1'],
  ['tcpdump -d', listing('jeq #1 jt 0 jf 2'), 'bytecode/jump-range@(001) jeq #1 jt 0 jf 2'],
  ['tcpdump -d', listing('ret #0x1ffffffff'), 'bytecode/number@(001) ret #0x1ffffffff'],
  ['tcpdump -ddd', '3\n40 0 0 12\n21 0 x 2048\n6 0 0 0\n', 'bytecode/number@x'],
  ['tcpdump -ddd', '3\n40 0 0 12\n21 0 2048\n6 0 0 0\n', 'bytecode/instruction@21 0 2048'],
  ['xt_bpf', '3,40 0 0 12,21 0 256 2048,6 0 0 0', 'bytecode/range@256'],
  ['ss -b', 'bpf filter (3):  0x28 0 0 12, 0x15 0 -1 0, 0x06 0 0 0,', 'bytecode/number@-1'],
  ['C macros', macros('BPF_STMT(BPF_RET, 0, 1)'), 'bytecode/instruction@BPF_STMT(BPF_RET, 0, 1)'],
  ['C macros', macros('BPF_STMT(BPF_RETT, 0)'), 'bytecode/number@BPF_RETT'],
  ['C macros', macros('BPF_JUMP(BPF_JMP | BPF_JEQ, 5, 0, 256)'), 'bytecode/range@256'],
  ['Go', '[]bpf.RawInstruction{{Op: 0x28, K: 12}, {Op: 0x15, Jx: 3}, {Op: 6}}', 'bytecode/field@Jx: 3'],
  ['Python', '[(0x28, 0, 0, 12), (0x15, 0, 3), (6, 0, 0, 0)]', 'bytecode/instruction@(0x15, 0, 3)'],
  ['JSON', '[[40,0,0,12],[21,0,0,4294967296],[6,0,0,0]]', 'bytecode/range@4294967296'],
  ['JSON objects', '[{"code":40,"k":12},{"code":null,"k":1},{"code":6}]', 'bytecode/number@null'],
  [
    'seccomp-tools',
    ' 0000: 0x28 0x00 0x00 0x0c\n 0001: 0x15 0x00 0xzz 0x00\n 0002: 0x06 0x00 0x00 0x00',
    'bytecode/number@0xzz',
  ],
])('%s: %j', (dialect, text, expected) => {
  const reading = readBytecode(text)
  expect(reading.dialect).toBe(dialect)
  expect(reading.diagnostics.map(({ code, span }) => `${code}@${text.slice(span.from, span.to)}`)).toEqual([expected])
  expect(reading.rows.map(({ instruction }) => instruction?.code ?? null)).toEqual([40, null, 6])
})

test('every wrong line is named, not the first alone', () => {
  const text = '4\n40 0 x 12\n21 0 0\n6 0 0 0\n6 256 0 0\n'
  const { diagnostics } = readBytecode(text)
  expect(diagnostics.map(({ code }) => code)).toEqual(['bytecode/number', 'bytecode/instruction', 'bytecode/range'])
})

test('bytes that end within an instruction', () => {
  const text = '06 00 00 00 00 00 00 00 06 00 00'
  const { rows, diagnostics } = readBytecode(text)
  expect(rows.map(({ instruction }) => instruction?.code ?? null)).toEqual([6, null])
  expect(diagnostics.map(({ span: { from, to } }) => text.slice(from, to))).toEqual(['06 00 00'])
})

test('a seccomp filter with the names of C', () => {
  const text = `
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (offsetof(struct seccomp_data, arch))),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2]) + 4),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (EPERM & SECCOMP_RET_DATA)),
    BPF_STMT(BPF_LD | BPF_B | BPF_ABS, SKF_AD_OFF + SKF_AD_CPU),
    BPF_STMT(BPF_RET | BPF_K, (unsigned int)-1),`
  const { rows, diagnostics } = readBytecode(text)
  expect(diagnostics).toEqual([])
  expect(rows.map(({ instruction }) => instruction?.k)).toEqual([
    4, 0xc000003e, 0x80000000, 36, 0x50001, 0xfffff024, 0xffffffff,
  ])
})
