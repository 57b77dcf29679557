/**
 * One program over many packets that lie in a WebAssembly memory: compiled to WebAssembly, or
 * interpreted where that is not to be had. Both are used the same way and give the same answers.
 *
 * The packets and their tables belong to the caller; see `PacketTables`.
 *
 * Left out on purpose: reading captures and choosing what to filter when. Workers do that.
 */
import { invariant } from '../base/index.ts'
import { type Flavour, type Program } from '../bpf/index.ts'
import {
  asksForExtension,
  compileBulk,
  reachOf,
  type BulkModule,
  type BulkOptions,
  type Columns,
} from '../jit/index.ts'
import { DEFAULT_STEP_LIMIT, readExtension, type Metadata } from '../vm/index.ts'
import { MAX_BULK_PACKETS, copyHead, heads } from './head-columns.ts'
import { countingRun, noCounts, type ProgramCounts } from './count-packets.ts'

/**
 * Bytes of the list of packets that a filter has not finished, of what a program needs beside its packets, and of
 * counters: 16 for each instruction.
 */
const LIST_BYTES = MAX_BULK_PACKETS * 4
const ROOM_BYTES = 256 * 1024
const COUNTER_BYTES = 1024 * 1024
/** Bytes that filters need in the memory for themselves: one that counts, and one that does not. */
export const WORKSPACE_BYTES = LIST_BYTES + ROOM_BYTES + COUNTER_BYTES

/** Bytes of memory, whatever they are, that there must be from each whole packet's first on. */
export const READABLE_BYTES = 1024

/**
 * Addresses in a memory of tables of unsigned 32-bit numbers, little-endian, each of one number for each packet and
 * each at a multiple of four. Packets are shorter than 2^31 bytes.
 */
export interface PacketTables {
  /** Address of the packet's first byte. Of packets in columns not a table of addresses but the first column. */
  readonly packets: number
  /** Bytes of the packet that are there. */
  readonly caplens: number
  /** Bytes that it had on the wire: what `len` gives. */
  readonly wirelens: number
  /** Where the verdicts go: bytes to keep at most, 0 where the packet is dropped. */
  readonly verdicts: number
  /** Where a filter that counts leaves the instructions that each packet took. */
  readonly steps: number
}

/** A memory, and where in it a filter has WORKSPACE_BYTES for itself, from a multiple of eight on. */
export interface BulkMemory {
  readonly memory: WebAssembly.Memory
  readonly workspace: number
}

export interface BulkSettings {
  readonly flavour: Flavour
  /** Byte of every packet where its network header starts; 14 on Ethernet. */
  readonly netoff: number
  /** What is known of a packet of so many bytes on the wire beside its bytes. Asked for where the program reads it. */
  readonly metadataOf: (packet: Uint8Array, wirelen: number) => Metadata
  /** Instructions that a run takes at most; one that has not ended by then is dropped, and counted. */
  readonly stepLimit?: number
  /** Where beginnings of packets lie, if they are to be filtered too. */
  readonly columns?: Columns
}

export interface BulkFilter {
  /**
   * Filters packets `first` to `first + count - 1`, at most MAX_BULK_PACKETS, writes a verdict for each and gives the
   * number of those that match.
   */
  readonly filter: (tables: PacketTables, first: number, count: number) => number
  /** The same for the beginnings of packets, in columns; not for programs that need whole ones. */
  readonly filterHeads: (tables: PacketTables, first: number, count: number) => number
  /**
   * Of the last beginnings, those that fill the columns and whose run ended where it asked for more. They have the
   * verdict 0; what it really is takes the whole packet.
   */
  readonly unfinished: () => Uint32Array
  /** Runs so far that were stopped at the step limit; their verdict is 0. */
  readonly stopped: () => number
}

/** Of beginnings only those are counted right that are enough. */
export interface CountingFilter extends Omit<BulkFilter, 'unfinished'> {
  readonly counts: () => ProgramCounts
}

/**
 * What a program needs of packets of which the first bytes are at hand: no more than these in any case, these and for
 * some packets more, or whole packets, since it asks for what the kernel finds in them.
 */
export function needOf(program: Program, { flavour, netoff }: BulkSettings, { bytes }: Columns = heads) {
  if (asksForExtension(program, flavour)) return 'whole'
  return reachOf(program, { flavour, netoff }) <= bytes ? 'no more' : 'beginning'
}

