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
import { asksForExtension, compileBulk, reachOf, type BulkOptions } from '../jit/index.ts'
import { DEFAULT_STEP_LIMIT, readExtension, type Metadata } from '../vm/index.ts'
import { countingRun, noCounts, type ProgramCounts } from './count-packets.ts'

/** The most packets that one call filters. An engine optimizes a loop once it has been entered a few times. */
export const MAX_BULK_PACKETS = 16_384

/**
 * Bytes of the list of packets that a filter has not finished, of what a program needs beside its packets, and of
 * counters: 16 for each instruction.
 */
const LIST_BYTES = MAX_BULK_PACKETS * 4
const ROOM_BYTES = 256 * 1024
const COUNTER_BYTES = 1024 * 1024
/** Bytes that filters need in the memory for themselves: one that counts, and one that does not. */
export const WORKSPACE_BYTES = LIST_BYTES + ROOM_BYTES + COUNTER_BYTES

/** Bytes of memory, whatever they are, that there must be from each packet's first on. */
export const READABLE_BYTES = 1024

/**
 * Addresses in a memory of tables of unsigned 32-bit numbers, little-endian, each of one number for each packet and
 * each at a multiple of four. Packets are shorter than 2^31 bytes.
 */
export interface PacketTables {
  /** Address of the packet's first byte. */
  readonly offsets: number
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
  /** A packet of just so many bytes may be the beginning of a longer one. Only where `needOf` says `beginning`. */
  readonly cutAt?: number
}

export interface BulkFilter {
  /**
   * Filters packets `first` to `first + count - 1`, at most MAX_BULK_PACKETS, writes a verdict for each and gives the
   * number of those that match.
   */
  readonly filter: (tables: PacketTables, first: number, count: number) => number
  /**
   * Of the last call, the packets that are cut and whose run ended where it asked for more. They have the verdict 0;
   * what it really is takes the whole packet.
   */
  readonly unfinished: () => Uint32Array
  /** Runs so far that were stopped at the step limit; their verdict is 0. */
  readonly stopped: () => number
}

export interface CountingFilter extends Omit<BulkFilter, 'unfinished'> {
  readonly counts: () => ProgramCounts
}

/**
 * What a program needs of packets of which the first `bytes` are at hand: no more than these in any case, these and for
 * some packets more, or whole packets, since it asks for what the kernel finds in them.
 */
export function needOf(program: Program, { flavour, netoff }: BulkSettings, bytes: number) {
  if (asksForExtension(program, flavour)) return 'whole'
  return reachOf(program, { flavour, netoff }) <= bytes ? 'no more' : 'beginning'
}

/** Whether a program looks at lengths on the wire; for one that does not, their table may hold anything. */
export function readsLength(program: Program): boolean {
  return program.some(({ code }) => code === 0x80 || code === 0x81)
}

/** Throws where the platform does not compile WebAssembly; `interpretBulk` does without. */
export function createBulkFilter(program: Program, place: BulkMemory, settings: BulkSettings): BulkFilter {
  const { cutAt = null } = settings
  const { exports } = instantiate(program, place, settings, { counted: false, cutAt })
  const { memory, workspace } = place
  return {
    filter: (tables, first, count) => {
      checkCount(count)
      const { offsets, caplens, wirelens, verdicts } = tables
      if (exports.unfinished !== undefined) exports.unfinished.value = 0
      return exports.filter(first, count, offsets, caplens, wirelens, verdicts, workspace)
    },
    unfinished: () => new Uint32Array(memory.buffer, workspace, Number(exports.unfinished?.value ?? 0)).slice(),
    stopped: () => Number(exports.stopped.value),
  }
}

/**
 * The same for packets that are whole, or of which it asks no more, with what it did counted. Counts begin at 0. Throws
 * a RangeError for programs of more than 65,536 instructions.
 */
