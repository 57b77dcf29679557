/**
 * Our half of `npm run bench:bulk`, the same code in Node and in a browser's worker: a capture filtered as it lies in
 * its file, and from the beginnings of its packets in columns as a page keeps them.
 *
 * Left out on purpose: files, browsers and printing; bulk.mjs has these.
 */
import {
  CaptureReader,
  DEFAULT_SNAPLEN,
  HEAD_BYTES,
  MAX_BULK_PACKETS,
  READABLE_BYTES,
  WORKSPACE_BYTES,
  compileFilter,
  createBulkFilter,
  createCountingFilter,
  defaultMetadata,
  heads as columns,
  putHead,
  type BulkFilter,
  type BulkMemory,
  type BulkSettings,
  type PacketTables,
  type Program,
} from '../../src/playground/index.ts'
import { PacketStore } from '../../src/worker/packet-store.ts'

const PAGE = 65_536
const PIECE = 256 * 1024

const settings: BulkSettings = { flavour: 'libpcap', netoff: 14, metadataOf: () => defaultMetadata }

export interface Measured {
  /** Nanoseconds a packet, median of the rounds. */
  readonly nanoseconds: number
  readonly matches: number
}

/** The beginnings of a batch of packets, of which the first in the capture has this number. */
interface Group {
  readonly first: number
  readonly tables: PacketTables
  readonly count: number
}

/** A part of a pass that a worker of its own does. */
export interface Share {
  readonly program: Program
  readonly place: BulkMemory
  readonly groups: readonly Group[]
}

/** What came of a share: matches, and the packets that have to be run whole. */
export interface Outcome {
  readonly matches: number
  readonly unfinished: readonly number[]
}

export interface Colleague {
  readonly prepare: (share: Share) => Promise<unknown>
  readonly run: () => Promise<Outcome>
}

function programOf(expression: string): Program {
  const options = { linkType: 1, snaplen: DEFAULT_SNAPLEN, netmask: null, optimize: true }
  const compiled = compileFilter(expression, options)
  if (!compiled.ok) throw new Error(`the bench's own filter is wrong: ${expression}`)
  return compiled.value.program
}

export function prepareShare({ program, place, groups }: Share): () => Outcome {
  const { filterHeads, unfinished } = createBulkFilter(program, place, { ...settings, columns })
  return () => {
    const rest: number[] = []
    let matches = 0
    for (const { first, tables, count } of groups) {
      matches += filterHeads(tables, 0, count)
      for (const index of unfinished()) rest.push(first + index)
    }
    return { matches, unfinished: rest }
  }
}

/** The tables as they are from a packet on; answers are not kept, but written where those before were. */
function tablesFrom(tables: PacketTables, first: number): PacketTables {
  const { packets, caplens, wirelens } = tables
  return { ...tables, packets: packets + first * 4, caplens: caplens + first * 4, wirelens: wirelens + first * 4 }
}

function inBatches(first: number, count: number, filter: (first: number, count: number) => number): number {
  let matches = 0
  for (let at = first; at < first + count; at += MAX_BULK_PACKETS) {
    matches += filter(at, Math.min(MAX_BULK_PACKETS, first + count - at))
  }
  return matches
}

async function timed(packets: number, rounds: number, pass: () => Promise<number> | number): Promise<Measured> {
  const times: number[] = []
  let matches = 0
  // Two rounds first, in which the module is optimized.
  for (let round = -2; round < rounds; round++) {
    const start = performance.now()
    matches = await pass()
    if (round >= 0) times.push(performance.now() - start)
  }
  const [median = NaN] = times.sort((a, b) => a - b).slice(times.length >> 1)
  return { nanoseconds: (median * 1e6) / packets, matches }
}

export class BulkBench {
  readonly packets: number
  private readonly reader = new CaptureReader()
  private readonly heads: PacketStore
  private readonly whole: { readonly place: BulkMemory; readonly tables: PacketTables }
  private readonly shared: { readonly memory: WebAssembly.Memory; readonly groups: readonly Group[] } | null

  /** `file` is a pcap file; `isShared` whether workers may look into one memory here. */
  constructor(file: Uint8Array, isShared: boolean) {
    const { reader } = this
    const heads = (this.heads = new PacketStore(null))
    for (let at = 0; at < file.length; at += PIECE) {
      const piece = file.subarray(at, at + PIECE)
      heads.append(piece, reader)
    }
    reader.finish()
    this.packets = reader.packets.count
    this.whole = this.asInFile(file)
    this.shared = isShared ? this.cut(file) : null
  }

  /** As the packets lie in the file. */
  inFile(expression: string, rounds: number): Promise<Measured> {
    const { place, tables } = this.whole
    const filter = createBulkFilter(programOf(expression), place, settings)
    return timed(this.packets, rounds, () =>
      inBatches(0, this.packets, (first, count) => filter.filter(tablesFrom(tables, first), 0, count)),
    )
  }

  /** The same with everything counted. */
  counted(expression: string, rounds: number): Promise<Measured> {
    const { place, tables } = this.whole
    const filter = createCountingFilter(programOf(expression), place, settings)
    return timed(this.packets, rounds, () =>
      inBatches(0, this.packets, (first, count) => filter.filter(tablesFrom(tables, first), 0, count)),
    )
  }