/** Whether a program looks at lengths on the wire; for one that does not, their table may hold anything. */
export function readsLength(program: Program): boolean {
  return program.some(({ code }) => code === 0x80 || code === 0x81)
}

/** Throws where the platform does not compile WebAssembly; `interpretBulk` does without. */
export function createBulkFilter(program: Program, place: BulkMemory, settings: BulkSettings): BulkFilter {
  const { whole, ofHeads, all } = instancesOf(program, place, settings, false)
  const { memory, workspace } = place
  const run = ({ exports }: Instance, tables: PacketTables, first: number, count: number): number => {
    checkCount(count)
    const { packets, caplens, wirelens, verdicts } = tables
    return exports.run(first, count, packets, caplens, wirelens, verdicts, workspace)
  }
  return {
    filter: (tables, first, count) => run(whole(), tables, first, count),
    filterHeads: (tables, first, count) => {
      const { unfinished } = given(ofHeads).exports
      if (unfinished !== undefined) unfinished.value = 0
      return run(given(ofHeads), tables, first, count)
    },
    unfinished: () => {
      const count = Number(ofHeads?.exports.unfinished?.value ?? 0)
      return new Uint32Array(memory.buffer, workspace, count).slice()
    },
    stopped: () => sumOf(all(), ({ stopped }) => stopped),
  }
}

/**
 * The same with what it did counted. Counts begin at 0. Throws a RangeError for programs of more than 65,536
 * instructions.
 */
export function createCountingFilter(program: Program, place: BulkMemory, settings: BulkSettings): CountingFilter {
  const { whole, ofHeads, all } = instancesOf(program, place, settings, true)
  const { memory } = place
  const counters = place.workspace + LIST_BYTES + ROOM_BYTES
  const layout = (ofHeads ?? whole()).module.counters
  invariant(layout !== null, 'a filter that counts has counters')
  if (layout.count * 8 > COUNTER_BYTES) throw new RangeError('There is no room for so many counters.')
  new Uint32Array(memory.buffer, counters, layout.count * 2).fill(0)
  const read = (places: Int32Array): Float64Array => {
    const words = new Uint32Array(memory.buffer, counters, layout.count * 2)
    const at = (place: number): number => (words[place * 2] ?? 0) + (words[place * 2 + 1] ?? 0) * 2 ** 32
    return Float64Array.from(places, (place) => (place < 0 ? 0 : at(place)))
  }
  const done = { packets: 0, matches: 0 }
  const run = ({ exports }: Instance, tables: PacketTables, first: number, count: number): number => {
    checkCount(count)
    const { packets, caplens, wirelens, verdicts, steps } = tables
    const matches = exports.run(first, count, packets, caplens, wirelens, verdicts, counters, steps)
    done.packets += count
    done.matches += matches
    return matches
  }
  return {
    filter: (tables, first, count) => run(whole(), tables, first, count),
    filterHeads: (tables, first, count) => run(given(ofHeads), tables, first, count),
    stopped: () => sumOf(all(), ({ stopped }) => stopped),
    counts: () => ({
      ...done,
      steps: sumOf(all(), ({ steps }) => steps),
      worst: Math.max(...all().map(({ exports }) => Number(exports.worst?.value))),
      executed: read(layout.executed),
      taken: read(layout.taken),
    }),
  }
}

function sumOf(all: readonly Instance[], global: (exports: Exports) => WebAssembly.Global | undefined): number {
  return all.reduce((sum, { exports }) => sum + Number(global(exports)?.value), 0)
}

function given(instance: Instance | null): Instance {
  invariant(instance !== null, 'beginnings are filtered where the settings say how they lie, if they can be')
  return instance
}

