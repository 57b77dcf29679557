/**
 * `bpf-playground run`: one program over one packet, or over one system call (run-syscall.ts).
 *
 * The program is attached first, as a socket filter or for seccomp: what the kernel's load-time check refuses does
 * not run. Requests in JSON choose the engine: the interpreter, or the program as WebAssembly. Left out on purpose:
 * stepping; the page does that.
 */
import { err, ok, type Result } from '../base/index.ts'
import {
  checkProgram,
  createCompiledRunner,
  defaultMetadata,
  parseBytecode,
  parseHex,
  run,
  verdictOf,
  type Flavour,
  type Metadata,
  type Outcome,
  type Program,
  type RunCompiled,
} from '../playground/index.ts'
import { parseArguments, type Arguments } from './arguments.ts'
import { located } from './assemble.ts'
import { runHelp } from './help.ts'
import { fail, readSource, type Io } from './io.ts'
import { MalformedRequest, isFields, programField, serveJsonLines, stringField, unsigned } from './json-lines.ts'
import type { Answer, Fields } from './json-lines.ts'
import { answerSyscall } from './run-syscall.ts'

const LARGEST = 0xffffffff

/** Names that `skb` knows: those of bpf_asm's extensions, `netoff` for the network header's place. */
const metadataNames: ReadonlyMap<string, keyof Metadata> = new Map<string, keyof Metadata>([
  ['len', 'len'],
  ['proto', 'proto'],
  ['type', 'type'],
  ['poff', 'poff'],
  ['ifidx', 'ifidx'],
  ['mark', 'mark'],
  ['queue', 'queue'],
  ['hatype', 'hatype'],
  ['rxhash', 'rxhash'],
  ['cpu', 'cpu'],
  ['vlan_tci', 'vlan_tci'],
  ['vlan_avail', 'vlan_avail'],
  ['vlan_pr', 'vlan_avail'],
  ['vlan_tpid', 'vlan_tpid'],
  ['rand', 'rand'],
  ['netoff', 'netoff'],
])
/** Extensions that are looked up in the packet, so that there is nothing to state. */
const computed: readonly string[] = ['nla', 'nlan']