export function createCountingFilter(program: Program, place: BulkMemory, settings: BulkSettings): CountingFilter {
  const { exports, module } = instantiate(program, place, settings, { counted: true, cutAt: null })
  const { memory } = place
  const counters = place.workspace + LIST_BYTES + ROOM_BYTES
  const layout = module.counters
  invariant(layout !== null, 'a filter that counts has counters')
  if (layout.count * 8 > COUNTER_BYTES) throw new RangeError('There is no room for so many counters.')
  new Uint32Array(memory.buffer, counters, layout.count * 2).fill(0)
  const read = (places: Int32Array): Float64Array => {
    const words = new Uint32Array(memory.buffer, counters, layout.count * 2)
    const at = (place: number): number => (words[place * 2] ?? 0) + (words[place * 2 + 1] ?? 0) * 2 ** 32
    return Float64Array.from(places, (place) => (place < 0 ? 0 : at(place)))
  }
  const done = { packets: 0, matches: 0 }
  return {
    filter: ({ offsets, caplens, wirelens, verdicts, steps }, first, count) => {
      checkCount(count)
      const matches = exports.filter(first, count, offsets, caplens, wirelens, verdicts, counters, steps)
      done.packets += count
      done.matches += matches
      return matches
    },
    stopped: () => Number(exports.stopped.value),
    counts: () => ({
      ...done,
      steps: Number(exports.steps?.value),
      worst: Number(exports.worst?.value),
      executed: read(layout.executed),
      taken: read(layout.taken),
    }),
  }
}

/** The same answers without WebAssembly. */
export function interpretBulk(
  program: Program,
  { memory }: BulkMemory,
  settings: BulkSettings,
): BulkFilter & CountingFilter {
  const { flavour, netoff, metadataOf, stepLimit = DEFAULT_STEP_LIMIT, cutAt } = settings
  const counts = noCounts(program)
  const run = countingRun(program, counts, stepLimit)
  let stopped = 0
  let unfinished: number[] = []
  return {
    filter: (tables, first, count) => {
      checkCount(count)
      unfinished = []
      const before = counts.matches
      const table = (address: number): Uint32Array => new Uint32Array(memory.buffer, address, first + count)
      const [verdicts, steps, wirelens] = [table(tables.verdicts), table(tables.steps), table(tables.wirelens)]
      for (let index = first; index < first + count; index++) {
        const packet = packetAt(memory, tables, index)
        const len = wirelens[index] ?? 0
        const end = run({ packet, metadata: { ...metadataOf(packet, len), netoff, len }, flavour })
        if (end.outcome.kind === 'step-limit') stopped++
        else if (end.outcome.kind !== 'returned' && packet.length === cutAt) unfinished.push(index)
        verdicts[index] = end.verdict
        steps[index] = end.steps
      }
      return counts.matches - before
    },
    unfinished: () => Uint32Array.from(unfinished),
    stopped: () => stopped,
    counts: () => counts,
  }
}

interface Exports {
  readonly filter: (...numbers: number[]) => number
  readonly stopped: WebAssembly.Global
  readonly steps?: WebAssembly.Global
  readonly worst?: WebAssembly.Global
  readonly unfinished?: WebAssembly.Global
}

function instantiate(
  program: Program,
  { memory, workspace }: BulkMemory,
  settings: BulkSettings,
  variant: { readonly counted: boolean; readonly cutAt: number | null },
) {
  const { flavour, netoff, metadataOf, stepLimit = DEFAULT_STEP_LIMIT } = settings
  // Without the name SharedArrayBuffer, which is not there in pages that may not share.
  const shared = Object.prototype.toString.call(memory.buffer) === '[object SharedArrayBuffer]'
  const room = { address: workspace + LIST_BYTES, size: ROOM_BYTES }
  const options = { ...variant, flavour, netoff, stepLimit, room, readable: READABLE_BYTES, shared }
  const { module, compiled } = compiledWithin(program, options)
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

function packetAt(memory: WebAssembly.Memory, { offsets, caplens }: PacketTables, index: number): Uint8Array {
  const [offset = 0] = new Uint32Array(memory.buffer, offsets + index * 4, 1)
  const [caplen = 0] = new Uint32Array(memory.buffer, caplens + index * 4, 1)
  return new Uint8Array(memory.buffer, offset, caplen)
}

function checkCount(count: number): void {
  invariant(count >= 0 && count <= MAX_BULK_PACKETS, `a call filters at most ${MAX_BULK_PACKETS} packets`)
}