/** The same answers without WebAssembly. */
export function interpretBulk(
  program: Program,
  { memory }: BulkMemory,
  settings: BulkSettings,
): BulkFilter & CountingFilter {
  const { flavour, netoff, metadataOf, stepLimit = DEFAULT_STEP_LIMIT, columns = heads } = settings
  const counts = noCounts(program)
  const run = countingRun(program, counts, stepLimit)
  let stopped = 0
  let unfinished: number[] = []
  const filter = (tables: PacketTables, first: number, count: number, packetAt: PacketAt): number => {
    checkCount(count)
    unfinished = []
    const before = counts.matches
    const table = (address: number): Uint32Array => new Uint32Array(memory.buffer, address, first + count)
    const [verdicts, steps, wirelens] = [table(tables.verdicts), table(tables.steps), table(tables.wirelens)]
    const caplens = table(tables.caplens)
    for (let index = first; index < first + count; index++) {
      const packet = packetAt(tables.packets + index * 4, caplens[index] ?? 0)
      const len = wirelens[index] ?? 0
      const end = run({ packet, metadata: { ...metadataOf(packet, len), netoff, len }, flavour })
      if (end.outcome.kind === 'step-limit') stopped++
      else if (end.outcome.kind !== 'returned' && packet.length === columns.bytes) unfinished.push(index)
      verdicts[index] = end.verdict
      steps[index] = end.steps
    }
    return counts.matches - before
  }
  return {
    filter: (tables, first, count) =>
      filter(tables, first, count, (place, length) => {
        const [address = 0] = new Uint32Array(memory.buffer, place, 1)
        return new Uint8Array(memory.buffer, address, length)
      }),
    filterHeads: (tables, first, count) =>
      filter(tables, first, count, (place, length) => {
        const head = new Uint8Array(length)
        copyHead(new Uint8Array(memory.buffer), place, length, head, 0, columns)
        return head
      }),
    unfinished: () => Uint32Array.from(unfinished),
    stopped: () => stopped,
    counts: () => counts,
  }
}

/** `place` is that of the packet's number in the table of addresses, or in the first column. */
type PacketAt = (place: number, length: number) => Uint8Array

interface Exports {
  readonly run: (...numbers: number[]) => number
  readonly stopped: WebAssembly.Global
  readonly steps?: WebAssembly.Global
  readonly worst?: WebAssembly.Global
  readonly unfinished?: WebAssembly.Global
}

interface Instance {
  readonly module: BulkModule
  readonly exports: Exports
}

/**
 * One for whole packets, and one for their beginnings where that is asked for and the program allows it. Where there is
 * the latter, the former is made when the first packet needs it, which for most programs is never. Both use the same
 * workspace: the same program has the same sets there, and counts in the same counters, wherever its packets lie.
 */
function instancesOf(program: Program, place: BulkMemory, settings: BulkSettings, counted: boolean) {
  const { columns } = settings
  const make = (layout: BulkOptions['layout']) => instantiate(program, place, settings, { counted, layout })
  const makeWhole = () => make({ kind: 'rows', readable: READABLE_BYTES })
  const ofHeads = columns === undefined || asksForExtension(program, settings.flavour) ? null : make(columns)
  let made = ofHeads === null ? makeWhole() : null
  const whole = (): Instance => (made ??= makeWhole())
  return { whole, ofHeads, all: () => [made, ofHeads].filter((each) => each !== null) }
}

function instantiate(
  program: Program,
  { memory, workspace }: BulkMemory,
  settings: BulkSettings,
  variant: Pick<BulkOptions, 'counted' | 'layout'>,
): Instance {
  const { flavour, netoff, metadataOf, stepLimit = DEFAULT_STEP_LIMIT } = settings
  // Without the name SharedArrayBuffer, which is not there in pages that may not share.
  const shared = Object.prototype.toString.call(memory.buffer) === '[object SharedArrayBuffer]'
  const room = { address: workspace + LIST_BYTES, size: ROOM_BYTES }
  const { module, compiled } = compiledWithin(program, { ...variant, flavour, netoff, stepLimit, room, shared })
  const extension = (address: number, caplen: number, wirelen: number, k: number, a: number, x: number) => {
    const packet = new Uint8Array(memory.buffer, address >>> 0, caplen)
    const metadata = metadataOf(packet, wirelen >>> 0)
    return readExtension(k >>> 0, { a: a >>> 0, x: x >>> 0 }, { packet, metadata: { ...metadata, netoff } })
  }
  const { exports } = new WebAssembly.Instance(compiled, {
    env: { memory, ...(module.asksForExtension ? { extension } : {}) },
  })
  return { module, exports: exports as unknown as Exports }
}

/** With vectors where the platform knows them. */
function compiledWithin(program: Program, options: Omit<BulkOptions, 'lanes'>) {
  const compile = (lanes: boolean) => {
    const module = compileBulk(program, { ...options, lanes })
    return { module, compiled: new WebAssembly.Module(module.bytes) }
  }
  try {
    return compile(true)
  } catch (error) {
    if (error instanceof Error && error.name === 'CompileError') return compile(false)
    throw error
  }
}

function checkCount(count: number): void {
  invariant(count >= 0 && count <= MAX_BULK_PACKETS, `a call filters at most ${MAX_BULK_PACKETS} packets`)
}
