/**
 * One program over many packets that lie in a WebAssembly memory: compiled to WebAssembly, or
 * interpreted where that is not to be had. Both are used the same way and give the same verdicts.
 *
 * The packets and their tables belong to the caller; see `PacketTables`.
 *
 * Left out on purpose: reading captures and choosing what to filter when. Workers do that.
 */
import { invariant } from '../base/index.ts'
import { type Flavour, type Program } from '../bpf/index.ts'
import { compileBulk } from '../jit/index.ts'
import { DEFAULT_STEP_LIMIT, readExtension, run, verdictOf, type Metadata } from '../vm/index.ts'

/** The most packets that one call filters. An engine optimizes a loop once it has been entered a few times. */
export const MAX_BULK_PACKETS = 16_384

/**
 * Addresses in one memory of tables of unsigned 32-bit numbers, little-endian, each of one number for each packet and
 * each at a multiple of four. Packets are shorter than 2^31 bytes.
 */
export interface PacketTables {
  readonly memory: WebAssembly.Memory
  /** Address of the packet's first byte. */
  readonly offsets: number
  /** Bytes of the packet that are there. */
  readonly caplens: number
  /** Bytes that it had on the wire: what `len` gives. */
  readonly wirelens: number
  /** Where the verdicts go: bytes to keep at most, 0 where the packet is dropped. */
  readonly verdicts: number
}

export interface BulkSettings {
  readonly flavour: Flavour
  /** Byte of every packet where its network header starts; 14 on Ethernet. */
  readonly netoff: number
  /** What is known of packet `index` beside its bytes. Asked for only where the program reads it. */
  readonly metadataOf: (index: number, packet: Uint8Array) => Metadata
  /** Instructions that a run takes at most; one that has not ended by then is dropped, and counted. */
  readonly stepLimit?: number
}

export interface BulkFilter {
  /**
   * Filters packets `first` to `first + count - 1`, at most MAX_BULK_PACKETS, writes a verdict for each and gives the
   * number of those that match.
   */
  readonly filter: (first: number, count: number) => number
  /** Runs so far that were stopped at the step limit; their verdict is 0. */
  readonly stopped: () => number
}

/** What a filter that counts knows after its runs. */
export interface BulkCounts {
  /** Instructions executed in all, and the most that one packet took. */
  readonly steps: number
  readonly worst: number
  /** For each instruction how often it was executed. */
  readonly executed: Float64Array
  /** For each conditional jump how often its test held; for other instructions 0. */
  readonly taken: Float64Array
}

export interface CountingFilter extends BulkFilter {
  readonly counts: () => BulkCounts
}

/** Throws where the platform does not compile WebAssembly; `interpretBulk` does without. */
export function createBulkFilter(program: Program, tables: PacketTables, settings: BulkSettings): BulkFilter {
  const { exports } = instantiate(program, tables, settings, false)
  const { offsets, caplens, wirelens, verdicts } = tables
  return {
    filter: (first, count) => {
      checkCount(count)
      return exports.filter(first, count, offsets, caplens, wirelens, verdicts)
    },
    stopped: () => Number(exports.stopped.value),
  }
}

/**
 * The same, with counters. They lie in the memory too, from `counters` on, a multiple of eight: at most 16 bytes for
 * each instruction, which this function sets to 0.
 */
export function createCountingFilter(
  program: Program,
  tables: PacketTables,
  settings: BulkSettings,
  counters: number,
): CountingFilter {
  const { exports, module } = instantiate(program, tables, settings, true)
  const layout = module.counters
  invariant(layout !== null && layout.count <= 2 * program.length, 'two counters an instruction suffice')
  new Uint32Array(tables.memory.buffer, counters, layout.count * 2).fill(0)
  const { offsets, caplens, wirelens, verdicts } = tables
  const read = (places: Int32Array) => {
    const words = new Uint32Array(tables.memory.buffer, counters, layout.count * 2)
    const at = (place: number) => (words[place * 2] ?? 0) + (words[place * 2 + 1] ?? 0) * 2 ** 32
    return Float64Array.from(places, (place) => (place < 0 ? 0 : at(place)))
  }
  return {
    filter: (first, count) => {
      checkCount(count)
      return exports.filter(first, count, offsets, caplens, wirelens, verdicts, counters)
    },
    stopped: () => Number(exports.stopped.value),
    counts: () => ({
      steps: Number(exports.steps?.value),
      worst: Number(exports.worst?.value),
      executed: read(layout.executed),
      taken: read(layout.taken),
    }),
  }
}

/** The same verdicts without WebAssembly: for the first packets, and where it is not to be had. */
export function interpretBulk(program: Program, tables: PacketTables, settings: BulkSettings): BulkFilter {
  const { flavour, stepLimit = DEFAULT_STEP_LIMIT } = settings
  let stopped = 0
  return {
    filter: (first, count) => {
      checkCount(count)
      const { buffer } = tables.memory
      const verdicts = new Uint32Array(buffer, tables.verdicts)
      const wirelens = new Uint32Array(buffer, tables.wirelens)
      let matches = 0
      for (let index = first; index < first + count; index++) {
        const packet = packetAt(tables, index)
        const metadata = { ...settings.metadataOf(index, packet), netoff: settings.netoff, len: wirelens[index] ?? 0 }
        const { outcome } = run(program, { packet, metadata, flavour }, stepLimit)
        invariant(outcome !== null, 'a run ends')
        if (outcome.kind === 'step-limit') stopped++
        const verdict = verdictOf(outcome)
        verdicts[index] = verdict
        if (verdict !== 0) matches++
      }
      return matches
    },
    stopped: () => stopped,
  }
}

interface Exports {
  readonly filter: (...numbers: number[]) => number
  readonly stopped: WebAssembly.Global
  readonly steps?: WebAssembly.Global
  readonly worst?: WebAssembly.Global
}

function instantiate(program: Program, tables: PacketTables, settings: BulkSettings, counted: boolean) {
  const { flavour, netoff, metadataOf, stepLimit = DEFAULT_STEP_LIMIT } = settings
  const { memory } = tables
  // Without the name SharedArrayBuffer, which is not there in pages that may not share.
  const shared = Object.prototype.toString.call(memory.buffer) === '[object SharedArrayBuffer]'
  const module = compileBulk(program, { flavour, netoff, stepLimit, counted, shared })
  const extension = (index: number, k: number, a: number, x: number) => {
    const packet = packetAt(tables, index)
    const metadata = metadataOf(index, packet)
    return readExtension(k >>> 0, { a: a >>> 0, x: x >>> 0 }, { packet, metadata: { ...metadata, netoff } })
  }
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes), {
    env: { memory, ...(module.asksForExtension ? { extension } : {}) },
  })
  return { module, exports: exports as unknown as Exports }
}

function packetAt({ memory, offsets, caplens }: PacketTables, index: number): Uint8Array {
  const [offset = 0] = new Uint32Array(memory.buffer, offsets + index * 4, 1)
  const [caplen = 0] = new Uint32Array(memory.buffer, caplens + index * 4, 1)
  return new Uint8Array(memory.buffer, offset, caplen)
}

function checkCount(count: number): void {
  invariant(count >= 0 && count <= MAX_BULK_PACKETS, `a call filters at most ${MAX_BULK_PACKETS} packets`)
}
