/** What of a capture can be had while its file is read, and what is left where it ends early, is too large, or has changed. */
import { describe, expect, it, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { mixedCapture } from '../../scripts/captures/mixed-capture.ts'
import { writePcap, writePcapng } from '../../scripts/captures/write-capture.ts'
import { all, fileOf, opened, packets, pcap, source, start } from './testing/open-capture.ts'

describe('while a file is read', () => {
  const many = [...mixedCapture({ seed: 7, packets: 40_000 })]

  it('filters the packets that have come', async () => {
    const { engine, events, totals } = await opened(writePcap(many), 'tcp port 80', 1)
    const read = events.findIndex((event) => event.kind === 'reading' && event.reading.state === 'whole')
    const before = events.slice(0, read).flatMap((event) => (event.kind === 'filtered' ? [event.totals] : []))
    expect(before.some(({ done, matches }) => done > 100 && matches > 10)).toBe(true)
    const blob = await engine.exportPcap({ ...all, show: 'matching' })
    const bytes = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))
    const again = await opened(bytes, 'tcp port 80')
    expect(again.totals()).toMatchObject({ matches: totals().matches, total: totals().matches })
    expect(totals().matches).toBe((await opened(gzipSync(writePcap(many)))).totals().matches)
  })

  it('takes up another filter', async () => {
    const asked: Promise<void>[] = []
    const { engine, events, totals } = start(
      (event, of) => {
        if (event.kind !== 'filtered' || asked.length > 0) return
        expect(events.some(({ kind }) => kind === 'reading')).toBe(true)
        expect(events.some((each) => each.kind === 'reading' && each.reading.state !== 'reading')).toBe(false)
        asked.push(of.filter({ run: 2, source: source('arp'), flavour: 'libpcap' }))
      },
      undefined,
      1,
    )
    await engine.filter({ run: 1, source: source('tcp port 80'), flavour: 'libpcap' })
    await engine.open(fileOf(writePcap(many)))
    await Promise.all(asked)
    expect(asked).toHaveLength(1)
    const { totals: alone } = await opened(writePcap(many), 'arp')
    expect({ ...totals(), run: 1 }).toEqual(alone())
  })

  it('puts packets in the order of a text when all have come', async () => {
    const asked: Promise<{ total: number }>[] = []
    const { engine, events } = start(
      (event, of) => {
        if (event.kind === 'reading' && event.reading.packets > 0 && asked.length < 2) {
          asked.push(of.rows({ ...all, sort: 'source' }, 0, 1))
        }
      },
      undefined,
      10,
    )
    await engine.open(fileOf(writePcap(many)))
    const answers = await Promise.all(asked)
    expect(answers.map(({ total }) => total)).toEqual([40_000, 40_000])
    expect(events.filter((event) => event.kind === 'sorting' && event.progress === null)).toHaveLength(1)
  })

  it('meets another link type late', async () => {
    const mixed = many.map((packet, row) => ({ ...packet, interface: row < 30_000 ? 0 : row % 2 }))
    const one = Buffer.from(writePcapng(mixed.slice(0, 30_000)))
    const two = writePcapng(mixed.slice(30_000), { interfaces: [{}, { linkType: 147 }] })
    const { totals } = await opened(Buffer.concat([one, two]), 'arp')
    const { totals: wanted } = await opened(writePcap(mixed.filter((packet) => packet.interface === 0)), 'arp')
    expect(totals()).toMatchObject({ matches: wanted().matches, others: 5000, total: 40_000, done: 40_000 })
  })
})

test('what there is room for is kept of a file that turns out larger than memory', async () => {
  const { engine, totals, reading } = start(undefined, 100_000)
  await engine.filter({ run: 1, source: source('ip'), flavour: 'libpcap' })
  await engine.open(fileOf(gzipSync(pcap)))
  let kept = 0
  const room = packets.findIndex(({ bytes }) => (kept += bytes.length) > 100_000)
  expect(reading()).toMatchObject({ state: 'full', packets: room })
  expect(totals()).toMatchObject({ done: room, total: room })
  const { total, rows } = await engine.rows(all, room - 1, 5)
  expect(total).toBe(room)
  expect(rows.map(({ number }) => number)).toEqual([room])
  expect((await engine.packet(room))?.bytes).toEqual(Uint8Array.from(packets[room - 1]?.bytes ?? []))
  expect(await engine.packet(room + 1)).toBeNull()
})

