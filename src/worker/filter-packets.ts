/**
 * One program over all packets of a store: verdicts alone, or with everything counted. A batch at a time, with a look
 * around after each.
 *
 * Verdicts are found from the beginnings of the packets where that is possible, and from whole packets for those that
 * it is not enough for. Left out on purpose: choosing programs and telling what they did.
 */
import {
  MAX_BULK_PACKETS,
  createBulkFilter,
  createCountingFilter,
  heads,
  interpretBulk,
  needOf,
  readsLength,
  type BulkSettings,
  type PacketIndex,
  type Program,
  type ProgramCounts,
} from '../playground/index.ts'
import type { Batch } from './batch-room.ts'
import type { PacketStore } from './packet-store.ts'
import { neighbours } from './row-numbers.ts'
import type { Sight } from './sight.ts'

export interface Task {
  readonly store: PacketStore
  readonly packets: PacketIndex
  readonly program: Program
  readonly settings: BulkSettings
  readonly sight: Sight
  /** Resolves when there are so many packets, or no more to come. */
  readonly until: (packets: number) => Promise<void>
  /** True when nobody wants the answer any more: nothing is written from then on. */
  readonly stale: () => boolean
  /** After each call of the filter, with the number of rows done. */
  readonly rest: (done: number) => Promise<void>
  /** Milliseconds, of any clock. */
  readonly now: () => number
}

/** Packets that the first call filters, and milliseconds that one should take: nobody is heard before its end. */
const FIRST_CALL = 64
const CALL = 2

/**
 * Fills in the verdict of each row that is seen, as they come; `found` hears of matches. False where it became stale.
 * `verdicts` gives the array to fill in, which must have room for the packets there are.
 */
export function findVerdicts(
  task: Task,
  verdicts: () => Uint32Array,
  found: (matches: number) => void,
): Promise<boolean> {
  const { filter, filterHeads, unfinished } = compiled(createBulkFilter, task)
  return overPackets(task, {
    run: ({ tables, count }) => {
      found(filter(tables, 0, count))
      return tables.verdicts
    },
    runHeads: ({ tables }, first, count) => {
      found(filterHeads(tables, first, count))
      return tables.verdicts
    },
    unfinished,
    into: verdicts,
  })
}

/** Counts, and fills in the steps of each row that is seen if they are asked for. Null where it became stale. */
export async function countPackets(task: Task, steps: (() => Uint32Array) | null): Promise<ProgramCounts | null> {
  const { program, settings } = task
  const { filter, filterHeads, counts } = compiled(createCountingFilter, task)
  const scout = needOf(program, settings) === 'beginning' ? compiled(createBulkFilter, task) : null
  let unfinished: Uint32Array = new Uint32Array(0)
  const isDone = await overPackets(task, {
    run: ({ tables, count }) => {
      filter(tables, 0, count)
      return tables.steps
    },
    // What is counted cannot be taken back, so that it is found out before which packets have to be whole.
    runHeads: ({ tables }, first, count) => {
      if (scout !== null) scout.filterHeads(tables, first, count)
      unfinished = scout?.unfinished() ?? unfinished
      let from = first
      for (const index of [...unfinished, first + count]) {
        if (index > from) filterHeads(tables, from, index - from)
        from = index + 1
      }
      return tables.steps
    },
    unfinished: () => unfinished,
    into: steps,
  })
  return isDone ? counts() : null
}

interface Pass {
  /** Filters a batch of whole packets, and some of one of beginnings; give the address of the table that is asked for. */
  readonly run: (batch: Batch) => number
  readonly runHeads: (batch: Batch, first: number, count: number) => number
  /** Those of the beginnings before that have to be run whole. */
  readonly unfinished: () => Uint32Array
  /** By row. */
  readonly into: (() => Uint32Array) | null
}

/** False where it became stale. */
async function overPackets(task: Task, pass: Pass): Promise<boolean> {
  const { store, packets, program, settings, sight, until, stale, rest, now } = task
  const needsWhole = needOf(program, settings) === 'whole'
  const withLengths = readsLength(program)
  const calls = new Calls(now)
  for (let from = 0; !stale(); from += MAX_BULK_PACKETS) {
    // Whole packets are got from the file, which waits until it has been read once; but for the few that a head is not
    // enough for.
    await until(needsWhole || !sight.isOfAll ? Infinity : from + MAX_BULK_PACKETS)
    const to = Math.min(from + MAX_BULK_PACKETS, packets.count)
    if (from >= to) break
    for (let first = from; first < to && !stale();) {
      // Anew each time: others may have begun in the rest before, and the tables are shared.
      const batch = needsWhole || !sight.isOfAll ? null : store.heads(packets, from, withLengths)
      if (batch === null) {
        await until(Infinity)
        await overWhole(task, pass, calls, rowsSeen(sight, first, to))
        first = to
      } else {
        const index = first - from
        const count = Math.min(calls.packets, to - first)
        const address = calls.timed(() => pass.runHeads(batch, index, count))
        pass.into?.().set(tableAt(store, address, batch.count).subarray(index, index + count), first)
        const unfinished = pass.unfinished().map((each) => from + each)
        await overWhole(task, pass, calls, unfinished)
        first += count
      }
      await rest(first)
    }
  }
  return !stale()
}

async function overWhole(task: Task, pass: Pass, calls: Calls, rows: Uint32Array): Promise<void> {
  const { store, packets, sight, stale, rest } = task
  const { run, into } = pass
  for (let at = 0; at < rows.length && !stale();) {
    const first = rows[at] ?? 0
    await store.whole(packets, rows.subarray(at, at + calls.packets), sight.startOf, (batch) => {
      // Others may have begun while these packets were fetched.
      if (stale()) return
      const words = tableAt(
        store,
        calls.timed(() => run(batch)),
        batch.count,
      )
      const numbers = into?.()
      if (numbers !== undefined) words.forEach((word, index) => (numbers[rows[at + index] ?? 0] = word))
      at += batch.count
    })
    if (!stale()) await rest(first)
  }
}

/** How many packets a call filters, so that it takes its time and not much more: programs may run in circles. */
class Calls {
  packets = FIRST_CALL
  private readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  timed<Result>(call: () => Result): Result {
    const start = this.now()
    const result = call()
    const took = this.now() - start
    if (took > CALL) this.packets = Math.max(1, Math.floor((this.packets * CALL) / took))
    else if (took < CALL / 2) this.packets = Math.min(MAX_BULK_PACKETS, this.packets * 2)
    return result
  }
}

function tableAt({ place }: PacketStore, address: number, count: number): Uint32Array {
  return new Uint32Array(place.memory.buffer, address, count)
}

function rowsSeen({ isOfAll, startOf }: Sight, from: number, to: number): Uint32Array {
  const rows = neighbours(from, to)
  return isOfAll ? rows : rows.filter((row) => startOf(row) !== null)
}

/** The filter as `create` makes it, or the interpreter where the program or the platform does not allow that. */
function compiled<Filter>(
  create: (...all: Parameters<typeof interpretBulk>) => Filter,
  { program, store, settings }: Task,
): Filter | ReturnType<typeof interpretBulk> {
  const all = [program, store.place, { ...settings, columns: heads }] as const
  try {
    return create(...all)
  } catch (error) {
    if (error instanceof WebAssembly.CompileError || error instanceof RangeError) return interpretBulk(...all)
    throw error
  }
}
