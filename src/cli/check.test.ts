import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { runCli } from './run-cli.ts'
import { noFiles } from './testing/no-files.ts'

// Which programs are refused is the check's own test, src/bpf; here it is that its answer arrives.

async function check(argv: readonly string[], input: string): Promise<{ status: number; out: string; err: string }> {
  const written = { out: '', err: '' }
  const status = await runCli(['check', ...argv], {
    input: () => Readable.from([input]),
    readFile: (path) =>
      path === 'arp.dd'
        ? Promise.resolve('{ 0x30, 0, 0, 12 },\n{ 0x16, 0, 0, 0 },\n')
        : Promise.reject(new Error('ENOENT')),
    out: (text) => Promise.resolve(void (written.out += text)),
    err: (text) => Promise.resolve(void (written.err += text)),
    files: noFiles,
  })
  return { status, ...written }
}

async function ask(argv: readonly string[], ...requests: readonly unknown[]): Promise<readonly unknown[]> {
  const lines = requests.map((request) => `${JSON.stringify(request)}\n`)
  const { status, out } = await check(['--jsonl', ...argv], lines.join(''))
  expect(status).toBe(0)
  const answers = out.trimEnd().split('\n')
  return answers.map((line): unknown => JSON.parse(line))
}

const icmp = '6\n40 0 0 12\n21 0 3 2048\n48 0 0 23\n21 0 1 1\n6 0 0 262144\n6 0 0 0\n'

test.each([
  [[], icmp, 'ok (6 instructions)\n'],
  [['-'], '1,6 0 0 0', 'ok (1 instruction)\n'],
  [['--context', 'seccomp'], '2,32 0 0 4,6 0 0 2147418112', 'ok (2 instructions)\n'],
  [['--context', 'xt_bpf'], icmp.replaceAll('40 0 0 12', '40 0 0 2'), 'ok (6 instructions)\n'],
  [['arp.dd'], '', 'arp.dd:2:1: info: instruction 1: it accepts the packet and keeps at most'],
  [['-s', '20'], icmp, '<stdin>:4:1: info: instruction 2: it reads byte 23: a packet cut to 20 bytes'],
])('%j takes %j', async (argv, input, out) => {
  const answer = await check(argv, input)
  expect(answer).toMatchObject({ status: 0, err: '' })
  expect(answer.out.slice(0, out.length)).toBe(out)
  expect(answer.out).toMatch(/ok \(\d instructions?\)\n$/)
})

test.each([
  [
    [],
    '2\n40 0 0 12\n21 0 3 2048\n',
    '<stdin>:3:1: error: instruction 1: the kernel refuses the program: it jumps to 2, past the last instruction (1)\n',
  ],
  [
    ['--context', 'seccomp'],
    icmp,
    '<stdin>:2:1: error: instruction 0: the kernel refuses the program: seccomp has no ldh [12]: it reads aligned words of struct seccomp_data only, with ld [k]\n',
  ],
  [
    ['--context', 'xt_bpf'],
    `65,${'0 0 0 0,'.repeat(64)}6 0 0 1`,
    '<stdin>:1:516: error: instruction 64: the kernel refuses the program: iptables takes 64 instructions in --bytecode, and these are 65\n',
  ],
  [['--context=moon'], icmp, 'bpf-playground: unknown context moon (socket, xt_bpf or seccomp)\n'],
  [['-s', '0'], icmp, 'bpf-playground: invalid snaplen 0\n'],
  [['gone.dd'], '', 'bpf-playground: gone.dd: ENOENT\n'],
  [['a', 'b'], '', 'bpf-playground: check takes one file, or - for standard input\n'],
])('%j refuses %j', async (argv, input, err) => {
  expect(await check(argv, input)).toEqual({ status: 1, out: '', err })
})

test('what cannot be read is told with its place', async () => {
  const { status, err } = await check([], '1\n6 0 0\n')
  expect(status).toBe(1)
  expect(err).toMatch(/^<stdin>:\d+:\d+: error: /)
})

test('--help', async () => {
  expect((await check(['--help'], '')).out).toMatch(/^Usage: bpf-playground check /)
})

const ldh = [40, 0, 0, 12]
const ret = [22, 0, 0, 0]

test('--jsonl answers as asked for', async () => {
  const refused = 'seccomp has no ldh [12]: it reads aligned words of struct seccomp_data only, with ld [k]'
  expect(
    await ask(
      [],
      { insns: [ldh, ret], context: 'socket' },
      { insns: [ldh, ret], context: 'seccomp' },
      { insns: [ldh, ret] },
      { insns: [] },
      { insns: [ldh], context: 'socket' },
      { insns: [ldh, ret], context: 'moon' },
      { context: 'socket' },
    ),
  ).toEqual([
    { ok: true },
    { ok: false, pc: 0, reason: refused },
    { ok: true },
    { ok: false, pc: 0, reason: 'the program is empty' },
    { ok: false, pc: 0, reason: 'the last instruction is not a return' },
    { error: 'malformed request: "context" must be "socket", "xt_bpf" or "seccomp"' },
    { error: 'malformed request: "insns" must be a list of [code, jt, jf, k]' },
  ])
})

test('--jsonl with --context, which a request may overrule', async () => {
  const answers = await ask(['--context', 'seccomp'], { insns: [ldh, ret] }, { insns: [ldh, ret], context: 'socket' })
  expect(answers).toMatchObject([{ ok: false }, { ok: true }])
})

test('--jsonl gives advice where it is asked for', async () => {
  const [answer] = await ask([], { insns: [ldh, [6, 0, 0, 262144]], advice: true, snaplen: 13 })
  expect(answer).toEqual({
    ok: true,
    advice: [{ pc: 0, code: 'beyond-snaplen', message: expect.any(String) as string }],
  })
})
