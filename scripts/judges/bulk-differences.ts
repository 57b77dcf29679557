/**
 * Programs over packets by the WebAssembly bulk filter and by the interpreter: verdicts, runs that were stopped, steps
 * and how often each instruction ran, side by side.
 */
import { checkProgram, formatDecimal, type Flavour, type Program } from '../../src/bpf/index.ts'
import {
  createBulkFilter,
  createCountingFilter,
  interpretBulk,
  type BulkSettings,
  type PacketTables,
} from '../../src/playground/bulk-filter.ts'
import { createState, defaultMetadata, step, type Metadata } from '../../src/vm/index.ts'

const PAGE = 65_536
const STEP_LIMIT = 3000

export interface BulkCase {
  readonly program: Program
  readonly packets: readonly Uint8Array[]
  readonly flavour: Flavour
  readonly netoff: number
  readonly metadata: Metadata
}

/** Packets laid one behind the other from the tables on; the last ends where the memory's used part does. */
function layIn(packets: readonly Uint8Array[], program: Program): { tables: PacketTables; counters: number } {
  const count = packets.length
  const counters = count * 16
  const start = counters + program.length * 16 + 16
  const total = start + packets.reduce((sum, { length }) => sum + length, 0)
  const memory = new WebAssembly.Memory({ initial: Math.ceil(total / PAGE) })
  const words = new Uint32Array(memory.buffer, 0, count * 4)
  const bytes = new Uint8Array(memory.buffer)
  let at = start
  for (const [index, packet] of packets.entries()) {
    words[index] = at
    words[count + index] = packet.length
    // On the wire it was longer: what `len` says and what is there are two things.
    words[2 * count + index] = packet.length + 7
    bytes.set(packet, at)
    at += packet.length
  }
  const tables = { memory, offsets: 0, caplens: count * 4, wirelens: count * 8, verdicts: count * 12 }
  return { tables, counters }
}

interface Told {
  readonly verdicts: readonly number[]
  readonly stopped: number
  readonly steps: number
  readonly worst: number
  readonly executed: readonly number[]
}

function settingsOf({ flavour, netoff, metadata }: BulkCase): BulkSettings {
  return { flavour, netoff, metadataOf: () => metadata, stepLimit: STEP_LIMIT }
}

/** Null where both agree in everything, else what they say. */
export function bulkDifference(each: BulkCase): string | null {
  const { program, packets } = each
  const settings = settingsOf(each)
  const { tables, counters } = layIn(packets, program)
  const verdicts = (): number[] => [...new Uint32Array(tables.memory.buffer, tables.verdicts, packets.length)]
  const clear = (): void => {
    new Uint32Array(tables.memory.buffer, tables.verdicts, packets.length).fill(0xdeadbeef)
  }
  clear()
  const interpreter = interpretBulk(program, tables, settings)
  const matches = interpreter.filter(0, packets.length)
  const expected = { ...counted(each), verdicts: verdicts(), stopped: interpreter.stopped() }
  clear()
  const plain = createBulkFilter(program, tables, settings)
  const plainMatches = plain.filter(0, packets.length)
  const ofPlain = { verdicts: verdicts(), stopped: plain.stopped() }
  clear()
  const counting = createCountingFilter(program, tables, settings, counters)
  const countedMatches = counting.filter(0, packets.length)
  const { steps, worst, executed } = counting.counts()
  const ofCounting: Told = { verdicts: verdicts(), stopped: counting.stopped(), steps, worst, executed: [...executed] }
  const wrong = [
    ...(same(ofPlain, { verdicts: expected.verdicts, stopped: expected.stopped }) ? [] : ['plain']),
    ...(same(ofCounting, expected) ? [] : ['counting']),
    ...(plainMatches === matches && countedMatches === matches ? [] : ['matches']),
  ]
  if (wrong.length === 0) return null
  const text = formatDecimal(program).trimEnd().replaceAll('\n', ',')
  return `${wrong.join(', ')}: ${each.flavour} ${text}\n  expected ${JSON.stringify(expected)}\n  plain    ${JSON.stringify(ofPlain)}\n  counting ${JSON.stringify(ofCounting)}`
}

/** By the interpreter, one step at a time. */
function counted({ program, packets, flavour, netoff, metadata }: BulkCase): Omit<Told, 'verdicts' | 'stopped'> {
  const executed = program.map(() => 0)
  let steps = 0
  let worst = 0
  for (const packet of packets) {
    const state = createState()
    const environment = { packet, metadata: { ...metadata, netoff, len: packet.length + 7 }, flavour }
    while (state.outcome === null && state.steps < STEP_LIMIT) {
      executed[state.pc] = (executed[state.pc] ?? 0) + 1
      step(program, environment, state)
    }
    steps += state.steps
    worst = Math.max(worst, state.steps)
  }
  return { steps, worst, executed }
}

function same(a: object, b: object): boolean {
  const sorted = (value: object): string => JSON.stringify(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
  return sorted(a) === sorted(b)
}

/** Those of the cases that the kernel would load, sixteen packets each: its own and those of its neighbours. */
export function bulkCases(
  cases: readonly { readonly program: Program; readonly packet: Uint8Array }[],
  flavour: Flavour,
): BulkCase[] {
  const metadata = { ...defaultMetadata, cpu: 3, rand: 0x9e3779b9, mark: 7, vlan_tci: 0x2005, vlan_avail: 1 }
  return cases.flatMap(({ program }, index) => {
    if (!checkProgram(program).ok) return []
    const packets = Array.from({ length: 16 }, (_, i) => cases[(index + i) % cases.length]?.packet ?? new Uint8Array())
    return [{ program, packets, flavour, netoff: index % 3 === 0 ? 14 : 0, metadata }]
  })
}
