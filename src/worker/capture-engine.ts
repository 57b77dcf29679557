/**
 * A capture that is open: read, filtered, put in order, and handed out a few rows at a time.
 *
 * Works in slices and lets messages in between them, so that giving up and the next filter are heard at once: the
 * newest filter wins. Left out on purpose: Worker and messages; engine.worker.ts joins them.
 */
import {
  CaptureReader,
  clauseTotals,
  clausesOf,
  compileSource,
  countingRun,
  dissect,
  frameMetadata,
  isGzip,
  noCounts,
  pcapHeader,
  pcapRecords,
  readCapture,
  type Environment,
  type Flavour,
  type Program,
  type ProgramCounts,
} from '../playground/index.ts'
import { arrange, type SortKeys } from './arrange.ts'
import { CSV_HEAD, csvLine } from './csv.ts'
import { chunksOf } from './file-chunks.ts'
import { histogramOf } from './histogram.ts'
import {
  BytesInFile,
  BytesInMemory,
  MOST_IN_MEMORY,
  memoryFor,
  type BytesOf,
  type PacketBytes,
} from './packet-bytes.ts'
import type {
  Arrangement,
  CapturedPacket,
  CapturedRow,
  FilterRequest,
  FilterTotals,
  Methods,
  ReadingState,
  RowsAnswer,
} from './protocol.ts'
import type { Surroundings } from './surroundings.ts'
import { TextRanks } from './text-ranks.ts'

/** Packets that are filtered between two looks at the clock. */
const SLICE = 1024
/** Milliseconds until messages are let in. */
const PATIENCE = 12
/** And until the page is told how far it is. */
const TELL_EVERY = 100

interface ActiveFilter {
  readonly request: FilterRequest
  readonly program: Program | null
  /** Packets looked at. */
  done: number
}

