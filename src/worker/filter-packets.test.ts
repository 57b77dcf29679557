/** Verdicts and counts over packets in memory, in a file, and in both: what the interpreter gives for each by itself. */
import { beforeAll, describe, expect, it, test } from 'vitest'
import { mixedCapture } from '../../scripts/captures/mixed-capture.ts'
import { writePcap } from '../../scripts/captures/write-capture.ts'
import {
  CaptureReader,
  DEFAULT_SNAPLEN,
  HEAD_BYTES,
  compileFilter,
  countingRun,
  frameMetadata,
  noCounts,
  readCapture,
  type Program,
} from '../playground/index.ts'
import { countPackets, findVerdicts, type Task } from './filter-packets.ts'
import { PacketStore } from './packet-store.ts'
import type { Sight } from './sight.ts'

/** More than a batch, and a part of a second one. */
const written = [...mixedCapture({ seed: 3, packets: 20_000 })]
const file = new Blob([Uint8Array.from(writePcap(written))])
const reader = new CaptureReader()
const stores: Record<string, PacketStore> = {
  'in the file': new PacketStore(file),
  'in the file, their heads in memory': new PacketStore(file),
  'in memory in part': new PacketStore(file),
  'in memory, fetched from the file': new PacketStore(file),
  'in memory, kept as they came': new PacketStore(null),
}

async function* piecesOf(blob: Blob, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < blob.size; at += size) yield new Uint8Array(await blob.slice(at, at + size).arrayBuffer())
}

beforeAll(async () => {
  const [, ...fed] = Object.values(stores)
  const readers = fed.map((_, index) => (index === 0 ? reader : new CaptureReader()))
  // No multiple of anything, so that packets come in two pieces.
  await readCapture(reader, piecesOf(file, 70_001), (bytes) => {
    const kept = fed.map((store, index) => store.append(bytes, readers[index] ?? reader))
    return kept.every((each) => each)
  })
  const enough = new Error('that will do')
  let parts = 0
  const fetching = stores['in memory in part']?.fetchRests(reader.packets, () =>
    ++parts < 16 ? Promise.resolve() : Promise.reject(enough),
  )
  await expect(fetching).rejects.toThrow(enough)
  await stores['in memory, fetched from the file']?.fetchRests(reader.packets, () => Promise.resolve())
})

test('the stores have what their names say', () => {
  const rows = Object.values(stores).map((store) => store.inMemory)
  expect(rows).toEqual([0, 0, expect.any(Number), written.length, written.length])
  expect(rows[2]).toBeGreaterThan(500)
  expect(rows[2]).toBeLessThan(written.length - 500)
})

function programOf(text: string): Program {
  const compiled = compileFilter(text, { linkType: 1, snaplen: DEFAULT_SNAPLEN, netmask: null, optimize: true })
  if (!compiled.ok) throw new Error('the test’s own filter is wrong')
  return compiled.value.program
}

function taskOf(store: PacketStore | undefined, program: Program): Task {
  if (store === undefined) throw new Error('the test names a store that there is not')
  return {
    store,
    program,
    packets: reader.packets,
    settings: { flavour: 'linux', netoff: 14, metadataOf: (packet, len) => frameMetadata(1, packet, { len }) },
    sight: { isOfAll: true, startOf: () => 0 },
    until: () => Promise.resolve(),
    stale: () => false,
    rest: () => Promise.resolve(),
    now: () => 0,
  }
}

function expected(program: Program, { startOf }: Sight) {
  const counts = noCounts(program)
  const run = countingRun(program, counts)
  const verdicts = new Uint32Array(written.length)
  const steps = new Uint32Array(written.length)
  for (const [row, { bytes, length = bytes.length }] of written.entries()) {
    const start = startOf(row)
    if (start === null) continue
    const packet = bytes.subarray(start)
    const end = run({ packet, metadata: frameMetadata(1, packet, { len: length - start }), flavour: 'linux' })
    verdicts[row] = end.verdict
    steps[row] = end.steps
  }
  return { verdicts, steps, counts }
}

