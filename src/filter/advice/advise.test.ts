/**
 * What is said about filters that compile, and what is not: the second matters as much as the first.
 */
import { describe, expect, test } from 'vitest'
import { DLT } from '../../net/index.ts'
import { REJECTS_ALL, compileFilter } from '../compile.ts'
import { adviseFilter, explainRejection } from './advise.ts'

const options = { linkType: DLT.EN10MB as number, snaplen: 262144, netmask: null, optimize: true }

/** `severity code "place": message` of each remark. */
function remarks(text: string, linkType: number = DLT.EN10MB): string[] {
  return adviseFilter(text, { ...options, linkType }).map(
    ({ severity, code, message, span }) =>
      `${severity} ${code.slice('filter/'.length)} "${text.slice(span.from, span.to)}": ${message}`,
  )
}

describe('clauses that contradict, or say nothing', () => {
  test.each([
    ['ip[0] > 255', 'always-false "ip[0] > 255": `ip[0] > 255` is never true'],
    ['tcp[13] & 2 = 4', 'always-false "tcp[13] & 2 = 4": `tcp[13] & 2 = 4` is never true'],
    ['icmp or 1 = 2', 'always-false "1 = 2": `1 = 2` is never true'],
    ['ip[2:2] - 20 > 65536 and ip[2:2] > 20', null],
    ['ip proto 300 or icmp', 'always-false "ip proto 300": `ip proto 300` is never true'],
    [
      'less 100 and greater 200',
      'contradiction "less 100 and greater 200": `less 100` and `greater 200` cannot both be true',
    ],
    [
      'src net 10.0.0.0/8 and src host 192.168.1.1',
      'contradiction "src net 10.0.0.0/8 and src host 192.168.1.1": `src net 10.0.0.0/8` and `src host 192.168.1.1` cannot both be true',
    ],
    ['(port 80 and icmp) or arp', 'contradiction "port 80 and icmp": `port 80` and `icmp` cannot both be true'],
    [
      '(tcp port 80 and udp) or arp',
      'contradiction "tcp port 80 and udp": `tcp port 80` and `udp` cannot both be true',
    ],
    ['ip and (arp or tcp)', 'contradiction "arp": `ip` and `arp` cannot both be true'],
    [
      'ip multicast and dst host 10.0.0.1',
      'contradiction "ip multicast and dst host 10.0.0.1": `ip multicast` and `dst host 10.0.0.1` cannot both be true',
    ],
    [
      'arp or (not (ip or ip6) and tcp)',
      'contradiction "not (ip or ip6) and tcp": `not (ip or ip6)` and `tcp` cannot both be true',
    ],
    [
      'tcp src portrange 1-100 and tcp src port 200',
      'contradiction "tcp src portrange 1-100 and tcp src port 200": `tcp src portrange 1-100` and `tcp src port 200` cannot both be true',
    ],
    ['arp[0] >= ip[0] or tcp', 'always-false "arp[0] >= ip[0]": `arp[0] >= ip[0]` is never true'],
    ['arp or not ip[0] >= 0', 'always-true "ip[0] >= 0": `ip[0] >= 0` is always true'],
    ['arp or not 1 = 2', 'always-true "not 1 = 2": `not 1 = 2` is always true'],
    ['not ip or ip', 'always-true "not ip or ip": One of `not ip` and `ip` is always true'],
    [
      'not (ip and arp)',
      'always-true "not (ip and arp)": `ip` and `arp` are never both true, so `not (ip and arp)` always is',
    ],
    ['len >= 0', 'always-true "len >= 0": `len >= 0` is always true'],
    ['greater 0', 'always-true "greater 0": `greater 0` is always true'],
    ['ip[0] & 0xf < 16', 'always-true "ip[0] & 0xf < 16": `ip[0] & 0xf < 16` is always true'],
  ])('%s', (text, expected) => {
    const found = remarks(text).filter((each) => each.startsWith('warning'))
    expect(found).toEqual(expected === null ? [] : [`warning ${expected}`])
  })

  test('on a link type that carries nothing but IP, ARP is never true', () => {
    expect(remarks('arp or icmp', DLT.RAW)).toEqual(['warning always-false "arp": `arp` is never true'])
    expect(remarks('arp or icmp')).toEqual([])
  })

  test('the reason is given where it is a field with a name', () => {
    const notes = (text: string) => adviseFilter(text, options).flatMap((each) => each.notes)
    expect(notes('less 100 and greater 200')[0]).toBe('The length of the packet would have to be two things at once.')
    expect(notes('src port 1 and src port 2')[0]).toBe('The source port would have to be two things at once.')
    expect(notes('(tcp[13] = 2 and tcp[13] = 3) or arp')).toEqual(['So this part matches no packet.'])
    expect(notes('ip[0] > 255')).toEqual(['`ip[0]` is 0 to 255.'])
  })
})

