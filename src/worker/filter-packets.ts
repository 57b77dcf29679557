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
  interpretBulk,
  needOf,
  readsLength,
  type BulkSettings,
  type PacketIndex,
  type Program,
  type ProgramCounts,
} from '../playground/index.ts'
import { HEAD_BYTES, type Batch, type PacketStore } from './packet-store.ts'

export interface Task {
  readonly store: PacketStore
  readonly packets: PacketIndex
  readonly program: Program
  readonly settings: BulkSettings
  /** Packets that the program is for; null where it is for all. */
  readonly wanted: ((row: number) => boolean) | null
  /** True when nobody wants the answer any more: nothing is written from then on. */
  readonly stale: () => boolean
  /** After each batch, with the number of rows done. */
  readonly rest: (done: number) => Promise<void>
}

/** Fills in the verdict of each row that is wanted; `found` hears of matches. False where it became stale. */
export function findVerdicts(task: Task, verdicts: Uint32Array, found: (matches: number) => void): Promise<boolean> {
  const { store, program, settings } = task
  const need = needOf(program, settings, HEAD_BYTES)
  const cut = need === 'beginning' ? { ...settings, cutAt: HEAD_BYTES } : settings
  const { filter, unfinished } = compiled(createBulkFilter, program, store.place, cut)
  const run = ({ tables, count }: Batch): number => {
    found(filter(tables, 0, count))
    return tables.verdicts
  }
  return overPackets(task, {
    run,
    runBeginnings: run,
    unfinished,
    beginnings: need !== 'whole',
    into: verdicts,
  })
}

/** Counts, and fills in the steps of each row that is wanted unless they are not. Null where it became stale. */
export async function countPackets(task: Task, steps: Uint32Array | null): Promise<ProgramCounts | null> {
  const { store, program, settings } = task
  const need = needOf(program, settings, HEAD_BYTES)
  const { filter, counts } = compiled(createCountingFilter, program, store.place, settings)
  const scout =
    need === 'beginning' ? compiled(createBulkFilter, program, store.place, { ...settings, cutAt: HEAD_BYTES }) : null
  let unfinished: Uint32Array = new Uint32Array(0)
  const isDone = await overPackets(task, {
    run: ({ tables, count }) => {
      filter(tables, 0, count)
      return tables.steps
    },
    // What is counted cannot be taken back, so that it is found out before which packets have to be whole.
    runBeginnings: ({ tables, count }) => {
      if (scout !== null) scout.filter(tables, 0, count)
      unfinished = scout?.unfinished() ?? unfinished
      let from = 0
      for (const index of [...unfinished, count]) {
        if (index > from) filter(tables, from, index - from)
        from = index + 1
      }
      return tables.steps
    },
    unfinished: () => unfinished,
    beginnings: need !== 'whole',
    into: steps,
  })
  return isDone ? counts() : null
}

interface Pass {
  /** Filters a batch of whole packets, and one of beginnings; give the address of the table that is asked for. */
  readonly run: (batch: Batch) => number
  readonly runBeginnings: (batch: Batch) => number
  /** Those of the beginnings before that have to be run whole. */
  readonly unfinished: () => Uint32Array
  /** Whether to begin with the beginnings of the packets. */
  readonly beginnings: boolean
  /** By row. */
  readonly into: Uint32Array | null
}

/** False where it became stale. */
async function overPackets(task: Task, pass: Pass): Promise<boolean> {
  const { store, packets, program, wanted, stale, rest } = task
  const withLengths = readsLength(program)
  for (let from = 0; from < packets.count && !stale(); from += MAX_BULK_PACKETS) {
    const to = Math.min(from + MAX_BULK_PACKETS, packets.count)
    const batch = pass.beginnings && wanted === null ? store.heads(packets, from, withLengths) : null
    if (batch === null) await overWhole(task, pass, wantedRows(from, to, wanted))
    else {
      const address = pass.runBeginnings(batch)
      pass.into?.set(tableAt(store, address, batch.count), from)
      const unfinished = pass.unfinished().map((index) => from + index)
      await overWhole(task, pass, unfinished)
    }
    await rest(to)
  }
  return !stale()
}

async function overWhole({ store, packets, stale }: Task, { run, into }: Pass, rows: Uint32Array): Promise<void> {
  for (let at = 0; at < rows.length && !stale();) {
    await store.whole(packets, rows.subarray(at), (batch) => {
      // Others may have begun while these packets were fetched.
      if (stale()) return
      const words = tableAt(store, run(batch), batch.count)
      if (into !== null) words.forEach((word, index) => (into[rows[at + index] ?? 0] = word))
      at += batch.count
    })
  }
}

function tableAt({ place }: PacketStore, address: number, count: number): Uint32Array {
  return new Uint32Array(place.memory.buffer, address, count)
}

function wantedRows(from: number, to: number, wanted: Task['wanted']): Uint32Array {
  const rows = Uint32Array.from({ length: to - from }, (_, index) => from + index)
  return wanted === null ? rows : rows.filter(wanted)
}

/** The filter as `create` makes it, or the interpreter where the program or the platform does not allow that. */
function compiled<Filter>(
  create: (...all: Parameters<typeof interpretBulk>) => Filter,
  ...all: Parameters<typeof interpretBulk>
): Filter | ReturnType<typeof interpretBulk> {
  try {
    return create(...all)
  } catch (error) {
    if (error instanceof WebAssembly.CompileError || error instanceof RangeError) return interpretBulk(...all)
    throw error
  }
}
