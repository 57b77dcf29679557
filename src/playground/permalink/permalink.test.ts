import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import goldenLinks from '../testdata/golden-links.json' with { type: 'json' }
import { emptySituation, type Situation } from '../situation.ts'
import { decodeLink, encodeCompactLink, encodeReadableLink, isLink, MAX_LINK_LENGTH } from './index.ts'

const word = fc.nat({ max: 0xffffffff })
const ownFrame = fc.record({
  name: fc.string({ unit: 'grapheme', maxLength: 20 }),
  linkType: fc.constantFrom(1, 12, 4711),
  bytes: fc.uint8Array({ maxLength: 90 }),
})

const situations: fc.Arbitrary<Situation> = fc
  .record({
    language: fc.constantFrom('filter' as const, 'assembly' as const, 'bytecode' as const),
    text: fc.string({ unit: 'binary', maxLength: 60 }),
    linkType: fc.constantFrom(1, 12, 4711),
    snaplen: fc.nat({ max: 262144 }),
    netmask: fc.option(word, { nil: null }),
    optimize: fc.boolean(),
    live: fc.boolean(),
    names: fc.string({ unit: 'grapheme', maxLength: 40 }),
    flavour: fc.constantFrom('linux' as const, 'libpcap' as const),
    frame: fc.constantFrom('icmp-echo', 'arp-request', 'own-1'),
    own: fc.array(ownFrame, { maxLength: 3 }),
    edited: fc.option(ownFrame, { nil: null }),
    metadata: fc.record({ cpu: word, len: fc.option(word, { nil: null }), vlan_tci: word }, { requiredKeys: [] }),
    step: fc.nat({ max: 10_000 }),
    breakpoints: fc.uniqueArray(fc.nat({ max: 4095 })).map((pcs) => pcs.sort((a, b) => a - b)),
    context: fc.constantFrom('socket', 'xt_bpf', 'seccomp'),
    tab: fc.constantFrom('listing', 'graph', 'optimizer'),
    watches: fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 3 }),
    stopRules: fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 3 }),
    wireLengths: fc.dictionary(fc.constantFrom('own-1', 'own-2'), fc.nat(65535), { noNullPrototype: true }),
    expected: fc.dictionary(
      fc.constantFrom('icmp-echo', 'own-1'),
      fc.constantFrom('accept' as const, 'drop' as const),
      {
        noNullPrototype: true,
      },
    ),
    pane: fc.constantFrom('source' as const, 'program' as const, 'machine' as const),
  })
  .map(({ own, edited, ...rest }) => {
    const frames = own.map((frame, index) => ({ id: `own-${index + 1}`, ...frame }))
    if (edited) frames.push({ id: 'arp-request', ...edited })
    return { ...rest, frames, frame: rest.frame === 'own-1' && own.length === 0 ? 'icmp-echo' : rest.frame }
  })

