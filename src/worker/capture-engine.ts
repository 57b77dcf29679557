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
  NO_TIME,
  compileSource,
  countingRun,
  dissectBriefly,
  frameMetadata,
  noCounts,
  type Metadata,
  type Program,
  type ProgramCounts,
} from '../playground/index.ts'
import { arrange, isOfFile, type SortKeys } from './arrange.ts'
import { csvLine } from './csv.ts'
import { csvOf, pcapOf, stretchesOf } from './export-packets.ts'
import { dissectAll } from './dissect-all.ts'
import { Bars, histogramOf } from './histogram.ts'
import { countPackets, findVerdicts, type Task } from './filter-packets.ts'
import { MOST_IN_MEMORY, PacketStore, type BytesOf } from './packet-store.ts'
import { PacketTimes } from './packet-times.ts'
import { Precedence } from './precedence.ts'
import type {
  Arrangement,
  CapturedPacket,
  CapturedRow,
  FilterRequest,
  FilterTotals,
  Methods,
  RowsAnswer,
} from './protocol.ts'
import { Reading } from './reading.ts'
import { neighbours, withRoom } from './row-numbers.ts'
import { Sights, startIn, type Sight } from './sight.ts'
import { paced, type Surroundings } from './surroundings.ts'
import { TextRanks } from './text-ranks.ts'
import { Writing } from './writing.ts'

interface ActiveFilter {
  readonly request: FilterRequest
  readonly program: Program | null
  /** Packets whose verdict is known. */
  done: number
  /** Whether the steps of all are known. */
  isCounted: boolean
  /** What the program sees; null before that is known. */
  sight: Sight | null
}

/** What a filter has found out so far. */
interface Found {
  matches: number
  others: number
  counts: ProgramCounts | null
  clauses: FilterTotals['clauses']
  histogram: FilterTotals['histogram']
}

const none = new Float64Array(0)
const unknown = { done: 0, isCounted: false, sight: null }

export class CaptureEngine implements Methods {
  private readonly surroundings: Surroundings
  private reading: Reading | null = null
  private reader = new CaptureReader()
  private store = new PacketStore(null)
  private sights = new Sights(this.reader, this.store)
  private givenUp = false
  private times = new PacketTimes(this.reader.packets)
  /** What is in view is got first, then packets are filtered, and rests are fetched last. */
  private readonly viewing = new Precedence()
  private readonly filterings = new Precedence()
  private readonly writing: Writing
  /** Another object each time that packets are filtered: the times before it are stale then, and end. */
  private filtering: ActiveFilter | null = null
  private verdicts = new Uint32Array(0)
  private steps = new Uint32Array(0)
  private readonly bars = new Bars()
  private ranks = new TextRanks()
  private arranged: { readonly key: string; readonly rows: Uint32Array } | null = null
  private readonly most: number

  /** Keeps at most so many bytes of packets in memory. */
  constructor(surroundings: Surroundings, most = MOST_IN_MEMORY) {
    this.surroundings = surroundings
    this.writing = new Writing(surroundings)
    this.most = most
  }

  /** Once; another file takes another engine. Resolves when the file has been read, or given up, and all is fetched. */
  async open(file: File): Promise<void> {
    const reading = await Reading.of(file, this.most, this.surroundings, () => this.givenUp)
    this.reading = reading
    this.reader = reading.reader
    this.store = reading.store
    this.times = new PacketTimes(this.reader.packets)
    this.knowNothing()
    const [read, filtered] = await Promise.allSettled([reading.run(), this.runFilter()])
    if (read.status === 'rejected') throw read.reason
    if (!(await reading.fetchRests([this.viewing, this.filterings]))) {
      this.knowNothing()
      await this.runFilter()
    }
    if (filtered.status === 'rejected') throw filtered.reason
  }

  giveUp(): void {
    this.givenUp = true
  }

  /** Resolves when all packets have been filtered, or a newer filter has come. */
  async filter(request: FilterRequest): Promise<void> {
    const { program } = compileSource(request.source)
    const filtering = { request, program, ...unknown }
    this.filtering = filtering
    // Who asks for the rows in view has asked by now, and does not wait for the others.
    await this.pause()
    if (this.filtering !== filtering) return
    await this.runFilter()
  }

  async rows(arrangement: Arrangement, from: number, count: number): Promise<RowsAnswer> {
    const { total, wanted } = await this.inView(arrangement, from, from + count)
    const answer: CapturedRow[] = []
    await this.viewing.first(async () => {
      for await (const { part, bytesOf } of stretchesOf(this.reader.packets, this.store, wanted))
        for (const row of part) answer.push(this.rowOf(row, bytesOf))
    })
    return { total, from, rows: answer }
  }

  async packet(number: number): Promise<CapturedPacket | null> {
    const row = number - 1
    const { packets } = this.reader
    if (!(row >= 0 && row < packets.count)) return null
    const { bytesOf } = await this.viewing.first(() => this.store.stretch(packets, Uint32Array.of(row)))
    const length = packets.columns.lengths[row] ?? 0
    return { number, linkType: this.sights.linkTypeOf(row), bytes: bytesOf(row).slice(), length }
  }