  /** From the beginnings of the packets, as a page has them; whole packets for those that it is not enough for. */
  fromHeads(expression: string, rounds: number): Promise<Measured> {
    const { heads, packets } = this
    const filter = createBulkFilter(programOf(expression), heads.place, { ...settings, columns })
    return timed(packets, rounds, async () => {
      let matches = 0
      for (let at = 0; at < packets; at += MAX_BULK_PACKETS) {
        const batch = heads.heads(this.reader.packets, at, false)
        if (batch === null) throw new Error('there is no room for heads')
        matches += filter.filterHeads(batch.tables, 0, batch.count)
        matches += await this.filterWhole(
          filter,
          filter.unfinished().map((index) => at + index),
        )
      }
      return matches
    })
  }

  /** The same, shared out; null where there is nothing to share them in. */
  async shareOut(expression: string, rounds: number, colleagues: readonly Colleague[]): Promise<Measured | null> {
    if (this.shared === null) return null
    const { memory, groups } = this.shared
    const program = programOf(expression)
    const part = Math.ceil(groups.length / colleagues.length)
    const prepared = colleagues.map((colleague, index) => {
      const place = { memory, workspace: index * WORKSPACE_BYTES }
      return colleague.prepare({ program, place, groups: groups.slice(index * part, (index + 1) * part) })
    })
    await Promise.all(prepared)
    const filter = createBulkFilter(program, this.heads.place, settings)
    return timed(this.packets, rounds, async () => {
      const outcomes = await Promise.all(colleagues.map((colleague) => colleague.run()))
      const rest = outcomes.flatMap(({ unfinished }) => unfinished)
      const matches = outcomes.reduce((all, outcome) => all + outcome.matches, 0)
      return matches + (await this.filterWhole(filter, Uint32Array.from(rest)))
    })
  }

  private async filterWhole(filter: BulkFilter, rows: Uint32Array): Promise<number> {
    let matches = 0
    for (let at = 0; at < rows.length;) {
      await this.heads.whole(
        this.reader.packets,
        rows.subarray(at),
        () => 0,
        (batch) => {
          matches += filter.filter(batch.tables, 0, batch.count)
          at += batch.count
        },
      )
    }
    return matches
  }

  private asInFile(file: Uint8Array) {
    const start = WORKSPACE_BYTES + 5 * 4 * this.packets
    const memory = new WebAssembly.Memory({ initial: Math.ceil((start + file.length + READABLE_BYTES) / PAGE) })
    new Uint8Array(memory.buffer).set(file, start)
    const { columns } = this.reader.packets
    const tables = this.tablesIn(memory, WORKSPACE_BYTES, (row) => [
      start + (columns.offsets[row] ?? 0),
      columns.caplens[row] ?? 0,
    ])
    return { place: { memory, workspace: 0 }, tables }
  }

  /** The beginnings in a memory that can be shared, a group behind the other and room for workers before them. */
  private cut(file: Uint8Array) {
    const { packets } = this.reader
    const table = MAX_BULK_PACKETS * 4
    const size = (HEAD_BYTES / 4) * columns.stride + 4 * table
    const groups: Group[] = []
    const start = 16 * WORKSPACE_BYTES
    const count = Math.ceil(packets.count / MAX_BULK_PACKETS)
    const memory = new WebAssembly.Memory({
      initial: Math.ceil((start + count * size) / PAGE),
      maximum: PAGE,
      shared: true,
    })
    const view = new DataView(memory.buffer)
    const piece = new Uint8Array(memory.buffer, 0, HEAD_BYTES)
    for (let first = 0; first < packets.count; first += MAX_BULK_PACKETS) {
      const address = start + groups.length * size
      const [caplens, wirelens] = [address, address + table]
      const tables = {
        packets: address + 4 * table,
        caplens,
        wirelens,
        verdicts: address + 2 * table,
        steps: address + 3 * table,
      }
      const rows = Math.min(MAX_BULK_PACKETS, packets.count - first)
      for (let index = 0; index < rows; index++) {
        const offset = packets.columns.offsets[first + index] ?? 0
        const length = Math.min(packets.columns.caplens[first + index] ?? 0, HEAD_BYTES)
        piece.set(file.subarray(offset, offset + length))
        putHead(view, 0, length, tables.packets + index * 4)
        view.setUint32(caplens + index * 4, length, true)
        view.setUint32(wirelens + index * 4, packets.columns.lengths[first + index] ?? 0, true)
      }
      groups.push({ first, tables, count: rows })
    }
    return { memory, groups }
  }

  private tablesIn(memory: WebAssembly.Memory, start: number, packet: (row: number) => readonly [number, number]) {
    const column = (index: number): number => start + index * 4 * this.packets
    const tables = {
      packets: column(0),
      caplens: column(1),
      wirelens: column(2),
      verdicts: column(3),
      steps: column(4),
    }
    const table = (address: number) => new Uint32Array(memory.buffer, address, this.packets)
    const [addresses, caplens] = [table(tables.packets), table(tables.caplens)]
    for (let row = 0; row < this.packets; row++) {
      const [offset, caplen] = packet(row)
      addresses[row] = offset
      caplens[row] = caplen
    }
    table(tables.wirelens).set(this.reader.packets.columns.lengths.subarray(0, this.packets))
    return tables
  }
}