describe('a link holds all of a situation', () => {
  it('readable', () =>
    fc.assert(
      fc.asyncProperty(situations, async (situation) => {
        const link = encodeReadableLink(situation)
        expect(await decodeLink(link)).toEqual({ ok: true, value: situation })
        expect(link).toMatch(/^#[\w.,:;/?@=&+%~-]*$/)
      }),
    ))
  it('compact', () =>
    fc.assert(
      fc.asyncProperty(situations, async (situation) => {
        const link = await encodeCompactLink(situation)
        expect(await decodeLink(link)).toEqual({ ok: true, value: situation })
        expect(link).toMatch(/^#1\/[\w-]+$/)
      }),
    ))
  it('where the text is not well-formed, a stray half of a pair alone is replaced', async () => {
    const decoded = await decodeLink(encodeReadableLink({ ...emptySituation(), text: 'a\ud800b' }))
    expect(decoded).toMatchObject({ ok: true, value: { text: 'a\ufffdb' } })
  })
})

describe('links that are out in the world stay readable', () => {
  it.each(goldenLinks.links)('$what', async ({ link, situation }) => {
    const decoded = await decodeLink(link)
    const { frames, ...rest } = situation as Partial<Situation> & { frames?: { bytes: unknown }[] }
    const expected = {
      ...emptySituation(),
      ...rest,
      frames: (frames ?? []).map((frame) => ({
        ...frame,
        bytes: new Uint8Array(Buffer.from(String(frame.bytes), 'hex')),
      })),
    }
    expect(decoded).toEqual({ ok: true, value: expected })
  })
})

describe('what is left out of a link is the default', () => {
  it.each(['#f=icmp', '#v=1&f=icmp', 'v=1&f=icmp', '#v=1&f=icmp&later=addition', '#&f=icmp&'])('%s', async (link) => {
    expect(await decodeLink(link)).toEqual({ ok: true, value: { ...emptySituation(), text: 'icmp' } })
  })
  it('a frame alone is in view', async () => {
    const decoded = await decodeLink('#f=icmp&raw=00ff')
    expect(decoded).toMatchObject({ ok: true, value: { frame: 'own-1', frames: [{ id: 'own-1', linkType: 1 }] } })
  })
})

describe('a link that cannot be opened says why', () => {
  it.each([
    ['#v=2&f=icmp', 'newer version of this page (link format 2'],
    ['#2/abc', 'newer version of this page (link format 2'],
    ['#v=0&f=icmp', 'version is not one there ever was'],
    ['#hello', 'not a link of this page'],
    ['#f=%zz', 'part “f” is damaged'],
    ['#f=%ff', 'part “f” is damaged'],
    ['#f=icmp&step=', 'part “step” cannot be “”'],
    ['#f=icmp&step=-1', 'part “step” cannot be “-1”'],
    ['#f=icmp&step=99999999', 'part “step”'],
    ['#f=icmp&lang=perl', 'part “lang” cannot be “perl”'],
    ['#f=icmp&dlt=NOSUCH', 'part “dlt” cannot be “NOSUCH”'],
    ['#f=icmp&o=2', 'part “o”'],
    ['#f=icmp&live=yes', 'part “live” cannot be “yes”'],
    ['#f=icmp&snap=1e3', 'part “snap”'],
    ['#f=icmp&mask=1.2.3', 'part “mask”'],
    ['#f=icmp&mask=1.2.3.256', 'part “mask”'],
    ['#f=icmp&vm=bsd', 'part “vm”'],
    ['#f=icmp&bp=1,x', 'part “bp”'],
    ['#f=icmp&bp=4096', 'part “bp”'],
    ['#f=icmp&skb=cpu:x', 'part “skb”'],
    ['#f=icmp&skb=nosuch:1', 'part “skb”'],
    ['#f=icmp&exp=icmp-echo:maybe', 'part “exp”'],
    ['#f=icmp&pane=attic', 'part “pane”'],
    ['#f=icmp&pkt=nosuch', 'a frame that this page does not have: “nosuch”'],
    ['#f=icmp&pkt=Not/an/id', 'part “pkt”'],
    ['#f=icmp&raw=abc', 'part “raw”'],
    ['#f=icmp&raw=own-1~EN10MB~zz', 'part “raw”'],
    ['#f=icmp&raw=00&raw=01', 'the same id'],
    ['#1/', 'damaged'],
    ['#1/!!!!', 'damaged'],
    ['#1/AAAA', 'damaged'],
    ['#1/q', 'damaged'],
  ])('%s', async (link, why) => {
    const decoded = await decodeLink(link)
    expect(decoded).toMatchObject({ ok: false })
    expect(decoded.ok ? '' : decoded.error).toContain(why)
    expect(decoded.ok ? '' : decoded.error).toMatch(/^This link cannot be opened: .*\.$/)
  })

  it('a compact one that was cut off', async () => {
    const link = await encodeCompactLink({ ...emptySituation(), text: 'tcp port 80 or udp port 53' })
    for (const length of [link.length - 1, link.length - 8, 12]) {
      expect(await decodeLink(link.slice(0, length))).toMatchObject({ ok: false })
    }
  })
  it('one longer than 64 KiB', async () => {
    const decoded = await decodeLink(`#f=${'x'.repeat(MAX_LINK_LENGTH)}`)
    expect(decoded).toMatchObject({ ok: false, error: expect.stringContaining('64 KiB') as string })
  })
  it('one that inflates to more than 1 MiB, without inflating all of it', async () => {
    const bomb = await encodeCompactLink({ ...emptySituation(), text: 'x'.repeat(40_000_000) })
    expect(bomb.length).toBeLessThan(MAX_LINK_LENGTH)
    const decoded = await decodeLink(bomb)
    expect(decoded).toMatchObject({ ok: false, error: expect.stringContaining('1 MiB') as string })
  })
  it('any text at all, without throwing', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), fc.boolean(), async (text, compact) => {
        const decoded = await decodeLink(compact ? `#1/${text}` : text)
        expect(typeof decoded.ok).toBe('boolean')
      }),
    ))
})

describe('isLink', () => {
  it.each([
    ['', false],
    ['#', false],
    ['#f=ip', true],
    ['#nonsense', true],
  ])('%j is %j', (hash, answer) => {
    expect(isLink(hash)).toBe(answer)
  })
})
