/** The page of a browser's `npm run bench:bulk`: a file opened, filtered and filtered anew, by the worker that ships. */
import { connectCaptures } from '../../src/worker/client.ts'
import { chunksOf } from '../../src/worker/file-chunks.ts'
import { DEFAULT_SNAPLEN, HEAD_BYTES } from '../../src/playground/index.ts'
import type { Event, FilterRequest } from '../../src/worker/protocol.ts'

export interface Opened {
  readonly packets: number
  /** Milliseconds: reading the file and keeping nothing, and until there is a verdict for every packet of it. */
  readonly read: number
  readonly pass: number
  /** Touching as much memory that is new as the packets' beginnings, index and verdicts take, and nothing else. */
  readonly touch: number
  /** From a filter to its verdicts for the packets in view, and for all. */
  readonly edit: readonly number[]
  readonly all: readonly number[]
  /** Bytes that the capture takes, open and filtered. */
  readonly taken: number
}

/** Of a packet: its first bytes and how many there are, its row of the index, its verdict. */
const NEW_BYTES = HEAD_BYTES + 4 + 30 + 4

/** `memory` tells the bytes that the browser has of the machine's memory. */
export async function openCapture(
  file: File,
  filters: readonly string[],
  memory: () => Promise<number>,
): Promise<Opened> {
  const read = await timed(() => readThrough(file))
  const before = await settled(memory)
  let heard: (event: Event) => void = () => undefined
  const worker = new Worker('/engine.js', { type: 'module' })
  const client = connectCaptures(worker, (event) => {
    heard(event)
  })
  let run = 0
  const filter = (text: string): Promise<number> => {
    run++
    client.filter(requestOf(run, text))
    return new Promise((resolve, reject) => {
      heard = (event) => {
        if (event.kind === 'failed') reject(new Error(event.message))
        if (event.kind === 'filtered' && event.totals.run === run && event.totals.done === event.totals.total) {
          resolve(event.totals.total)
        }
      }
    })
  }
  // The page starts the worker when the person begins to choose a file; it is there once it answers.
  await client.rows({ sort: 'number', descending: false, show: 'all' }, 0, 0)
  let packets = 0
  const pass = await timed(async () => {
    client.open(file)
    packets = await filter(filters[0] ?? '')
  })
  const edit: number[] = []
  const all: number[] = []
  for (const text of filters) {
    const verdicts = timed(() => filter(text))
    edit.push(await timed(() => client.rows({ sort: 'number', descending: false, show: 'all' }, packets >> 1, 40)))
    all.push(await verdicts)
  }
  const taken = (await settled(memory)) - before
  client.close()
  const touch = await timed(() => {
    touchNew(packets * NEW_BYTES)
  })
  return { packets, read, pass, touch, edit, all, taken }
}

function touchNew(size: number): void {
  const bytes = new Uint8Array(new WebAssembly.Memory({ initial: Math.ceil(size / 65_536) }).buffer)
  for (let at = 0; at < size; at += 4096) bytes[at] = 1
}

/** What is asked for again until it is the same, to a megabyte: rests are fetched, and memory given back, in the background. */
async function settled(memory: () => Promise<number>): Promise<number> {
  for (let last = await memory(); ;) {
    const now = await memory()
    if (Math.abs(now - last) < 1e6) return now
    last = now
  }
}

function requestOf(run: number, text: string): FilterRequest {
  const source = { language: 'filter', text, context: 'socket', linkType: 1, snaplen: DEFAULT_SNAPLEN } as const
  return { run, source: { ...source, netmask: null, optimize: true, live: false, names: '' }, flavour: 'linux' }
}

/** Milliseconds to have the whole file in memory, as the browser gives it. */
export function readWhole(file: File): Promise<number> {
  return timed(() => file.arrayBuffer())
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** By the reader that ships, which is the faster one of those that a browser has. */
async function readThrough(file: File): Promise<void> {
  for await (const piece of chunksOf(file)) if (piece.length === 0) return
}
