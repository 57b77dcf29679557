/**
 * Programs over packets by the WebAssembly bulk filter and by the interpreter: verdicts, runs that were stopped, steps
 * and how often each instruction ran, side by side.
 */
import { formatDecimal, type Flavour, type Program } from '../../src/bpf/index.ts'
import type { Columns } from '../../src/jit/index.ts'
import {
  READABLE_BYTES,
  WORKSPACE_BYTES,
  createBulkFilter,
  createCountingFilter,
  interpretBulk,
  needOf,
  type BulkFilter,
  type BulkMemory,
  type BulkSettings,
  type CountingFilter,
  type PacketTables,
} from '../../src/playground/bulk-filter.ts'
import { putHead } from '../../src/playground/head-columns.ts'
import {
  DEFAULT_STEP_LIMIT,
  createState,
  isConditional,
  jumpHolds,
  step,
  verdictOf,
  type Metadata,
} from '../../src/vm/index.ts'

const PAGE = 65_536
const STEP_LIMIT = 3000
/** Packets in columns are cut. */
const CUT = 24
const columnsOf = (count: number): Columns => ({ kind: 'columns', bytes: CUT, stride: count * 4 })

export interface BulkCase {
  readonly program: Program
  readonly packets: readonly Uint8Array[]
  readonly flavour: Flavour
  readonly netoff: number
  readonly metadata: Metadata
}

/** Bytes that packets were longer on the wire: what `len` says and what is there are two things. */
const BEYOND = 7

/** Packets laid one behind the other from the tables on, and behind the last no more than there must be. */
function layIn(packets: readonly Uint8Array[], beyond = BEYOND): { place: BulkMemory; tables: PacketTables } {
  const count = packets.length
  const start = WORKSPACE_BYTES + count * 20
  const total = start + packets.reduce((sum, { length }) => sum + length, READABLE_BYTES)
  const memory = new WebAssembly.Memory({ initial: Math.ceil(total / PAGE) })
  const at = (column: number): number => WORKSPACE_BYTES + column * count * 4
  const tables = { packets: at(0), caplens: at(1), wirelens: at(2), verdicts: at(3), steps: at(4) }
  const words = (address: number): Uint32Array => new Uint32Array(memory.buffer, address, count)
  const bytes = new Uint8Array(memory.buffer)
  let end = start
  for (const [index, packet] of packets.entries()) {
    words(tables.packets)[index] = end
    words(tables.caplens)[index] = packet.length
    words(tables.wirelens)[index] = packet.length + beyond
    bytes.set(packet, end)
    end += packet.length
  }
  return { place: { memory, workspace: 0 }, tables }
}

interface Told {
  readonly matches: number
  readonly verdicts: readonly number[]
  readonly stopped: number
}

interface Counted extends Told {
  readonly steps: readonly number[]
  readonly worst: number
  readonly executed: readonly number[]
  readonly taken: readonly number[]
}

function settingsOf({ flavour, netoff, metadata }: BulkCase): BulkSettings {
  return { flavour, netoff, metadataOf: () => metadata, stepLimit: STEP_LIMIT }
}

/** What whole packets come to by the compiled program; runs may be as long as the kernel's. */
export function bulkVerdicts(each: BulkCase): readonly number[] {
  const { place, tables } = layIn(each.packets, 0)
  const count = each.packets.length
  createBulkFilter(each.program, place, { ...settingsOf(each), stepLimit: DEFAULT_STEP_LIMIT }).filter(tables, 0, count)
  return [...new Uint32Array(place.memory.buffer, tables.verdicts, count)]
}

