/** Why, in words: each line was worked out by hand from the frame's bytes. */
import { describe, expect, it, test } from 'vitest'
import { sampleFrames } from '../../packet/index.ts'
import { defaultMetadata, type Environment } from '../../vm/index.ts'
import { compileSource } from '../compile-source.ts'
import { recordRun } from '../record-run.ts'
import type { SourceInput } from '../source-input.ts'
import { clausesOf, explainClauses, whyRows, type Why } from '../late.ts'

const plain: SourceInput = {
  language: 'filter',
  context: 'socket',
  text: '',
  linkType: 1,
  snaplen: 262144,
  netmask: null,
  optimize: true,
  live: false,
  names: '',
}

function explained(text: string, id: string, edits: Record<number, number> = {}): { why: Why; steps: number } {
  const source = { ...plain, text }
  const filter = clausesOf(source)
  const { program } = compileSource(source)
  const packet = sampleFrames.find((sample) => sample.id === id)?.frame.bytes.slice()
  if (filter === null || program === null || packet === undefined) throw new Error(`${text} or ${id} is not there`)
  for (const [offset, value] of Object.entries(edits)) packet[Number(offset)] = value
  const environment: Environment = { packet, metadata: defaultMetadata, flavour: 'linux' }
  const trace = recordRun(program, packet, defaultMetadata, 'linux')
  return { why: explainClauses(source, filter, environment, { program, trace }), steps: trace.steps }
}

/** `false, 003 at 4: …`, the first clause that was reached last. */
function told(text: string, id: string, clause = 0): string {
  const { value, reason, decision } = explained(text, id).why.clauses[clause] ?? {}
  const place =
    decision?.pc === null || decision?.pc === undefined
      ? ''
      : `, ${String(decision.pc).padStart(3, '0')} at ${decision.step}`
  return `${value ?? ''}${place}${decision?.whole ? ' (whole)' : ''}: ${reason ?? ''}`
}