  async place(arrangement: Arrangement, number: number): Promise<number> {
    const row = number - 1
    if (!isOfFile(arrangement)) return (await this.arrangement(arrangement)).indexOf(row)
    return Number.isInteger(row) && row >= 0 && row < this.reader.packets.count ? row : -1
  }

  stopWriting(): void {
    this.writing.stop()
  }

  async exportPcap(arrangement: Arrangement): Promise<Blob | null> {
    const rows = await this.arrangement(arrangement)
    return this.writing.run({ format: 'pcap', total: rows.length }, (rest) =>
      pcapOf(this.reader, this.store, rows, rest),
    )
  }

  async exportCsv(arrangement: Arrangement): Promise<Blob | null> {
    const rows = await this.arrangement(arrangement)
    const lineOf = (row: number, bytesOf: BytesOf): string => csvLine(this.rowOf(row, bytesOf), this.times.epochOf(row))
    return this.writing.run({ format: 'CSV', total: rows.length }, (rest) =>
      csvOf(this.reader.packets, this.store, rows, lineOf, rest),
    )
  }

  /** The packets are others than before. */
  private knowNothing(): void {
    this.sights = new Sights(this.reader, this.store)
    this.ranks = new TextRanks()
    this.arranged = null
  }

  private rowOf(row: number, bytesOf: BytesOf): CapturedRow {
    const { columns } = this.reader.packets
    const bytes = bytesOf(row)
    const { source, destination, protocol, info } = dissectBriefly({ linkType: this.sights.linkTypeOf(row), bytes })
    const { verdict, steps } = this.endOf(row, bytes)
    return {
      number: row + 1,
      time: this.times.of(row),
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

  /** Looked up, or found out while the packets are not all counted. */
  private endOf(row: number, bytes: Uint8Array): { verdict: number | null; steps: number } {
    const { filtering, sights } = this
    if (filtering?.program === undefined || filtering.program === null) return { verdict: null, steps: 0 }
    const { source, flavour } = filtering.request
    const start = startIn(source, { linkType: sights.linkTypeOf(row), bytes })
    if (start === null) return { verdict: null, steps: 0 }
    if (filtering.isCounted) return { verdict: this.verdicts[row] ?? 0, steps: this.steps[row] ?? 0 }
    const packet = bytes.subarray(start)
    const len = Math.max(0, (this.reader.packets.columns.lengths[row] ?? 0) - start)
    const run = countingRun(filtering.program, noCounts(filtering.program))
    return run({ packet, metadata: frameMetadata(source.linkType, packet, { len }), flavour })
  }

  /** Of packets that have been looked at. */
  private isRun(row: number): boolean {
    return (this.filtering?.sight?.startOf(row) ?? null) !== null
  }

  private runFilter(): Promise<void> {
    return this.filterings.first(() => this.filterAll())
  }

  private async filterAll(): Promise<void> {
    const { reading, sights, surroundings } = this
    if (reading === null || this.filtering === null || this.filtering.program === null) return
    const filtering: ActiveFilter = { ...this.filtering, ...unknown }
    const { program } = this.filtering
    const { source } = filtering.request
    this.filtering = filtering
    const { packets } = reading.reader
    if (source.context === 'xt_bpf') await reading.until(Infinity)
    const sight = await sights.of(source, surroundings)
    if (this.filtering !== filtering) return
    filtering.sight = sight
    const verdicts = (): Uint32Array => (this.verdicts = withRoom(this.verdicts, packets))
    const steps = (): Uint32Array => (this.steps = withRoom(this.steps, packets))
    const found: Found = { matches: 0, others: 0, counts: null, clauses: [], histogram: null }
    /** Of packets that are not run what is there is that of the filter before. */
    const setAside = (): void => {
      found.others = 0
      for (let row = 0; row < packets.count; row++) {
        if (sight.startOf(row) !== null) continue
        found.others++
        verdicts()[row] = 0
        steps()[row] = 0
      }
    }
    const task: Task = this.task(filtering, reading, sight, program, (done) => {
      if (task.stale()) return
      filtering.done = done
      this.tellTotals(filtering, found)
    })
    const isOfSome = !sight.isOfAll
    if (isOfSome) {
      await reading.until(Infinity)
      if (task.stale()) return
      setAside()
    }
    if (!(await findVerdicts(task, verdicts, (matches) => (found.matches += matches)))) return
    // Those of another link type may have come late.
    if (!isOfSome && !sight.isOfAll) setAside()
    filtering.done = packets.count
    // Finding out which packet falls into which bar takes longer than filtering.
    if (this.bars.found === null) this.tellTotals(filtering, found)
    const bars = await this.bars.of(
      packets,
      this.paced(() => undefined),
    )
    if (task.stale()) return
    found.histogram = histogramOf(bars, this.verdicts)
    this.tellTotals(filtering, found)
    // To compile a filter that counts takes a moment, and who has heard the verdicts may ask for others.
    await this.pause()
    if (task.stale()) return
    found.counts = await countPackets(this.task(filtering, reading, sight, program), steps)
    if (task.stale()) return
    filtering.isCounted = true
    this.tellTotals(filtering, found)
    found.clauses = await this.clauseTotals(filtering, reading, sight)
    if (!task.stale()) this.tellTotals(filtering, found)
  }

  /** A program over all packets that it sees, with pauses in which messages are heard. */
  private task(
    filtering: ActiveFilter,
    reading: Reading,
    sight: Sight,
    program: Program,
    tell: (done: number) => void = () => undefined,
  ): Task {
    const { store, reader } = reading
    const { packets } = reader
    const { flavour, source } = filtering.request
    const { linkType } = source
    const metadataOf = (packet: Uint8Array, len: number): Metadata => frameMetadata(linkType, packet, { len })
    const { netoff } = metadataOf(new Uint8Array(0), 0)
    return {
      store,
      packets,
      program,
      settings: { flavour, netoff, metadataOf },
      sight,
      until: (count) => reading.until(count),
      stale: () => this.filtering !== filtering,
      now: this.surroundings.now,
      rest: this.paced(tell),
    }
  }

  private paced<Progress extends readonly unknown[]>(tell: (...progress: Progress) => void) {
    return paced({ ...this.surroundings, pause: () => this.pause() }, tell)
  }

  /** Lets messages in, and what they ask for of the packets in view. */
  private async pause(): Promise<void> {
    await this.surroundings.pause()
    await this.viewing.last()
  }

  /** The program as written, over all packets again: its jumps tell what each clause was. */
  private async clauseTotals(
    filtering: ActiveFilter,
    reading: Reading,
    sight: Sight,
  ): Promise<FilterTotals['clauses']> {
    const filter = clausesOf(filtering.request.source)
    if (filter === null || filter.leaves.length === 0) return []
    const counts = await countPackets(this.task(filtering, reading, sight, filter.program), null)
    return counts === null ? [] : clauseTotals(filter.leaves, counts)
  }

  private tellTotals({ request, done }: ActiveFilter, { counts, ...found }: Found): void {
    const { steps = 0, worst = 0, executed = none, taken = none } = counts ?? {}
    const total = this.reader.packets.count
    const counted = { isCounted: counts !== null, steps, worst, executed, taken }
    this.surroundings.tell({ kind: 'filtered', totals: { run: request.run, done, total, ...found, ...counted } })
  }

  private async inView(arrangement: Arrangement, from: number, to: number) {
    // In the order of the file nothing is looked up: a table of a million rows takes a while to make.
    if (isOfFile(arrangement)) {
      const { count } = this.reader.packets
      return { total: count, wanted: neighbours(Math.min(from, count), Math.min(to, count)) }
    }
    const rows = await this.arrangement(arrangement)
    return { total: rows.length, wanted: rows.subarray(from, to) }
  }

  private async arrangement(arrangement: Arrangement): Promise<Uint32Array> {
    const { sort, descending, show } = arrangement
    // An order by a text takes a look at each packet, and would be another one with each that comes.
    if (sort === 'source' || sort === 'destination' || sort === 'protocol') await this.reading?.until(Infinity)
    const { filtering, reader } = this
    const byFilter = show !== 'all' || sort === 'verdict' || sort === 'steps'
    const filtered = byFilter ? [filtering?.request.run, filtering?.done, filtering?.isCounted] : []
    const key = [sort, descending, show, reader.packets.count, ...filtered].join()
    if (this.arranged?.key === key) return this.arranged.rows
    const rows = arrange(await this.sortKeys(arrangement), arrangement)
    this.arranged = { key, rows }
    return rows
  }

  private async sortKeys({ sort, show }: Arrangement): Promise<SortKeys> {
    const { packets } = this.reader
    const { count } = packets
    const done = this.filtering?.done ?? 0
    const wanted = show === 'matching'
    const shows =
      show === 'all'
        ? null
        : (row: number) => row < done && this.isRun(row) && ((this.verdicts[row] ?? 0) !== 0) === wanted
    return { count, shows, keyOf: await this.keyOf(sort) }
  }

  private async keyOf(sort: Arrangement['sort']): Promise<SortKeys['keyOf']> {
    const { packets } = this.reader
    switch (sort) {
      case 'number':
        return null
      case 'time':
        return (row) => this.times.of(row) ?? NO_TIME
      case 'length':
        return (row) => packets.columns.lengths[row] ?? 0
      case 'verdict':
        // Those that are not run, those that are dropped, those that match.
        return (row) => (this.isRun(row) ? Math.min(2, 1 + (this.verdicts[row] ?? 0)) : 0)
      case 'steps':
        return (row) => this.steps[row] ?? 0
      default: {
        const linkTypeOf = (row: number): number => this.sights.linkTypeOf(row)
        const ranks = await this.ranks.of(sort, packets.count, (add) =>
          dissectAll(packets, this.store, linkTypeOf, this.surroundings, add),
        )
        return (row) => ranks[row] ?? 0
      }
    }
  }
}