export async function runCommand(io: Io, argv: readonly string[]): Promise<number> {
  const parsed = parseArguments(argv, { flags: ['jsonl', 'help'], values: ['flavour', 'skb', 'context'] })
  if (!parsed.ok) return fail(io, parsed.error)
  const { flags, values, operands } = parsed.value
  if (flags.has('help')) {
    await io.out(runHelp)
    return 0
  }
  const context = values.get('context')?.at(-1) ?? 'socket'
  if (!isRunContext(context)) return fail(io, `unknown context ${context} (socket or seccomp)`)
  if (flags.has('jsonl')) return serveJsonLines(io, requestAnswerer(context))
  if (context === 'seccomp') return fail(io, 'system calls are told with --jsonl; see run --help')

  const [path, ...hex] = operands
  if (path === undefined || hex.length === 0) return fail(io, 'run takes a program’s file, or -, and a packet in hex')
  const surroundings = surroundingsOf(parsed.value)
  if (!surroundings.ok) return fail(io, surroundings.error)
  const packet = parseHex(hex.join(' '))
  if (!packet.ok) return fail(io, `packet: ${packet.error[0]?.message ?? ''}`)
  let text: string
  try {
    text = await readSource(io, path)
  } catch (error) {
    return fail(io, `${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const bytecode = parseBytecode(text)
  if (!bytecode.ok) {
    await io.err(bytecode.error.map((diagnostic) => located(path, text, diagnostic)).join(''))
    return 1
  }
  const { program } = bytecode.value
  const check = checkProgram(program)
  if (!check.ok) return fail(io, `the kernel refuses the program: ${refusal(check.error)}`)
  const { verdict, steps, outcome } = execute(program, packet.value, surroundings.value)
  const reason = describe(outcome)
  await io.out(
    `${verdict === 0 ? 'Drop' : 'Accept'} ${verdict} (${steps} steps${reason === '' ? '' : `; ${reason}`})\n`,
  )
  return 0
}

interface Surroundings {
  readonly flavour: Flavour
  readonly metadata: Metadata
}

function execute(program: Program, packet: Uint8Array, surroundings: Surroundings) {
  const { outcome, steps } = run(program, { packet, ...surroundings })
  if (outcome === null) throw new Error('Broken invariant: a run ends')
  return { verdict: verdictOf(outcome), steps, outcome }
}

function refusal({ pc, reason }: { readonly pc: number; readonly reason: string }): string {
  return `instruction ${pc}: ${reason}`
}

/** Why a run ended without a return; empty where it returned. */
function describe(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'returned':
      return ''
    case 'out-of-bounds':
      return `instruction ${outcome.pc} loads ${outcome.size} bytes at ${outcome.offset}, past the packet’s end`
    case 'division-by-zero':
      return `instruction ${outcome.pc} divides by zero`
    case 'bad-instruction':
      return `instruction ${outcome.pc} cannot be executed`
    case 'step-limit':
      return `stopped after ${outcome.steps} steps`
  }
}

type RunContext = 'socket' | 'seccomp'

function isRunContext(text: string): text is RunContext {
  return text === 'socket' || text === 'seccomp'
}

function isFlavour(text: string): text is Flavour {
  return text === 'linux' || text === 'libpcap'
}

function surroundingsOf({ values }: Arguments): Result<Surroundings, string> {
  const flavour = values.get('flavour')?.at(-1) ?? 'linux'
  if (!isFlavour(flavour)) return err(`unknown flavour ${flavour} (linux or libpcap)`)
  const metadata: Partial<Record<keyof Metadata, number>> = {}
  for (const assignment of values.get('skb') ?? []) {
    const [, name = '', digits = ''] = /^(\w+)=(0[xX][0-9a-fA-F]+|[0-9]+)$/.exec(assignment) ?? []
    const key = metadataNames.get(name)
    const value = Number(digits)
    if (key === undefined || value > LARGEST) {
      return err(`invalid --skb ${assignment} (NAME=NUMBER; names: ${[...metadataNames.keys()].join(', ')})`)
    }
    metadata[key] = value
  }
  return ok({ flavour, metadata: { ...defaultMetadata, ...metadata } })
}

/** The engines that a request may name, and their answers to a run. A program that is run again stays compiled. */
function createEngines(): ReadonlyMap<string, RunCompiled> {
  let compiled: RunCompiled | null = null
  return new Map<string, RunCompiled>([
    ['interpreter', (program, { packet, ...surroundings }) => execute(program, packet, surroundings)],
    ['wasm', (program, environment) => (compiled ??= createCompiledRunner())(program, environment)],
  ])
}

function requestAnswerer(usual: RunContext): (request: Fields) => Answer {
  const engines = createEngines()
  return (request) => {
    const name = stringField(request, 'engine', 'interpreter')
    const engine = engines.get(name)
    if (engine === undefined) {
      const names = [...engines.keys()].map((each) => `"${each}"`).join(' and ')
      throw new MalformedRequest(`there is no engine "${name}"; there are ${names}`)
    }
    return answerRun(request, usual, engine)
  }
}

function answerRun(request: Fields, usual: RunContext, runProgram: RunCompiled): Answer {
  const program = programField(request, 'insns')
  const context = stringField(request, 'context', usual)
  if (!isRunContext(context)) throw new MalformedRequest('"context" must be "socket" or "seccomp"')
  if (context === 'seccomp') return answerSyscall(request, program, runProgram)
  const packet = packetField(request)
  const flavour = stringField(request, 'flavour', 'linux')
  if (!isFlavour(flavour)) throw new MalformedRequest('"flavour" must be "linux" or "libpcap"')
  const metadata = metadataField(request)
  const check = checkProgram(program)
  if (!check.ok) return { attach: 'EINVAL', reason: refusal(check.error) }
  const { verdict, steps } = runProgram(program, { packet, flavour, metadata })
  return { attach: 'ok', verdict, steps }
}

/** Hex digits without anything between them; none at all is an empty packet. */
function packetField(request: Fields): Uint8Array {
  const hex = stringField(request, 'packet')
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(hex)) throw new MalformedRequest('"packet" must be hex, two digits a byte')
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

function metadataField(request: Fields): Metadata {
  const skb = request['skb'] ?? {}
  if (!isFields(skb)) throw new MalformedRequest('"skb" must be an object')
  const metadata: Partial<Record<keyof Metadata, number>> = {}
  for (const [name, value] of Object.entries(skb)) {
    if (computed.includes(name)) throw new MalformedRequest(`"skb": ${name} is looked up in the packet, not stated`)
    const key = metadataNames.get(name)
    if (key === undefined) throw new MalformedRequest(`"skb" has no "${name}"`)
    metadata[key] = unsigned(value, LARGEST, `${name} of "skb"`)
  }
  return { ...defaultMetadata, ...metadata }
}