describe('one clause', () => {
  it.each<[string, string, string]>([
    ['dst host 192.168.1.1', 'icmp-echo', 'true, 003 at 4: IPv4 destination: bytes 30–33 are 192.168.1.1'],
    [
      'dst host 192.168.1.9',
      'icmp-echo',
      'false, 003 at 4: IPv4 destination: bytes 30–33 are 192.168.1.1, not 192.168.1.9',
    ],
    ['dst host 192.168.1.1', 'arp-request', 'true, 007 at 5: ARP target IP: bytes 38–41 are 192.168.1.1'],
    [
      'dst host 192.168.1.1',
      'vlan-tcp',
      'false, 005 at 4: EtherType: bytes 12–13 are 802.1Q VLAN (0x8100), not IPv4, ARP or RARP',
    ],
    [
      'net 10.0.0.0/8',
      'icmp-echo',
      'false, 007 at 8: IPv4 source: bytes 26–29 are 192.168.1.142, not in 10.0.0.0/8; IPv4 destination: bytes 30–33 are 192.168.1.1, not in 10.0.0.0/8',
    ],
    [
      'tcp port 80',
      'tcp-syn',
      'false, 017 at 12: TCP source port: bytes 34–35 are 49152, not 80 (http); TCP destination port: bytes 36–37 are 443 (https), not 80 (http)',
    ],
    ['udp port 53', 'dns-query', 'true, 017 at 12: UDP destination port: bytes 36–37 are 53 (domain)'],
    ['tcp', 'dns-query', 'false, 003 at 4: IPv4 protocol: byte 23 is UDP (17), not TCP'],
    ['vlan 5', 'vlan-tcp', 'false, 006 at 5: VLAN id: bytes 14–15 hold 10, not 5'],
    ['vlan 10', 'vlan-tcp', 'true, 006 at 5: VLAN id: bytes 14–15 hold 10'],
    ['ip[8] > 100', 'icmp-echo', 'false, 003 at 4: IPv4 time to live: byte 22 is 64, not above 100'],
    ['ip[8] >= 64', 'icmp-echo', 'true, 003 at 4: IPv4 time to live: byte 22 is 64, at least 64'],
    [
      'tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn',
      'tcp-syn',
      'true, 009 at 10: TCP flags: byte 47 is SYN; of SYN, ACK only SYN set? Yes',
    ],
    [
      'ip[2:2] > len',
      'icmp-echo',
      'false, 007 at 8: IPv4 total length: bytes 16–17 are 28, not above the packet’s length, 42',
    ],
    [
      'len > ip[2:2] + 14',
      'icmp-echo',
      'false, 008 at 9: the packet’s length is 42, not above 42, computed from bytes 16–17',
    ],
    [
      'ip[12:4] = ip[16:4]',
      'icmp-echo',
      'false, 007 at 8: IPv4 source: bytes 26–29 are 192.168.1.142, not IPv4 destination, 192.168.1.1 in bytes 30–33',
    ],
    [
      'ip[0] & 0xf = ip[8]',
      'icmp-echo',
      'false, 008 at 9: IPv4 header length in words: byte 14 holds 5, not IPv4 time to live, 64 in byte 22',
    ],
    // 64 is 4 only as a version.
    [
      'ip[0] & 0xf0 = ip[8]',
      'icmp-echo',
      'true, 008 at 9: computed from byte 14: 64, equal to IPv4 time to live, 64 in byte 22',
    ],
    ['ip[8] - 1 = 62', 'icmp-echo', 'false, 003 at 4 (whole): computed from byte 22: 0x3f, not 0x3e'],
    ['-ip[8] = 1', 'icmp-echo', 'false, 004 at 5: computed from byte 22: 0xffffffc0, not 1'],
    [
      'ip[8] & 0xf > 3',
      'icmp-echo',
      'false, 004 at 5: IPv4 time to live under mask 0xf, computed from byte 22: 0, not above 3',
    ],
    [
      '(ip[0] >> 4) & 7 = 3',
      'icmp-echo',
      'false, 005 at 6: computed from byte 14: 0x4; IP version under mask 7 is 3? No',
    ],
    ['len - 14 > 30', 'icmp-echo', 'false, 002 at 3: computed from the packet’s length: 0x1c, not above 0x1e'],
    [
      '((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0',
      'tcp-syn',
      'false, 017 at 18 (whole): computed from bytes 16–17, 14 and 46: 0',
    ],
    // What is under a mask of zeros is told of no packet.
    ['ip net 0.0.0.0/0', 'icmp-echo', 'true, 001 at 2: EtherType: bytes 12–13 are IPv4 (0x0800)'],
    ['ip6 net 2001:db8::/32', 'ipv6-ping', 'true, 003 at 4: IPv6 source: bytes 22–25 are 2001:0db8, in 2001:db8::/32'],
    [
      'ip6 net 2001:db8::/33',
      'ipv6-ping',
      'true, 005 at 6: IPv6 source: bytes 22–29 are 2001:0db8:0000:0000, in 2001:db8::/33',
    ],
    [
      'ip6 src net 2001:db8:1::/48',
      'ipv6-ping',
      'false, 006 at 7: IPv6 source: bytes 22–29 are 2001:0db8:0000:0000, not in 2001:db8:1::/48',
    ],
    [
      'ip6 src host 2001:db8::1',
      'ipv6-ping',
      'false, 009 at 10: IPv6 source: bytes 22–37 are 2001:db8::8e, not 2001:db8::1',
    ],
    // The pieces behind the first that differs are not known.
    [
      'ip6 src net 2001:db9::/48',
      'ipv6-ping',
      'false, 003 at 4: IPv6 source, first 4 bytes: bytes 22–25 are 2001:0db8, not 2001:0db9',
    ],
    ['greater 100', 'icmp-echo', 'false, 001 at 2: the packet’s length is 42, below 100'],
    [
      'ether[100] = 1',
      'icmp-echo',
      'unreadable, 000 at 1 (whole): asks for byte 100: the frame has 42 bytes; the kernel drops it here',
    ],
    [
      'ip[0] / ip[1] = 2',
      'icmp-echo',
      'unreadable, 007 at 8 (whole): divides by zero: the kernel drops the packet here',
    ],
  ])('%s for %s', (text, id, expected) => {
    expect(told(text, id)).toBe(expected)
  })
})

