/** A capture opened, filtered, sorted and exported, without a Worker around it. */
import { describe, expect, it, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { mixedCapture } from '../../scripts/captures/mixed-capture.ts'
import { writePcap, writePcapng } from '../../scripts/captures/write-capture.ts'
import { DEFAULT_LINK_TYPE, DEFAULT_SNAPLEN, type SourceInput } from '../playground/index.ts'
import { CaptureEngine } from './capture-engine.ts'
import type { Arrangement, Event, FilterTotals, ReadingState } from './protocol.ts'

const packets = [...mixedCapture({ seed: 6, packets: 3000 })]
const pcap = writePcap(packets)
const all: Arrangement = { sort: 'number', descending: false, show: 'all' }

function fileOf(bytes: Uint8Array, name = 'mixed.pcap'): File {
  return new File([Uint8Array.from(bytes)], name)
}

function source(text: string): SourceInput {
  return {
    language: 'filter',
    text,
    context: 'socket',
    linkType: DEFAULT_LINK_TYPE,
    snaplen: DEFAULT_SNAPLEN,
    netmask: null,
    optimize: true,
    live: false,
    names: '',
  }
}

/** A clock that runs a little at each look, so that pauses come. */
function start(each: (event: Event, engine: CaptureEngine) => void = () => undefined, most?: number, tick = 5) {
  const events: Event[] = []
  let time = 0
  const surroundings = {
    tell: (event: Event) => {
      events.push(structuredClone(event))
      each(event, engine)
    },
    pause: () => new Promise<void>((resolve) => void setImmediate(resolve)),
    now: () => (time += tick),
  }
  const engine: CaptureEngine = new CaptureEngine(surroundings, most)
  const totals = (): FilterTotals => {
    const last = events.filter((event) => event.kind === 'filtered').at(-1)
    if (last === undefined) throw new Error('nothing was filtered')
    return last.totals
  }
  const reading = (): ReadingState => {
    const last = events.filter((event) => event.kind === 'reading').at(-1)
    if (last === undefined) throw new Error('nothing was read')
    return last.reading
  }
  return { engine, events, totals, reading }
}

async function opened(bytes: Uint8Array, text = 'tcp port 80', tick?: number) {
  const started = start(undefined, undefined, tick)
  await started.engine.filter({ run: 1, source: source(text), flavour: 'libpcap' })
  await started.engine.open(fileOf(bytes))
  return started
}

test.each([
  ['pcap', pcap],
  ['pcapng', writePcapng(packets)],
  ['gzip', gzipSync(pcap)],
])('%s is read and filtered', async (_, bytes) => {
  const { totals, reading } = await opened(bytes)
  expect(reading()).toMatchObject({ state: 'whole', packets: 3000, linkTypes: [1], fault: null })
  // What tcpdump counts: src/cli/filter.test.ts.
  expect(totals()).toMatchObject({ run: 1, done: 3000, total: 3000, matches: 356, others: 0 })
})

describe('what the capture says of the filter', () => {
  it('counts instructions, tests and steps', async () => {
    const { totals } = await opened(pcap, 'arp')
    const { executed, taken, steps, worst } = totals()
    expect([...executed]).toEqual([3000, 3000, 153, 2847])
    expect([...taken]).toEqual([0, 153, 0, 0])
    expect({ steps, worst }).toEqual({ steps: 9000, worst: 3 })
  })

  it('counts for each clause how often it was true and false', async () => {
    const { totals } = await opened(pcap, 'arp or vlan 9 or ip6 and udp')
    const [arp, vlan] = totals().clauses
    expect(arp).toEqual({ held: 153, failed: 2847 })
    expect(vlan).toEqual({ held: 0, failed: 2847 })
  })

  it('draws matches over time', async () => {
    const { totals } = await opened(pcap)
    const { histogram } = totals()
    const sum = (bars: Uint32Array | undefined): number => bars?.reduce((a, b) => a + b, 0) ?? 0
    expect([sum(histogram?.all), sum(histogram?.matches)]).toEqual([3000, 356])
  })
})

describe('rows', () => {
  it('are those in view, in order', async () => {
    const { engine } = await opened(pcap)
    const answer = await engine.rows(all, 10, 3)
    expect(answer).toMatchObject({ total: 3000, from: 10 })
    expect(answer.rows.map(({ number }) => number)).toEqual([11, 12, 13])
    expect((await engine.rows({ ...all, show: 'matching' }, 0, 1)).total).toBe(356)
    expect((await engine.rows({ ...all, show: 'dropped' }, 0, 1)).total).toBe(2644)
  })

  test.each(['time', 'source', 'destination', 'protocol', 'length', 'verdict', 'steps'] as const)(
    'sort by %s',
    async (sort) => {
      const { engine } = await opened(pcap)
      const { rows } = await engine.rows({ sort, descending: false, show: 'all' }, 0, 3000)
      const collator = new Intl.Collator('en', { numeric: true })
      const order = (a: string | number, b: string | number): number =>
        typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
      for (const [index, row] of rows.entries()) {
        const next = rows[index + 1]
        if (next === undefined) continue
        const compared = order(row[sort] ?? 0, next[sort] ?? 0)
        expect(compared).toBeLessThanOrEqual(0)
        if (compared === 0) expect(row.number).toBeLessThan(next.number)
      }
      const down = await engine.rows({ sort, descending: true, show: 'all' }, 0, 1)
      expect(down.rows[0]?.[sort]).toEqual(rows.at(-1)?.[sort])
    },
  )

  it('have their verdict before the filter has come to them', async () => {
    const { engine } = start()
    await engine.open(fileOf(pcap))
    expect((await engine.rows(all, 0, 1)).rows[0]?.verdict).toBeNull()
    const filtered = engine.filter({ run: 1, source: source('arp or ip or ip6 or vlan'), flavour: 'libpcap' })
    expect((await engine.rows(all, 2999, 1)).rows[0]?.verdict).toBe(DEFAULT_SNAPLEN)
    await filtered
  })

  it('a packet and its place', async () => {
    const { engine } = await opened(pcap)
    const [, second] = packets
    const packet = await engine.packet(2)
    expect(packet).toMatchObject({ number: 2, linkType: 1, length: second?.bytes.length })
    expect(Buffer.from(packet?.bytes ?? []).equals(Buffer.from(second?.bytes ?? []))).toBe(true)
    expect(await engine.packet(3001)).toBeNull()
    expect(await engine.place({ ...all, descending: true }, 3000)).toBe(0)
  })
})

it('the newest filter wins', async () => {
  const { engine, events } = start()
  await engine.open(fileOf(pcap))
  const runs = ['arp', 'icmp', 'tcp port 80'].map((text, run) =>
    engine.filter({ run, source: source(text), flavour: 'libpcap' }),
  )
  await Promise.all(runs)
  const told = events.flatMap((event) => (event.kind === 'filtered' ? [event.totals] : []))
  expect(told.filter(({ isCounted }) => isCounted).map(({ run }) => run)).toContain(2)
  expect(told.slice(told.findIndex(({ run }) => run === 2)).every(({ run }) => run === 2)).toBe(true)
  expect(told.some(({ run, isCounted }) => run < 2 && isCounted)).toBe(false)
  expect(told.at(-1)).toMatchObject({ matches: 356, done: 3000, isCounted: true })
})

describe('while a file is read', () => {
  const many = [...mixedCapture({ seed: 7, packets: 40_000 })]

  it('filters the packets that have come', async () => {
    const { engine, events, totals } = await opened(writePcap(many), 'tcp port 80', 6)
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
    const { engine, totals } = start((event, of) => {
      if (event.kind !== 'filtered' || asked.length > 0 || event.totals.done === event.totals.total) return
      asked.push(of.filter({ run: 2, source: source('arp'), flavour: 'libpcap' }))
    })
    await engine.filter({ run: 1, source: source('tcp port 80'), flavour: 'libpcap' })
    await engine.open(fileOf(writePcap(many)))
    await Promise.all(asked)
    expect(asked).toHaveLength(1)
    const { totals: alone } = await opened(writePcap(many), 'arp')
    expect({ ...totals(), run: 1 }).toEqual(alone())
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

it('packets of another link type are not run', async () => {
  const { engine, totals } = await opened(writePcap(packets, { linkType: 101 }))
  expect(totals()).toMatchObject({ matches: 0, others: 3000 })
  expect((await engine.rows(all, 0, 1)).rows[0]?.verdict).toBeNull()
})

it('in iptables sees the packets that have an IP header, from there on', async () => {
  const { engine, totals } = start()
  await engine.open(fileOf(pcap))
  const inRule = (text: string): SourceInput => ({ ...source(text), context: 'xt_bpf', linkType: 12 })
  const ip = packets.flatMap(({ bytes, length = bytes.length }) => {
    const [types] = /^(8100....|88a8....)*(0800|86dd)(?=..)/.exec(Buffer.from(bytes.subarray(12)).toString('hex')) ?? []
    return types === undefined ? [] : [{ length: length - 12 - types.length / 2 }]
  })
  for (const [run, text] of ['tcp port 80', 'len > 100', 'ip[0] >> 4 = 4'].entries()) {
    await engine.filter({ run, source: inRule(text), flavour: 'linux' })
    const { matches, others, executed } = totals()
    expect(others).toBe(3000 - ip.length)
    expect(executed[0]).toBe(ip.length)
    expect(matches).toBeGreaterThan(100)
    const { total, rows } = await engine.rows({ ...all, show: 'matching' }, 0, 3000)
    expect(total).toBe(matches)
    expect(rows.every(({ verdict }) => verdict !== null && verdict > 0)).toBe(true)
  }
  await engine.filter({ run: 9, source: inRule('len > 104'), flavour: 'linux' })
  expect(totals().matches).toBe(ip.filter(({ length }) => length > 104).length)
  const { rows } = await engine.rows(all, 0, 3000)
  expect(rows.filter(({ verdict }) => verdict === null)).toHaveLength(3000 - ip.length)
})

it('tells how far the first order by a text is', async () => {
  const { engine, events } = await opened(writePcap([...mixedCapture({ seed: 6, packets: 30_000 })]), '')
  const order = { ...all, sort: 'source' } as const
  await engine.rows(order, 0, 1)
  const told = events.filter((event) => event.kind === 'sorting').map(({ progress }) => progress)
  expect(told.length).toBeGreaterThan(1)
  expect(told.at(-1)).toBeNull()
  const progress = told.slice(0, -1).map(Number)
  expect(progress).toEqual(progress.toSorted((one, other) => one - other))
  expect(progress[0]).toBeGreaterThan(0)
  expect(progress.at(-1)).toBeLessThan(1)
  await engine.rows({ ...order, descending: true }, 0, 1)
  expect(events.filter((event) => event.kind === 'sorting')).toHaveLength(told.length)
})

it('has no verdicts of the filter before for packets that are not run', async () => {
  const mixed = packets.slice(0, 60).map((packet, row) => ({ ...packet, interface: row % 2 }))
  const { engine, totals } = await opened(writePcapng(mixed, { interfaces: [{}, { linkType: 147 }] }), 'len > 0')
  expect(totals()).toMatchObject({ matches: 30, others: 30 })
  await engine.filter({ run: 2, source: { ...source('len < 0'), linkType: 147 }, flavour: 'libpcap' })
  expect(totals()).toMatchObject({ matches: 0, others: 30 })
  expect(totals().histogram?.matches.every((count) => count === 0)).toBe(true)
  const { rows } = await engine.rows({ ...all, sort: 'verdict' }, 0, 60)
  expect(rows.slice(0, 30).every(({ verdict }) => verdict === null)).toBe(true)
})

it('tells times from the first packet that has one', async () => {
  const untimed = writePcapng(packets.slice(0, 3), { block: 'simple' })
  const { engine, totals } = await opened(Buffer.concat([untimed, writePcapng(packets.slice(0, 50))]))
  const { rows } = await engine.rows(all, 0, 53)
  expect(rows.slice(0, 4).map(({ time }) => time)).toEqual([0, 0, 0, 0])
  expect(rows[52]?.time).toBeGreaterThan(0)
  expect(totals().histogram?.seconds).toBeCloseTo(rows[52]?.time ?? 0, 6)
})

describe('exports', () => {
  it('tell how far they are, and end where they are stopped', async () => {
    const { engine, events } = start((event, started) => {
      if (event.kind === 'writing' && event.writing !== null) started.stopWriting()
    })
    await engine.filter({ run: 1, source: source('tcp port 80'), flavour: 'libpcap' })
    await engine.open(fileOf(pcap))
    expect(await engine.exportCsv({ ...all, sort: 'length' })).toBeNull()
    const told = events.filter((event) => event.kind === 'writing').map(({ writing }) => writing)
    expect(told).toEqual([{ format: 'CSV', done: expect.any(Number) as number, total: 3000 }, null])
    expect(told[0]?.done).toBeLessThan(1500)
    expect((await engine.exportCsv(all))?.size).toBeGreaterThan(100_000)
  })

  it('the packets in view as pcap, byte for byte', async () => {
    const { engine } = await opened(pcap, '')
    const blob = await engine.exportPcap(all)
    expect(Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(pcap)).toBe(true)
  })

  it('the table as CSV', async () => {
    const { engine } = await opened(pcap)
    const text = (await (await engine.exportCsv({ ...all, show: 'matching' }))?.text()) ?? ''
    const lines = text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(357)
    expect(lines[0]).toBe('number,time,source,destination,protocol,length,captured,info,verdict,steps')
    expect(lines[1]).toMatch(/^\d+,\d+\.\d{9},10\.0\.\d\.\d+,[\d.]+,TCP,\d+,\d+,.*,262144,\d+$/)
  })
})