/** Null where all agree in everything, else what they say. */
export function bulkDifference(each: BulkCase): string | null {
  const { program, packets } = each
  const settings = settingsOf(each)
  const count = packets.length
  const { place, tables } = layIn(packets)
  const words = (address: number): Uint32Array => new Uint32Array(place.memory.buffer, address, count)
  const clear = (): void => {
    words(tables.verdicts).fill(0xdeadbeef)
    words(tables.steps).fill(0xdeadbeef)
  }
  const told = (filter: Pick<BulkFilter, 'filter' | 'stopped'>): Told => {
    clear()
    const matches = filter.filter(tables, 0, count)
    return { matches, verdicts: [...words(tables.verdicts)], stopped: filter.stopped() }
  }
  const toldCounted = (filter: CountingFilter): Counted => {
    const all = told(filter)
    const { worst, executed, taken } = filter.counts()
    return { ...all, steps: [...words(tables.steps)], worst, executed: [...executed], taken: [...taken] }
  }
  const expected = toldCounted(interpretBulk(program, place, settings))
  const { matches, verdicts, stopped } = expected
  const columns = columnsOf(count)
  const need = needOf(program, settings, columns)
  const answers: readonly (readonly [string, object, object])[] = [
    ['steps', stepByStep(each), expected],
    ['counting', toldCounted(createCountingFilter(program, place, settings)), expected],
    ['plain', told(createBulkFilter(program, place, settings)), { matches, verdicts, stopped }],
    ...(need === 'whole'
      ? []
      : [
          ['cut, interpreted', ofCut(interpretBulk), { matches, verdicts, stopped }] as const,
          ['cut', ofCut(createBulkFilter), { matches, verdicts, stopped }] as const,
          ['cut, counting', ofCutCounted(), expected] as const,
        ]),
  ]
  const wrong = answers.filter(([, got, wanted]) => JSON.stringify(got) !== JSON.stringify(wanted))
  if (wrong.length === 0) return null
  const text = formatDecimal(program).trimEnd().replaceAll('\n', ',')
  return wrong
    .map(([name, got, wanted]) => `${name}: ${different(got, wanted)}`)
    .concat(`${each.flavour} ${text}`)
    .join('\n  ')

  /** With packets cut short, and those whole afterwards that this was not enough for. */
  function ofCut(create: (...all: Parameters<typeof createBulkFilter>) => BulkFilter): Told {
    const { place, tables, heads } = cutShort(packets)
    const { filter, filterHeads, unfinished, stopped } = create(program, place, { ...settings, columns })
    let matches = filterHeads(heads, 0, count)
    for (const index of need === 'no more' ? [] : unfinished()) matches += filter(tables, index, 1)
    return { matches, verdicts: [...new Uint32Array(place.memory.buffer, tables.verdicts, count)], stopped: stopped() }
  }

  /** The same counted: it is found out before which packets the beginnings are not enough for. */
  function ofCutCounted(): Counted {
    const { place, tables, heads } = cutShort(packets)
    const scout = createBulkFilter(program, place, { ...settings, columns })
    scout.filterHeads(heads, 0, count)
    const whole = new Set(need === 'no more' ? [] : scout.unfinished())
    const { filter, filterHeads, counts, stopped } = createCountingFilter(program, place, { ...settings, columns })
    for (let index = 0; index < count; index++) {
      if (whole.has(index)) filter(tables, index, 1)
      else filterHeads(heads, index, 1)
    }
    const table = (address: number): number[] => [...new Uint32Array(place.memory.buffer, address, count)]
    const { matches, worst, executed, taken } = counts()
    const [verdicts, steps] = [table(tables.verdicts), table(tables.steps)]
    return { matches, verdicts, stopped: stopped(), steps, worst, executed: [...executed], taken: [...taken] }
  }
}

/** Whole packets, and their beginnings in columns at the very end of the memory. */
function cutShort(packets: readonly Uint8Array[]) {
  const count = packets.length
  const columns = columnsOf(count)
  const { place, tables } = layIn(packets)
  const { memory } = place
  const size = (CUT / 4) * columns.stride
  memory.grow(Math.ceil((size + count * 4) / PAGE))
  const at = memory.buffer.byteLength - size
  const heads = { ...tables, packets: at, caplens: at - count * 4 }
  const view = new DataView(memory.buffer)
  // Behind a short packet's bytes there may be anything.
  new Uint8Array(memory.buffer, at, size).fill(0xa5)
  for (const [index, { length }] of packets.entries()) {
    const cut = Math.min(length, CUT)
    putHead(view, view.getUint32(tables.packets + index * 4, true), cut, at + index * 4, columns)
    view.setUint32(heads.caplens + index * 4, cut, true)
  }
  return { place, tables, heads }
}

/** What differs, of answers that have the same properties. */
function different(got: object, wanted: object): string {
  const other = new Map<string, unknown>(Object.entries(wanted))
  return Object.entries(got)
    .map(([name, value]) => [name, JSON.stringify(value), JSON.stringify(other.get(name))] as const)
    .filter(([, mine, theirs]) => mine !== theirs)
    .map(([name, mine, theirs]) => `${name} ${mine} instead of ${theirs}`)
    .join('; ')
}

/** By the interpreter, one step at a time. */
function stepByStep({ program, packets, flavour, netoff, metadata }: BulkCase): Counted {
  const executed = program.map(() => 0)
  const taken = program.map(() => 0)
  const all = packets.map((packet) => {
    const state = createState()
    const environment = { packet, metadata: { ...metadata, netoff, len: packet.length + BEYOND }, flavour }
    while (state.outcome === null && state.steps < STEP_LIMIT) {
      const { pc, a, x } = state
      const instruction = program[pc]
      if (instruction !== undefined) {
        executed[pc] = (executed[pc] ?? 0) + 1
        if (isConditional(instruction) && jumpHolds(instruction, a, x)) taken[pc] = (taken[pc] ?? 0) + 1
      }
      step(program, environment, state)
    }
    return state
  })
  const verdicts = all.map(({ outcome }) => (outcome === null ? 0 : verdictOf(outcome)))
  const steps = all.map((state) => state.steps)
  return {
    matches: verdicts.filter((verdict) => verdict !== 0).length,
    verdicts,
    stopped: all.filter(({ outcome }) => outcome === null).length,
    steps,
    worst: Math.max(...steps),
    executed,
    taken,
  }
}