describe('where the optimized program knew it earlier', () => {
  test('by a test that serves another clause first', () => {
    expect(told('dst host 192.168.1.1 and ip', 'icmp-echo', 1)).toBe(
      'true, 001 at 2: EtherType: bytes 12–13 are IPv4 (0x0800)',
    )
  })
  test('for the whole: that it is not ARP was never asked', () => {
    expect(told('dst host 192.168.1.1 and ip', 'vlan-tcp')).toBe(
      'false, 001 at 2 (whole): EtherType: bytes 12–13 are 802.1Q VLAN (0x8100), not IPv4, ARP or RARP',
    )
  })
})

it.each<[string, string, number | null]>([
  ['dst host 192.168.1.1 and ip', 'icmp-echo', 1],
  ['dst host 192.168.1.1 and ip', 'vlan-tcp', 0],
  ['arp or udp or tcp', 'dns-query', 1],
  ['', 'icmp-echo', null],
])('%j for %s is decided by clause %s', (text, id, decider) => {
  expect(explained(text, id).why.decider).toBe(decider)
})

describe('notes', () => {
  it.each<[string, string, string[]]>([
    ['dst host 192.168.1.1', 'vlan-tcp', ['A VLAN tag moves IPv4 four bytes on: try `vlan and dst host 192.168.1.1`.']],
    ['udp or tcp', 'vlan-tcp', ['A VLAN tag moves IPv4 four bytes on: try `vlan and (udp or tcp)`.']],
    ['udp', 'vlan-tcp', ['A VLAN tag moves IPv4 four bytes on; this filter does not look behind it.']],
    [
      'vlan 10 and host 192.168.1.1',
      'vlan-tcp',
      [
        'Behind `vlan 10` everything is looked for four bytes further on, past the tag: the EtherType in bytes 16–17, IPv4 from byte 18.',
      ],
    ],
    // Nothing stands behind it.
    ['tcp or vlan', 'vlan-tcp', []],
    ['ip', 'icmp-echo', []],
  ])('%s for %s', (text, id, notes) => {
    expect(explained(text, id).why.notes).toEqual(notes)
  })

  test('where the optimized program reads first what the text asks last, that is said', () => {
    const found = explained('ip or ether[100] = 1 and ip', 'arp-request')
    expect(found.why.notes).toEqual([])
    expect(found.why.clauses.map(({ value }) => value)).toEqual(['false', 'unreadable', 'not reached'])
  })
})

describe('at a moment of the run', () => {
  const at = (text: string, id: string, step: number): string[] => {
    const { why, steps } = explained(text, id)
    return whyRows(why, Math.min(step, steps), steps).map(
      ({ goesOn, text: part, state, detail }) => `${'·'.repeat(goesOn.length)}${part}: ${state}; ${detail}`,
    )
  }
  const address = 'dst host 192.168.1.1 and ip'
  it.each<[string, string, number, string[]]>([
    [
      address,
      'icmp-echo',
      3,
      [
        'and: undecided; true only if both are',
        '·dst host 192.168.1.1: later; `003` decides it at step 4',
        '·ip: true; `001`, step 2: EtherType: bytes 12–13 are IPv4 (0x0800)',
      ],
    ],
    [
      address,
      'vlan-tcp',
      9,
      [
        'and: false; one of them is not true',
        '·dst host 192.168.1.1: false; EtherType: bytes 12–13 are 802.1Q VLAN (0x8100), not IPv4, ARP or RARP; `001` decided the whole at step 2',
        '·ip: not reached; not asked: `dst host 192.168.1.1` has decided',
      ],
    ],
    [
      'arp or not ip6',
      'icmp-echo',
      9,
      [
        'or: true; one of them is true',
        '·arp: false; `001`, step 2: EtherType: bytes 12–13 are IPv4 (0x0800), not ARP',
        '·not: true; ',
        '··ip6: false; `002`, step 3: EtherType: bytes 12–13 are IPv4 (0x0800), not IPv6',
      ],
    ],
    ['ip', 'icmp-echo', 0, ['ip: later; `001` decides it at step 2']],
  ])('%s for %s at step %i', (text, id, step, rows) => {
    expect(at(text, id, step)).toEqual(rows)
  })
})

test('one byte of the address changed turns the answer', () => {
  const { why } = explained('dst host 192.168.1.1 and ip', 'icmp-echo', { 33: 9 })
  expect(why.clauses[0]?.reason).toBe('IPv4 destination: bytes 30–33 are 192.168.1.9, not 192.168.1.1')
  expect(why.whole).toBe('false')
})