export class CaptureEngine implements Methods {
  private readonly surroundings: Surroundings
  private reader = new CaptureReader()
  private bytes: PacketBytes = new BytesInMemory(0)
  private reading: ReadingState | null = null
  /** The file in work; another one makes the loops of the one before end. */
  private file: File | null = null
  private givenUp = false
  private filtering: ActiveFilter | null = null
  private verdicts = new Uint32Array(0)
  private steps = new Uint32Array(0)
  private ranks = new TextRanks()
  private arranged: { readonly key: string; readonly rows: Uint32Array } | null = null

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings
  }

  /** Resolves when the file has been read, or given up. */
  async open(file: File): Promise<void> {
    const reader = new CaptureReader()
    this.file = file
    this.reader = reader
    this.ranks = new TextRanks()
    this.arranged = null
    this.givenUp = false
    if (this.filtering !== null) this.filtering.done = 0
    const gzip = isGzip(new Uint8Array(await file.slice(0, 2).arrayBuffer()))
    const inMemory = gzip || file.size <= MOST_IN_MEMORY ? memoryFor(gzip ? 0 : file.size) : null
    this.bytes = inMemory ?? new BytesInFile(file)
    let state: ReadingState['state'] = 'reading'
    let read = 0
    const { tell, now, pause } = this.surroundings
    let told = now()
    let rested = told
    const progress = (): void => {
      const { packets, format, interfaces, fault } = reader
      const linkTypes = [...new Set(interfaces.map(({ linkType }) => linkType))]
      this.reading = { name: file.name, size: file.size, read, packets: packets.count, format, linkTypes, state, fault }
      tell({ kind: 'reading', reading: this.reading })
    }
    progress()
    const source = chunksOf(file, (bytes) => (read += bytes))
    await readCapture(reader, source, async (bytes) => {
      if (inMemory !== null && !inMemory.append(bytes)) state = 'full'
      if (now() - rested > PATIENCE) {
        await pause()
        rested = now()
      }
      if (this.givenUp || this.file !== file) state = 'given up'
      if (now() - told > TELL_EVERY && this.file === file) {
        progress()
        told = now()
      }
      return state === 'reading'
    })
    if (this.file !== file) return
    if (state === 'reading') state = reader.fault === null ? 'whole' : 'broken'
    this.arranged = null
    progress()
    await this.runFilter()
  }

  giveUp(): void {
    this.givenUp = true
  }

  /** Resolves when all packets have been filtered, or a newer filter has come. */
  async filter(request: FilterRequest): Promise<void> {
    const { program } = compileSource(request.source)
    this.filtering = { request, program, done: 0 }
    if (this.reading !== null && this.reading.state !== 'reading') await this.runFilter()
  }

  async rows(arrangement: Arrangement, from: number, count: number): Promise<RowsAnswer> {
    const rows = await this.arrangement(arrangement)
    const wanted = rows.subarray(from, from + count)
    const answer: CapturedRow[] = []
    for (const row of wanted)
      answer.push(this.rowOf(row, (await this.bytes.stretch(this.reader.packets, row, row + 1)).bytesOf))
    return { total: rows.length, from, rows: answer }
  }

  async packet(number: number): Promise<CapturedPacket | null> {
    const row = number - 1
    const { packets } = this.reader
    if (!(row >= 0 && row < packets.count)) return null
    const { bytesOf } = await this.bytes.stretch(packets, row, row + 1)
    const length = packets.columns.lengths[row] ?? 0
    return { number, linkType: this.linkTypeOf(row), bytes: bytesOf(row).slice(), length }
  }

  async place(arrangement: Arrangement, number: number): Promise<number> {
    return (await this.arrangement(arrangement)).indexOf(number - 1)
  }

  async exportPcap(arrangement: Arrangement): Promise<Blob> {
    const rows = await this.arrangement(arrangement)
    const { interfaces, packets } = this.reader
    const first = interfaces[packets.columns.interfaces[rows[0] ?? 0] ?? 0]
    if (first === undefined) throw new Error('There are no packets to write.')
    const fileLinkTypes = new Set(
      Array.from(rows, (row) => interfaces[packets.columns.interfaces[row] ?? 0]?.fileLinkType),
    )
    if (fileLinkTypes.size > 1) throw new Error('A pcap file has one link type, and these packets have several.')
    const nanoseconds = interfaces.some((each) => each.nanoseconds)
    const parts: BlobPart[] = [pcapHeader(first, nanoseconds)]
    for await (const { part, bytesOf } of this.stretches(rows))
      parts.push(pcapRecords(packets, part, nanoseconds, bytesOf))
    return new Blob(parts, { type: 'application/vnd.tcpdump.pcap' })
  }

  async exportCsv(arrangement: Arrangement): Promise<Blob> {
    const rows = await this.arrangement(arrangement)
    const parts: string[] = [CSV_HEAD]
    for await (const { part, bytesOf } of this.stretches(rows)) {
      parts.push(Array.from(part, (row) => csvLine(this.rowOf(row, bytesOf))).join(''))
    }
    return new Blob(parts, { type: 'text/csv' })
  }

  /** The rows in pieces that can be had together, with pauses. */
  private async *stretches(rows: Uint32Array): AsyncGenerator<{ part: Uint32Array; bytesOf: BytesOf }> {
    const { packets } = this.reader
    for (let at = 0; at < rows.length;) {
      let until = at + 1
      // A run of ascending neighbours; sorted otherwise, a packet at a time.
      while (until < rows.length && until - at < SLICE && (rows[until] ?? 0) > (rows[until - 1] ?? 0)) until++
      const first = rows[at] ?? 0
      const { to, bytesOf } = await this.bytes.stretch(packets, first, (rows[until - 1] ?? 0) + 1)
      while ((rows[until - 1] ?? 0) >= to) until--
      yield { part: rows.subarray(at, until), bytesOf }
      at = until
      await this.surroundings.pause()
    }
  }

  private linkTypeOf(row: number): number {
    return this.reader.interfaces[this.reader.packets.columns.interfaces[row] ?? 0]?.linkType ?? 0
  }

  private rowOf(row: number, bytesOf: BytesOf): CapturedRow {
    const { columns } = this.reader.packets
    const bytes = bytesOf(row)
    const { source, destination, protocol, info } = dissect({ linkType: this.linkTypeOf(row), bytes })
    const { verdict, steps } = this.endOf(row, bytes)
    return {
      number: row + 1,
      time: this.timeOf(row),
      source,
      destination,
      protocol,
      info,
      length: columns.lengths[row] ?? 0,
      caplen: columns.caplens[row] ?? 0,
      verdict,
      steps,
    }
  }

  /** Looked up, or found out for a packet that the filter has not come to yet. */
  private endOf(row: number, bytes: Uint8Array): { verdict: number | null; steps: number } {
    const { filtering } = this
    if (filtering?.program === undefined || filtering.program === null) return { verdict: null, steps: 0 }
    const linkType = this.linkTypeOf(row)
    if (linkType !== filtering.request.source.linkType) return { verdict: null, steps: 0 }
    if (row < filtering.done) return { verdict: this.verdicts[row] ?? 0, steps: this.steps[row] ?? 0 }
    const run = countingRun(filtering.program, noCounts(filtering.program))
    return run(this.environment(row, linkType, bytes, filtering.request.flavour))
  }

  private environment(row: number, linkType: number, packet: Uint8Array, flavour: Flavour): Environment {
    const len = this.reader.packets.columns.lengths[row] ?? 0
    return { packet, metadata: frameMetadata(linkType, packet, { len }), flavour }
  }

  private timeOf(row: number): number {
    const { seconds, nanoseconds } = this.reader.packets.columns
    return (seconds[row] ?? 0) - (seconds[0] ?? 0) + ((nanoseconds[row] ?? 0) - (nanoseconds[0] ?? 0)) / 1e9
  }

  private async runFilter(): Promise<void> {
    const { filtering, reader, file } = this
    if (filtering === null || filtering.program === null) return
    const { count } = reader.packets
    if (this.verdicts.length !== count) {
      this.verdicts = new Uint32Array(count)
      this.steps = new Uint32Array(count)
    }
    const counts = noCounts(filtering.program)
    const stale = (): boolean => this.filtering !== filtering || this.file !== file
    const others = await this.each(filtering, filtering.program, counts, stale, (row, verdict, steps) => {
      this.verdicts[row] = verdict
      this.steps[row] = steps
      filtering.done = row + 1
    })
    if (others === null) return
    filtering.done = count
    const clauses = await this.clauseTotals(filtering, stale)
    if (stale()) return
    this.arranged = null
    const histogram = histogramOf(reader.packets, this.verdicts)
    this.tellTotals(filtering, counts, others, { clauses, histogram })
  }

  /** The program as written, over all packets again: its jumps tell what each clause was. */
  private async clauseTotals(filtering: ActiveFilter, stale: () => boolean): Promise<FilterTotals['clauses']> {
    const filter = clausesOf(filtering.request.source)
    if (filter === null || filter.leaves.length === 0) return []
    const counts = noCounts(filter.program)
    const others = await this.each(filtering, filter.program, counts, stale, null)
    return others === null ? [] : clauseTotals(filter.leaves, counts)
  }

  /** Runs a program over all packets. Gives how many are of another link type; null where it became stale. */
  private async each(
    filtering: ActiveFilter,
    program: Program,
    counts: ProgramCounts,
    stale: () => boolean,
    ended: ((row: number, verdict: number, steps: number) => void) | null,
  ): Promise<number | null> {
    const { packets } = this.reader
    const { now, pause } = this.surroundings
    const run = countingRun(program, counts)
    const { source, flavour } = filtering.request
    let others = 0
    let told = now()
    let rested = told
    for (let row = 0; row < packets.count;) {
      const stretch = await this.bytes.stretch(packets, row, Math.min(row + SLICE, packets.count))
      for (; row < stretch.to; row++) {
        const linkType = this.linkTypeOf(row)
        if (linkType !== source.linkType) {
          others++
          ended?.(row, 0, 0)
          continue
        }
        const end = run(this.environment(row, linkType, stretch.bytesOf(row), flavour))
        ended?.(row, end.verdict, end.steps)
      }
      if (now() - rested > PATIENCE) {
        await pause()
        rested = now()
      }
      if (stale()) return null
      if (ended !== null && now() - told > TELL_EVERY) {
        this.tellTotals(filtering, counts, others, { clauses: [], histogram: null })
        told = now()
      }
    }
    return others
  }

  private tellTotals(
    { request, done }: ActiveFilter,
    counts: ProgramCounts,
    others: number,
    last: Pick<FilterTotals, 'clauses' | 'histogram'>,
  ): void {
    const { matches, steps, worst, executed, taken } = counts
    const total = this.reader.packets.count
    const totals = { run: request.run, done, total, matches, others, steps, worst, executed, taken, ...last }
    this.surroundings.tell({ kind: 'filtered', totals })
  }

  private async arrangement(arrangement: Arrangement): Promise<Uint32Array> {
    const { sort, descending, show } = arrangement
    const { filtering, reader } = this
    const byFilter = show !== 'all' || sort === 'verdict' || sort === 'steps'
    const key = [
      sort,
      descending,
      show,
      reader.packets.count,
      byFilter ? filtering?.request.run : 0,
      byFilter ? filtering?.done : 0,
    ]
    const text = key.join()
    if (this.arranged?.key === text) return this.arranged.rows
    const rows = arrange(await this.sortKeys(arrangement), arrangement)
    this.arranged = { key: text, rows }
    return rows
  }

  private async sortKeys({ sort, show }: Arrangement): Promise<SortKeys> {
    const { packets } = this.reader
    const { count } = packets
    const done = this.filtering?.done ?? 0
    const wanted = show === 'matching'
    const linkType = this.filtering?.request.source.linkType
    const shows =
      show === 'all'
        ? null
        : (row: number) => row < done && this.linkTypeOf(row) === linkType && (this.verdicts[row] !== 0) === wanted
    return { count, shows, keyOf: await this.keyOf(sort) }
  }

  private async keyOf(sort: Arrangement['sort']): Promise<SortKeys['keyOf']> {
    const { packets } = this.reader
    switch (sort) {
      case 'number':
        return null
      case 'time':
        return (row) => this.timeOf(row)
      case 'length':
        return (row) => packets.columns.lengths[row] ?? 0
      case 'verdict':
        return (row) => Math.min(1, this.verdicts[row] ?? 0)
      case 'steps':
        return (row) => this.steps[row] ?? 0
      default: {
        const ranks = await this.ranks.of(sort, packets.count, (add) => this.dissectAll(add))
        return (row) => ranks[row] ?? 0
      }
    }
  }

  private async dissectAll(
    add: (row: number, source: string, destination: string, protocol: string) => void,
  ): Promise<void> {
    const { packets } = this.reader
    for (let row = 0; row < packets.count;) {
      const stretch = await this.bytes.stretch(packets, row, Math.min(row + SLICE, packets.count))
      for (; row < stretch.to; row++) {
        const { source, destination, protocol } = dissect({
          linkType: this.linkTypeOf(row),
          bytes: stretch.bytesOf(row),
        })
        add(row, source, destination, protocol)
      }
      await this.surroundings.pause()
    }
  }
}