const programs: Record<string, Program> = {
  'within the beginnings': programOf('tcp port 80'),
  'the length on the wire': programOf('ip and greater 200'),
  'past the beginnings, by the packet’s own lengths': programOf('tcp[((tcp[12:1] & 0xf0) >> 2):4] != 0'),
  'past the beginnings, always': programOf(`ether[${HEAD_BYTES + 20}:2] & 1 = 1`),
  'with a loop’s worth of headers': programOf('ip6 protochain 6'),
  'the extension `proto`, which looks into the packet': [
    { code: 0x28, jt: 0, jf: 0, k: 0xfffff000 },
    { code: 0x15, jt: 0, jf: 1, k: 0x0800 },
    { code: 0x06, jt: 0, jf: 0, k: 5 },
    { code: 0x06, jt: 0, jf: 0, k: 0 },
  ],
}

/** Every packet whole; and of three one not, one whole and one without its first bytes. */
const sights: readonly Sight[] = [
  { isOfAll: true, startOf: () => 0 },
  { isOfAll: false, startOf: (row) => [0, null, 5][row % 3] ?? null },
]

describe.each(Object.keys(stores))('packets %s', (name) => {
  test.each(Object.keys(programs))('a program that reads %s', async (which) => {
    const program = programs[which] ?? []
    let looks = 0
    // A clock by which calls take now long, now no time at all, and one by which they take none.
    const clocks = [() => (looks++ % 7) * 5, () => 0]
    for (const [index, sight] of sights.entries()) {
      const task: Task = { ...taskOf(stores[name], program), sight, now: clocks[index] ?? Date.now }
      const verdicts = new Uint32Array(written.length)
      const steps = new Uint32Array(written.length)
      let matches = 0
      expect(
        await findVerdicts(
          task,
          () => verdicts,
          (more) => (matches += more),
        ),
      ).toBe(true)
      const counts = await countPackets(task, () => steps)
      const wantedAnswers = expected(program, sight)
      expect(matches).toBe(wantedAnswers.counts.matches)
      expect(matches).toBeGreaterThan(0)
      expect(Buffer.from(verdicts.buffer).equals(Buffer.from(wantedAnswers.verdicts.buffer))).toBe(true)
      expect(Buffer.from(steps.buffer).equals(Buffer.from(wantedAnswers.steps.buffer))).toBe(true)
      expect(counts).toEqual(wantedAnswers.counts)
    }
  })

  it('gives each packet as it was', async () => {
    const { packets } = reader
    const rows = Uint32Array.from(written, (_, row) => row)
    for (let at = 0; at < rows.length;) {
      const { count = 0, bytesOf } = (await stores[name]?.stretch(packets, rows.subarray(at))) ?? {}
      expect(count).toBeGreaterThan(0)
      for (const row of rows.subarray(at, at + count)) {
        if (!Buffer.from(bytesOf?.(row) ?? []).equals(Buffer.from(written[row]?.bytes ?? []))) expect(row).toBe(-1)
      }
      at += count
    }
  })

  it('has calls that take long made smaller, so that somebody who waits is heard', async () => {
    const done: number[] = []
    let time = 0
    const task: Task = {
      ...taskOf(stores[name], programOf('ip')),
      now: () => (time += 100),
      rest: (rows) => Promise.resolve(void done.push(rows)),
      stale: () => done.length > 20,
    }
    expect(
      await findVerdicts(
        task,
        () => new Uint32Array(written.length),
        () => undefined,
      ),
    ).toBe(false)
    expect(done[20]).toBeLessThan(100)
  })

  it('writes nothing once it is stale', async () => {
    const verdicts = new Uint32Array(written.length)
    let isStale = false
    const rest = (): Promise<void> => {
      isStale = true
      return Promise.resolve()
    }
    const task = { ...taskOf(stores[name], programOf('ip')), stale: () => isStale, rest }
    expect(
      await findVerdicts(
        task,
        () => verdicts,
        () => undefined,
      ),
    ).toBe(false)
    expect(verdicts.subarray(0, 16_384).some((verdict) => verdict !== 0)).toBe(true)
    expect(verdicts.subarray(16_384).every((verdict) => verdict === 0)).toBe(true)
  })
})