test('a file that is larger than memory is read when its packets are asked for', async () => {
  const { engine, totals, reading } = start(undefined, 100_000)
  await engine.filter({ run: 1, source: source('tcp port 80'), flavour: 'libpcap' })
  await engine.open(fileOf(pcap))
  expect(reading()).toMatchObject({ state: 'whole', packets: 3000 })
  expect(totals()).toMatchObject({ matches: 356, isCounted: true })
  const blob = await engine.exportPcap(all)
  expect(Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(pcap)).toBe(true)
})

it('tells of a file that cannot be read at all', async () => {
  const { engine, reading } = start()
  const file = fileOf(pcap)
  file.stream = () =>
    new ReadableStream({
      pull: (controller) => {
        controller.error(new DOMException('gone', 'NotReadableError'))
      },
    })
  await engine.open(file)
  expect(reading()).toMatchObject({ state: 'broken', packets: 0 })
  expect(reading().fault?.message).toBe('The file cannot be read: gone')
})

test.each([
  ['changed', (file: File) => new File([file.slice(0, 1_000_000)], '').stream()],
  [
    'gone',
    () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull: (controller) => {
          controller.error(new DOMException('gone', 'NotReadableError'))
        },
      }),
  ],
])('of a file that is %s when it is read again, heads are what is left', async (_, again) => {
  const { engine, totals, reading } = start()
  const written = [...mixedCapture({ seed: 1, packets: 6000 })]
  const file = fileOf(writePcap(written))
  const readings = [file.stream(), again(file)]
  file.stream = () => readings.shift() ?? new Blob([]).stream()
  await engine.filter({ run: 1, source: source('ip and ether[60] = 0'), flavour: 'libpcap' })
  await engine.open(file)
  const { state, packets: kept, fault } = reading()
  expect({ state, kept }).toEqual({ state: 'broken', kept: 6000 })
  const message =
    /^The file has changed since it was opened, or is gone\. From packet ([\d,]+) on only the first 64 bytes/
  const first = Number(message.exec(fault?.message ?? '')?.[1]?.replace(',', '')) - 1
  expect(first).toBeLessThan(4000)
  const { rows } = await engine.rows(all, 0, 6000)
  expect(rows.map(({ caplen }) => caplen)).toEqual(
    written.map(({ bytes }, row) => (row < first ? bytes.length : Math.min(64, bytes.length))),
  )
  expect(totals()).toMatchObject({ done: 6000, isCounted: true })
  expect(totals().matches).toBe(rows.filter(({ verdict }) => (verdict ?? 0) > 0).length)
})

it('looks for IP headers anew in packets of which only the heads are left', async () => {
  const { engine, totals, reading } = start()
  const tags = Buffer.from('81000001'.repeat(14), 'hex')
  const deep = packets.map(({ bytes, ...packet }) => {
    const tagged = Buffer.concat([bytes.subarray(0, 12), tags, bytes.subarray(12)])
    return { ...packet, bytes: Uint8Array.from(tagged), length: tagged.length }
  })
  const file = fileOf(writePcap(deep))
  const readings = [file.stream(), new File([file.slice(0, 100_000)], '').stream()]
  file.stream = () => readings.shift() ?? new Blob([]).stream()
  await engine.filter({ run: 1, source: { ...source('len > 0'), context: 'xt_bpf', linkType: 12 }, flavour: 'linux' })
  await engine.open(file)
  expect(reading().state).toBe('broken')
  const { rows } = await engine.rows(all, 0, 3000)
  const seen = rows.filter(({ verdict }) => verdict !== null)
  expect(seen.length).toBeLessThan(1500)
  expect(totals()).toMatchObject({ matches: seen.length, others: 3000 - seen.length })
})

it('what was read stays when it is given up', async () => {
  const { engine, reading } = start(
    (event, of) => {
      if (event.kind === 'reading' && event.reading.packets > 0) of.giveUp()
    },
    undefined,
    60,
  )
  await engine.open(fileOf(writePcap(mixedCapture({ seed: 1, packets: 20_000 }))))
  expect(reading().state).toBe('given up')
  expect(reading().packets).toBeGreaterThan(0)
  expect(reading().packets).toBeLessThan(20_000)
  expect((await engine.rows(all, 0, 1)).total).toBe(reading().packets)
})

it('a broken file keeps what came before and says where', async () => {
  const { reading, totals } = await opened(pcap.subarray(0, pcap.length - 1))
  expect(reading()).toMatchObject({ state: 'broken', packets: 2999 })
  expect(reading().fault?.message).toMatch(/^The file ends inside a packet/)
  expect(totals().total).toBe(2999)
})
