/** A capture opened, filtered, sorted and exported, without a Worker around it. */
import { describe, expect, it, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { mixedCapture } from '../../scripts/captures/mixed-capture.ts'
import { writePcap, writePcapng } from '../../scripts/captures/write-capture.ts'
import { DEFAULT_SNAPLEN, type SourceInput } from '../playground/index.ts'
import { all, fileOf, opened, packets, pcap, source, start } from './testing/open-capture.ts'

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

  it('rows up to the last, and none behind it', async () => {
    const { engine } = await opened(pcap)
    const numbers = async (from: number) => (await engine.rows(all, from, 40)).rows.map(({ number }) => number)
    expect(await numbers(2998)).toEqual([2999, 3000])
    expect(await numbers(5000)).toEqual([])
    expect(await engine.rows(all, 0, 1)).toMatchObject({ total: 3000, rows: [{ number: 1 }] })
  })

  it('a packet and its place', async () => {
    const { engine } = await opened(pcap)
    const [, second] = packets
    const packet = await engine.packet(2)
    expect(packet).toMatchObject({ number: 2, linkType: 1, length: second?.bytes.length })
    expect(Buffer.from(packet?.bytes ?? []).equals(Buffer.from(second?.bytes ?? []))).toBe(true)
    expect(await engine.packet(3001)).toBeNull()
    expect(await engine.place({ ...all, descending: true }, 3000)).toBe(0)
    const places = [1, 3000, 0, -1, 3001, 1.5, NaN].map((number) => engine.place(all, number))
    expect(await Promise.all(places)).toEqual([0, 2999, -1, -1, -1, -1, -1])
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
  expect(rows.slice(0, 4).map(({ time }) => time)).toEqual([null, null, null, 0])
  expect(rows[52]?.time).toBeGreaterThan(0)
  expect(totals().histogram?.seconds).toBeCloseTo(rows[52]?.time ?? 0, 6)
})

it('tells times of clocks that begin with 1970', async () => {
  const early = packets.slice(0, 4).map((packet, index) => ({ ...packet, time: BigInt(index) * 50_000_000n }))
  const { engine, totals } = await opened(writePcap(early))
  const { rows } = await engine.rows({ ...all, sort: 'time', descending: true }, 0, 4)
  expect(rows.map(({ time }) => time)).toEqual([0.15, 0.1, 0.05, 0])
  expect(totals().histogram?.all.reduce((sum, count) => sum + count)).toBe(4)
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
    expect(lines[0]).toBe('number,time,epoch,source,destination,protocol,length,captured,info,verdict,steps')
    expect(lines[1]).toMatch(/^\d+,\d+\.\d{9},\d{10}\.\d{9},10\.0\.\d\.\d+,[\d.]+,TCP,\d+,\d+,.*,262144,\d+$/)
  })
})
