import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { runCli } from './run-cli.ts'
import { noFiles } from './testing/no-files.ts'

// That a filter gets what the kernel gives it: src/vm/seccomp.test.ts.

async function ask(argv: readonly string[], request: unknown): Promise<unknown> {
  let out = ''
  await runCli(['run', '--jsonl', ...argv], {
    input: () => Readable.from([`${JSON.stringify(request)}\n`]),
    readFile: () => Promise.reject(new Error('ENOENT')),
    out: (text) => Promise.resolve(void (out += text)),
    err: () => Promise.resolve(),
    files: noFiles,
  })
  return JSON.parse(out) as unknown
}

/** Is word `offset` this value: ALLOW, else EPERM. */
const isWord = (offset: number, value: number) => [
  [0x20, 0, 0, offset],
  [0x15, 0, 1, value],
  [0x06, 0, 0, 0x7fff0000],
  [0x06, 0, 0, 0x00050001],
]
const allowed = { attach: 'ok', verdict: 0x7fff0000, action: 'ALLOW', steps: 3 }
const refused = { attach: 'ok', verdict: 0x00050001, action: 'ERRNO(1) EPERM', steps: 3 }
const syscall = { nr: 1, ip: '0x123456789abcdef0', args: [7, '18446744073709551615', 0, 0, 0, '0xaabbccdd00000001'] }

test.each([
  ['the number', 0, 1, allowed],
  ['another number', 0, 2, refused],
  ['the architecture, x86-64 where not said', 4, 0xc000003e, allowed],
  ['the low half of the instruction pointer', 8, 0x9abcdef0, allowed],
  ['the high half of the instruction pointer', 12, 0x12345678, allowed],
  ['the first argument', 16, 7, allowed],
  ['the high half of the second', 28, 0xffffffff, allowed],
  ['the low half of the last', 56, 1, allowed],
  ['the high half of the last', 60, 0xaabbccdd, allowed],
])('a filter reads %s', async (_, offset, value, answer) => {
  const request = { insns: isWord(offset, value), syscall }
  expect(await ask(['--context', 'seccomp'], request)).toEqual(answer)
  expect(await ask(['--context', 'seccomp'], { ...request, engine: 'wasm' })).toEqual(answer)
})

const allow = [[0x06, 0, 0, 0x7fff0000]]

test.each([
  [{ insns: allow }, { error: 'malformed request: "syscall" must be an object' }],
  [{ insns: allow, syscall: { ip: '-1' } }, { error: 'malformed request: "ip" must be an unsigned 64-bit number' }],
  [
    { insns: allow, syscall: { args: [0, 2 ** 64] } },
    { error: 'malformed request: argument 1 must be an unsigned 64-bit number' },
  ],
  [
    { insns: allow, syscall: { args: [0, 0, 0, 0, 0, 0, 0] } },
    { error: 'malformed request: "args" must be a list of 6 numbers at most' },
  ],
  [
    { insns: isWord(64, 0), syscall },
    {
      attach: 'EINVAL',
      reason: 'instruction 0: it loads a word at 64; the last of struct seccomp_data is at 60',
    },
  ],
  [{ context: 'moon', insns: allow }, { error: 'malformed request: "context" must be "socket" or "seccomp"' }],
])('%j is answered with %j', async (request, answer) => {
  expect(await ask([], { context: 'seccomp', ...request })).toEqual(answer)
})
