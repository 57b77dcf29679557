/** Frames out of the form, as the dissectors and tcpdump read them. */
import { describe, expect, it } from 'vitest'
import { dissect } from '../dissect/dissect.ts'
import { hasTcpdump, tcpdumpLine } from '../testing/tcpdump.ts'
import type { Field } from '../types.ts'
import { buildFrame, emptyForm, type FrameForm } from './build-frame.ts'

function warnings(fields: readonly Field[]): readonly string[] {
  return fields.flatMap((field) => [
    ...(field.warning === null ? [] : [`${field.key}: ${field.warning}`]),
    ...warnings(field.children),
  ])
}

const V6 = { version: 6, source: '2001:db8::8', destination: '2001:db8::1' } as const
const FORMS: readonly (readonly [name: string, form: Partial<FrameForm>, headers: string, tcpdump: RegExp])[] = [
  ['ping', { payload: 'abc' }, 'ethernet ipv4 icmp data', /ICMP echo request, id 1, seq 1, length 11/],
  [
    'SYN',
    { kind: 'tcp' },
    'ethernet ipv4 tcp',
    /\.49152 > 192\.168\.1\.1\.443: Flags \[S\], cksum 0x\w+ \(correct\).*mss 1460,sackOK,TS.*wscale 7/,
  ],
  [
    'ACK',
    { kind: 'tcp', flags: ['ACK'], payload: 'ffff', payloadIsHex: true },
    'ethernet ipv4 tcp data',
    /Flags \[\.\], cksum 0x\w+ \(correct\).*length 2/,
  ],
  [
    'UDP',
    { kind: 'udp', sourcePort: '40000', destinationPort: '9999', payload: 'hello' },
    'ethernet ipv4 udp data',
    /\.9999: (?:\[udp sum ok\] )?UDP, length 5/,
  ],
  ['DNS', { kind: 'dns' }, 'ethernet ipv4 udp dns', /\.53: \[?(?:udp sum ok\] )?1\+ A\? example\.org\. \(29\)/],
  ['ARP', { kind: 'arp' }, 'ethernet arp', /Request who-has 192\.168\.1\.1 tell 192\.168\.1\.142/],
  ['IPv6 ping', V6, 'ethernet ipv6 icmpv6', /\[icmp6 sum ok\] ICMP6, echo request/],
  ['IPv6 SYN', { ...V6, kind: 'tcp' }, 'ethernet ipv6 tcp', /Flags \[S\], cksum 0x\w+ \(correct\)/],
  ['tags', { vlans: '100, 10' }, 'ethernet vlan vlan#2 ipv4 icmp', /echo request/],
  ['labels', { labels: '16,32' }, 'ethernet mpls mpls#2 ipv4 icmp', /label 16.*label 32.*echo request/],
  ['router alert', { routerAlert: true }, 'ethernet ipv4 icmp', /options \(RA\)/],
  ['first fragment', { kind: 'udp', fragment: 'first' }, 'ethernet ipv4 udp', /flags \[\+\]/],
  ['later fragment', { kind: 'udp', fragment: 'later' }, 'ethernet ipv4 data', /offset 1480/],
  ['raw', { linkType: 12 }, 'ipv4 icmp', /echo request/],
  ['cooked', { linkType: 113 }, 'sll ipv4 icmp', /echo request/],
  ['cooked v2', { linkType: 276 }, 'sll2 ipv4 icmp', /echo request/],
  ['null', { linkType: 0 }, 'loopback ipv4 icmp', /echo request/],
  ['loop, IPv6', { linkType: 108, ...V6 }, 'loopback ipv6 icmpv6', /echo request/],
]

describe.each(FORMS)('%s', (_, changes, headers, tcpdump) => {
  const form = { ...emptyForm(1), ...changes }
  const { bytes } = buildFrame(form)

  it('has its headers, and nothing is wrong in it', () => {
    const { fields } = dissect({ linkType: form.linkType, bytes: bytes ?? new Uint8Array() })
    expect([fields.map(({ key }) => key).join(' '), warnings(fields)]).toEqual([headers, []])
  })
  // Where it is not installed, the dissectors stand in: their own tests hold what it said.
  if (hasTcpdump)
    it('is read alike by tcpdump', () => {
      // Raw IP is 101 in a file.
      expect(tcpdumpLine(form.linkType === 12 ? 101 : form.linkType, bytes ?? new Uint8Array())).toMatch(tcpdump)
    })
})

it.each([
  [{ sourceMac: 'x' }, ['sourceMac']],
  [{ source: '1.2.3', destination: '::1' }, ['source', 'destination']],
  [{ kind: 'tcp', sourcePort: '65536', ttl: '-1' }, ['sourcePort', 'ttl']],
  [{ vlans: '10, 4096' }, ['vlans']],
  [{ kind: 'dns', name: 'a..b' }, ['name']],
  [{ payload: 'xyz', payloadIsHex: true }, ['payload']],
  [{ kind: 'arp', linkType: 12 }, ['kind']],
] as const)('%j cannot be built', (changes, problems) => {
  expect(Object.keys(buildFrame({ ...emptyForm(1), ...changes }).problems ?? {})).toEqual(problems)
})