describe('traps', () => {
  const MOVED = 'is looked for 4 bytes further on, behind the tag'
  test.each([
    ['vlan and ip', [`info moved "ip": After \`vlan\`, \`ip\` ${MOVED}`]],
    ['vlan or ip', [`warning moved "ip": After \`vlan\`, \`ip\` ${MOVED}`]],
    ['not vlan and ip', [`warning moved "ip": After \`vlan\`, \`ip\` ${MOVED}`]],
    ['vlan and tcp and len > 100', [`info moved "tcp": After \`vlan\`, \`tcp\` ${MOVED}`]],
    ['vlan and len > 100', []],
    ['vlan and ether host 00:00:5e:00:53:01', []],
    ['vlan 5 and vlan 6', []],
    ['pppoes and ip', ['info moved "ip": After `pppoes`, `ip` is looked for inside the PPPoE session']],
    ['host 10.0.0.1', ['info arp-too "host 10.0.0.1": `host 10.0.0.1` matches ARP and RARP as well as IPv4']],
    [
      'net 10 or net 10.0.0.0/8',
      ['info arp-too "net 10.0.0.0/8": `net 10.0.0.0/8` matches ARP and RARP as well as IPv4'],
    ],
    ['ip host 10.0.0.1', []],
    ['ip and host 10.0.0.1', []],
    ['host 10.0.0.1 and tcp', []],
    ['host 10.0.0.1 and port 80', []],
    ['arp and host 10.0.0.1', []],
    ['host 2001:db8::1', []],
    [
      'mpls and host 10.0.0.1',
      ['info moved "host 10.0.0.1": After `mpls`, `host 10.0.0.1` is looked for 4 bytes further on, behind the label'],
    ],
    [
      'tcp or udp and ip',
      ['info precedence "tcp or udp and ip": `and` and `or` have the same precedence and group from left to right'],
    ],
    ['(tcp or udp) and ip', []],
    ['tcp and ip or udp', []],
    ['tcp or (udp and ip)', []],
    ['port (80 or 443) and tcp', []],
    [
      'not tcp or udp and ip',
      ['info precedence "not tcp or udp and ip": `and` and `or` have the same precedence and group from left to right'],
    ],
  ])('%s', (text, expected) => {
    expect(remarks(text)).toEqual(expected)
  })

  test('the grouping is written out', () => {
    const [precedence] = adviseFilter('port 80 or 443 and tcp', options)
    expect(precedence?.notes).toEqual(['This means `(port 80 or 443) and tcp`.'])
  })

  test('in a live capture the program itself steps over the tag', () => {
    expect(adviseFilter('vlan or ip', { ...options, live: true })).toEqual([])
  })
})

describe('nothing is said', () => {
  // The examples of pcap-filter(7), and other filters that people use.
  test.each([
    'ip',
    'tcp port 80',
    'port 53',
    'ip or icmp',
    'tcp or tcp port 80',
    'tcp port 80 and tcp',
    'net 0.0.0.0/0 and tcp',
    'tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 and not src and dst net 10.0.0.0/8',
    'tcp[tcpflags] & (tcp-rst|tcp-ack) == (tcp-rst|tcp-ack)',
    'tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)',
    'ip[2:2] > 576',
    'ether[0] & 1 = 0 and ip[16] >= 224',
    'icmp[icmptype] != icmp-echo and icmp[icmptype] != icmp-echoreply',
    'ip6 host 2001:db8::1 and tcp portrange 1000-2000',
    'src port 80 and dst port 443',
    'src or dst port 80',
    'tcp and not port 22',
    'not arp and not icmp',
    'ip and not (tcp or udp)',
    'len > 100 and len < 200',
    'ip[0] = ip[1]',
    'ether proto 0x88cc',
    'broadcast or multicast',
    'tcp portrange 1-1023 and not tcp port 22',
    '',
  ])('%s', (text) => {
    expect(compileFilter(text, options).ok).toBe(true)
    expect(remarks(text)).toEqual([])
  })

  test('about what does not compile, or is too long', () => {
    expect(remarks('tcp and')).toEqual([])
    expect(remarks('host nobody')).toEqual([])
    expect(remarks(Array.from({ length: 41 }, () => 'len >= 0').join(' or '))).toEqual([])
  })

  test('twice', () => {
    const text = 'len >= 0 and len >= 0 and ip[0] > 255 and ip[1] > 255 or vlan and host 10.0.0.1 or host 10.0.0.2'
    const codes = adviseFilter(text, options).map(({ code }) => code)
    expect(codes).toEqual([...new Set(codes)])
    expect(codes.length).toBeGreaterThan(2)
  })
})

describe('an expression that rejects all packets', () => {
  const notes = (text: string) => {
    expect(compileFilter(text, options)).toMatchObject({ ok: false, error: [{ message: REJECTS_ALL }] })
    return explainRejection(text, options)
  }
  test.each([
    [
      'icmp and tcp',
      [
        '`icmp` and `tcp` cannot both be true.',
        'The protocol inside IP would have to be two things at once.',
        'So the filter matches no packet.',
      ],
    ],
    [
      'ip and port 80 and arp',
      [
        '`ip` and `arp` cannot both be true.',
        'The packet type in the link header would have to be two things at once.',
        'So the filter matches no packet.',
      ],
    ],
    ['1 = 2', ['`1 = 2` is never true.']],
  ])('%s', (text, expected) => {
    expect(notes(text)).toEqual(expected)
  })

  test('`vlan` after what it would have to come before', () => {
    expect(notes('ip and vlan').at(-1)).toBe('`vlan` comes first: `vlan and ip` looks behind it.')
  })
})

test('everyday filters cost less than a millisecond', () => {
  const everyday = ['ip', 'tcp port 80', 'vlan and host 10.0.0.1', 'ip6 host 2001:db8::1 and tcp portrange 1000-2000']
  const once = () => {
    for (const text of everyday) adviseFilter(text, options)
  }
  for (let i = 0; i < 100; i++) once()
  const times = Array.from({ length: 21 }, () => {
    const start = performance.now()
    once()
    return performance.now() - start
  }).sort((a, b) => a - b)
  expect((times[10] ?? Infinity) / everyday.length).toBeLessThan(1)
})
