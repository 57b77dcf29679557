/**
 * The terminal program through its front door, without a process. What the compiler answers is the
 * compiler's own test; here it is that the answer arrives in tcpdump's form.
 */
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Io } from './io.ts'
import { runCli } from './run-cli.ts'
import { noFiles } from './testing/no-files.ts'

interface Ended {
  readonly status: number
  readonly out: string
  readonly err: string
}

async function cli(argv: readonly string[], input: string | readonly string[] = ''): Promise<Ended> {
  let out = ''
  let err = ''
  const chunks = typeof input === 'string' ? [input] : input
  const io: Io = {
    input: () => Readable.from(chunks),
    readFile: (path) =>
      path === 'arp.asm'
        ? Promise.resolve('ldh [12]\njne #0x806, drop\nret #-1\ndrop: ret #0\n')
        : Promise.reject(new Error('ENOENT')),
    out: (text) => {
      out += text
      return Promise.resolve()
    },
    err: (text) => {
      err += text
      return Promise.resolve()
    },
    files: noFiles,
  }
  const status = await runCli(argv, io)
  return { status, out, err }
}

/** One answer a request, parsed. */
async function ask(command: string, ...requests: readonly unknown[]): Promise<readonly unknown[]> {
  const lines = requests.map((request) => (typeof request === 'string' ? request : JSON.stringify(request)))
  const { status, out, err } = await cli([command, '--jsonl'], lines.map((line) => `${line}\n`).join(''))
  expect({ status, err }).toEqual({ status: 0, err: '' })
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

const icmpInWords = `(000) ldh      [12]
(001) jeq      #0x800           jt 2\tjf 5
(002) ldb      [23]
(003) jeq      #0x1             jt 4\tjf 5
(004) ret      #262144
(005) ret      #0
`
const icmpInDecimal = '6\n40 0 0 12\n21 0 3 2048\n48 0 0 23\n21 0 1 1\n6 0 0 262144\n6 0 0 0\n'

test.each([
  [['compile', 'icmp'], icmpInWords],
  [['compile', '-d', 'icmp'], icmpInWords],
  [['compile', 'icmp', '-ddd'], icmpInDecimal],
  [['compile', '-d', '-d', '-d', '-yEN10MB', 'icmp'], icmpInDecimal],
  [
    ['compile', '-dds100', 'icmp'],
    '{ 0x28, 0, 0, 0x0000000c },\n{ 0x15, 0, 3, 0x00000800 },\n{ 0x30, 0, 0, 0x00000017 },\n{ 0x15, 0, 1, 0x00000001 },\n{ 0x6, 0, 0, 0x00000064 },\n{ 0x6, 0, 0, 0x00000000 },\n',
  ],
  [['compile', '-s', '0', 'icmp'], icmpInWords],
  [['compile', '-y', 'raw', '-ddd', 'ip'], '5\n48 0 0 0\n84 0 0 240\n21 0 1 64\n6 0 0 262144\n6 0 0 0\n'],
  [['compile', '-d'], '(000) ret      #262144\n'],
])('%j prints what tcpdump prints', async (argv, out) => {
  expect(await cli(argv)).toEqual({ status: 0, out, err: '' })
})

test('the optimizer runs unless -O', async () => {
  const lines = async (...argv: string[]): Promise<number> => (await cli(['compile', ...argv])).out.split('\n').length
  expect(await lines('-O', 'ip and icmp')).toBeGreaterThan(await lines('ip and icmp'))
})

test.each([
  [['compile', 'host'], "bpf-playground: can't parse filter expression: syntax error\n"],
  [['compile', '-y', 'FOO', 'ip'], 'bpf-playground: invalid data link type FOO\n'],
  [['compile', '-y', 'DLT_EN10MB', 'ip'], 'bpf-playground: invalid data link type DLT_EN10MB\n'],
  [['compile', '-s', '-1', 'ip'], 'bpf-playground: invalid snaplen -1 (must be >= 0 and <= 262144)\n'],
  [['compile', '-s', '262145', 'ip'], 'bpf-playground: invalid snaplen 262145 (must be >= 0 and <= 262144)\n'],
  [['compile', 'icmp and tcp'], 'bpf-playground: expression rejects all packets\n'],
  [
    ['compile', '--netmask', '255.0', 'ip'],
    'bpf-playground: invalid netmask 255.0 (must be four numbers, like 255.255.255.0)\n',
  ],
  [['compile', '-x', 'ip'], 'bpf-playground: unknown option -x\n'],
  [['compile', '-y'], 'bpf-playground: option -y needs a value\n'],
  [['compile', '--jsonl=yes'], 'bpf-playground: option --jsonl takes no value\n'],
  [['asm'], 'bpf-playground: asm takes one file, or - for standard input\n'],
  [['asm', 'gone.asm'], 'bpf-playground: gone.asm: ENOENT\n'],
  [['fly'], 'bpf-playground: unknown command fly; try bpf-playground --help\n'],
  [[], 'bpf-playground: no command; try bpf-playground --help\n'],
])('%j fails with a message', async (argv, err) => {
  expect(await cli(argv)).toEqual({ status: 1, out: '', err })
})

test.each([[['--help']], [['compile', '--help']], [['asm', '--help']], [['run', '--help']]])(
  '%j helps',
  async (argv) => {
    const { status, out } = await cli(argv)
    expect(status).toBe(0)
    expect(out).toMatch(/^Usage: bpf-playground /)
  },
)

test('asm prints what bpf_asm prints', async () => {
  expect((await cli(['asm', 'arp.asm'])).out).toBe('4,40 0 0 12,21 0 1 2054,6 0 0 4294967295,6 0 0 0,\n')
  expect((await cli(['asm', '-c', '-'], 'ret #0')).out).toBe('{ 0x06,  0,  0, 0000000000 },\n')
})

test('asm names file, line and column', async () => {
  expect(await cli(['asm', '-'], 'ldh [12]\n  rte #1\n')).toEqual({
    status: 1,
    out: '',
    err: '<stdin>:2:3: error: unknown instruction “rte”\n    Did you mean “ret”?\n',
  })
})

test('run: from compile to verdict', async () => {
  const { out: program } = await cli(['compile', '-ddd', 'ip'])
  const run = (...hex: string[]): Promise<Ended> => cli(['run', '-', ...hex], program)
  expect((await run('ffffffffffff', '020000000001', '0800')).out).toBe('Accept 262144 (3 steps)\n')
  expect((await run('ffffffffffff', '020000000001', '0806')).out).toBe('Drop 0 (3 steps)\n')
  expect((await run('ff')).out).toBe('Drop 0 (1 steps; instruction 0 loads 2 bytes at 12, past the packet’s end)\n')
  expect((await run('f')).err).toMatch(/^bpf-playground: packet: /)
})

test('run: metadata and refusal', async () => {
  const cpu = '2,32 0 0 4294963236,22 0 0 0,'
  expect((await cli(['run', '--skb', 'cpu=3', '-', '00'], cpu)).out).toBe('Accept 3 (2 steps)\n')
  expect((await cli(['run', '--skb', 'cpus=3', '-', '00'], cpu)).status).toBe(1)
  expect((await cli(['run', '-', '00'], '1,14 0 0 0')).err).toMatch(
    /^bpf-playground: the kernel refuses the program: instruction 0: /,
  )
  expect((await cli(['run', '-', '00'], '1,14 0 0')).err).toMatch(/^<stdin>:1:3: error: /)
})

test('compile --jsonl', async () => {
  const answers = await ask(
    'compile',
    { expr: 'ip' },
    { dlt: 'EN10MB', snaplen: 96, netmask: null, optimize: true, expr: 'ip' },
    { expr: 'ip', dlt: 'FOO' },
  )
  expect(answers).toEqual([
    {
      insns: [
        [40, 0, 0, 12],
        [21, 0, 1, 2048],
        [6, 0, 0, 262144],
        [6, 0, 0, 0],
      ],
    },
    {
      insns: [
        [40, 0, 0, 12],
        [21, 0, 1, 2048],
        [6, 0, 0, 96],
        [6, 0, 0, 0],
      ],
    },
    { error: 'invalid data link type FOO' },
  ])
  expect(await ask('compile', { expr: 'ip and host' })).toEqual([
    { error: "can't parse filter expression: syntax error", span: [expect.any(Number), expect.any(Number)] },
  ])
})

test('asm --jsonl', async () => {
  expect(await ask('asm', { source: 'ldh [12]\nret a' }, { source: 'ret #1\nrte a' }, { source: 'ret 1' })).toEqual([
    {
      insns: [
        [40, 0, 0, 12],
        [22, 0, 0, 0],
      ],
    },
    { error: 'unknown instruction “rte”', span: [7, 10] },
    { insns: [[6, 0, 0, 1]] },
  ])
})

test('compile: a live capture asks the kernel for the outer VLAN tag', async () => {
  expect((await cli(['compile', '-d', 'vlan'])).out).not.toContain('[vlanp]')
  expect((await cli(['compile', '-d', '--live', 'vlan'])).out).toContain('ldb      [vlanp]')
  expect((await cli(['compile', '-d', '--netmask', '255.255.255.0', 'ip broadcast'])).status).toBe(0)
})

test('compile --jsonl: live captures and names', async () => {
  const names = {
    hosts: { gw: ['10.0.0.1', '2001:db8::1'] },
    networks: { lab: '10.1' },
    ethers: { gw: '0:1:2:3:4:5' },
  }
  const expressions = ['ip host gw', 'ip6 host gw', 'net lab', 'ether host gw']
  const asked = await ask(
    'compile',
    { expr: 'vlan', live: true },
    ...expressions.map((expr) => ({ expr, names })),
    { expr: 'host gw', names: '10.0.0.1 gw' },
    { expr: 'host gw' },
  )
  const numeric = [
    'ip host 10.0.0.1',
    'ip6 host 2001:db8::1',
    'net 10.1.0.0/32',
    'ether host 0:1:2:3:4:5',
    'host 10.0.0.1',
  ]
  const { out } = await cli(['compile', '-ddd', '--live', 'vlan'])
  expect(JSON.stringify(asked[0])).toContain(out.split('\n')[1]?.replaceAll(' ', ','))
  expect(asked.slice(1, 6)).toEqual(await ask('compile', ...numeric.map((expr) => ({ expr }))))
  expect(asked[6]).toEqual({ error: "unknown host 'gw'", span: [5, 7] })
})

test.each(['interpreter', 'wasm'])('run --jsonl by the %s', async (engine) => {
  const load = (extension: number): number[][] => [
    [0x20, 0, 0, 0xfffff000 + extension],
    [0x16, 0, 0, 0],
  ]
  const requests = [
    { insns: load(36), packet: '', flavour: 'linux', skb: { cpu: 3 } },
    { insns: load(36), packet: '00' },
    { insns: load(48), packet: '00', skb: { vlan_pr: 1 } },
    {
      insns: [
        [0x80, 0, 0, 0],
        [0x16, 0, 0, 0],
      ],
      packet: '0a0B0c',
    },
    {
      insns: [
        [0x80, 0, 0, 0],
        [0x16, 0, 0, 0],
      ],
      packet: '0a0B0c',
      skb: { len: 1500 },
    },
    // The network header's first byte, where netoff says it is.
    {
      insns: [
        [0x30, 0, 0, 0xfff00000],
        [0x16, 0, 0, 0],
      ],
      packet: '0a0b0c',
      skb: { netoff: 2 },
    },
    {
      insns: [
        [0x28, 0, 0, 12],
        [0x16, 0, 0, 0],
      ],
      packet: '0a0b0c',
    },
    { insns: [[0x28, 0, 0, 12]], packet: '' },
  ]
  const answers = await ask('run', ...requests.map((request) => ({ ...request, engine })))
  expect(answers).toEqual([
    { attach: 'ok', verdict: 3, steps: 2 },
    { attach: 'ok', verdict: 0, steps: 2 },
    { attach: 'ok', verdict: 1, steps: 2 },
    { attach: 'ok', verdict: 3, steps: 2 },
    { attach: 'ok', verdict: 1500, steps: 2 },
    { attach: 'ok', verdict: 12, steps: 2 },
    { attach: 'ok', verdict: 0, steps: 1 },
    { attach: 'EINVAL', reason: expect.stringMatching(/^instruction 0: /) as string },
  ])
})

test('run --jsonl: the interpreter unless another engine is named, and no engine that is not there', async () => {
  const request = { insns: [[6, 0, 0, 5]], packet: '' }
  expect(await ask('run', request, { ...request, engine: 'steam' })).toEqual([
    { attach: 'ok', verdict: 5, steps: 1 },
    { error: 'malformed request: there is no engine "steam"; there are "interpreter" and "wasm"' },
  ])
})

test.each([
  ['compile', 'not JSON'],
  ['compile', ''],
  ['compile', '[]'],
  ['compile', 'null'],
  ['compile', {}],
  ['compile', { expr: 5 }],
  ['compile', { expr: 'ip', snaplen: -1 }],
  ['compile', { expr: 'ip', netmask: '255.0.0.0' }],
  ['compile', { expr: 'ip', optimize: 1 }],
  ['compile', { expr: 'ip', live: 1 }],
  ['compile', { expr: 'ip', names: 5 }],
  ['compile', { expr: 'ip', names: { host: {} } }],
  ['compile', { expr: 'ip', names: { hosts: { gw: '10.0.0.1' } } }],
  ['compile', { expr: 'ip', names: { hosts: { gw: ['10.0.0'] } } }],
  ['compile', { expr: 'ip', names: { hosts: { 'a b': ['10.0.0.1'] } } }],
  ['compile', { expr: 'ip', names: '10.0.0 gw' }],
  ['asm', { source: null }],
  ['run', { packet: '' }],
  ['run', { insns: 'ret', packet: '' }],
  ['run', { insns: [[6, 0, 0]], packet: '' }],
  ['run', { insns: [[6, 0, 256, 0]], packet: '' }],
  ['run', { insns: [[6, 0, 0, -1]], packet: '' }],
  ['run', { insns: [[6, 0, 0, 0.5]], packet: '' }],
  ['run', { insns: [[6, 0, 0, 0]] }],
  ['run', { insns: [[6, 0, 0, 0]], packet: '0' }],
  ['run', { insns: [[6, 0, 0, 0]], packet: '', engine: 'steam' }],
  ['run', { insns: [[6, 0, 0, 0]], packet: '', flavour: 'bsd' }],
  ['run', { insns: [[6, 0, 0, 0]], packet: '', skb: [] }],
  ['run', { insns: [[6, 0, 0, 0]], packet: '', skb: { cpus: 1 } }],
  ['run', { insns: [[6, 0, 0, 0]], packet: '', skb: { toString: 1 } }],
  ['run', { insns: [[6, 0, 0, 0]], packet: '', skb: { nla: 1 } }],
])('%s --jsonl answers a malformed request %j with an error', async (command, request) => {
  expect(await ask(command, request)).toEqual([{ error: expect.stringMatching(/^malformed request: /) as string }])
})

test('requests may arrive in any pieces, the last without its line end', async () => {
  const requests = Array.from({ length: 50 }, (_, k) => JSON.stringify({ source: `ret #${k} ; \u2028 é` })).join('\n')
  const pieces = requests.match(/[^]{1,7}/g) ?? []
  const { out } = await cli(['asm', '--jsonl'], pieces)
  const kept = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  expect(kept).toEqual(Array.from({ length: 50 }, (_, k) => ({ insns: [[6, 0, 0, k]] })))
})

test.each([
  [['--to', 'tcpdump-d'], icmpInDecimal, icmpInWords],
  [['--from', 'auto', '--to', 'ddd', '-'], icmpInWords, icmpInDecimal],
  [['--from', 'tcpdump -ddd', '--to', 'asm'], '1\n22 0 0 0\n', '\tret a\n'],
  [['--to', 'xt_bpf'], 'ld cpu\nret a\n', '2,32 0 0 4294963236,22 0 0 0\n'],
  [['--to', 'json', 'arp.asm'], '', '[[40,0,0,12],[21,0,1,2054],[6,0,0,4294967295],[6,0,0,0]]\n'],
])('convert %j', async (argv, input, out) => {
  expect(await cli(['convert', ...argv], input)).toEqual({ status: 0, out, err: '' })
})

test.each([
  [['convert'], 'convert needs --to DIALECT'],
  [['convert', '--to', 'cobol'], 'unknown dialect cobol (asm, '],
  [['convert', '--from', 'fortran', '--to', 'c'], 'unknown dialect fortran (asm, '],
  [['convert', '--to', 'c', 'a', 'b'], 'convert takes one file, or - for standard input'],
  [['convert', '--to', 'c', 'nowhere'], 'nowhere: ENOENT'],
])('%j fails', async (argv, message) => {
  const { status, out, err } = await cli(argv)
  expect({ status, out }).toEqual({ status: 1, out: '' })
  expect(err).toContain(message)
})

test('convert names every wrong line', async () => {
  const { status, err } = await cli(['convert', '--to', 'c', '-'], '2\n6 0 x 0\n6 0 0\n')
  expect(status).toBe(1)
  expect(err).toMatch(/^<stdin>:2:5: error: .*\n<stdin>:3:1: error: /)
})

test('convert --help lists the dialects', async () => {
  expect((await cli(['convert', '--help'])).out).toMatch(/tcpdump-ddd .*\n(.*\n)* {2}c-macros /)
})
