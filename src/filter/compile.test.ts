/**
 * Programs letter for letter as tcpdump prints them, refusals with their place, and provenance.
 */
import { describe, expect, test } from 'vitest'
import { formatListing } from '../bpf/index.ts'
import { DLT } from '../net/index.ts'
import { compileFilter } from './index.ts'

const options = { linkType: DLT.EN10MB, snaplen: 262144, netmask: null, optimize: true }

function compile(text: string) {
  const result = compileFilter(text, options)
  if (!result.ok) throw new Error(result.error[0]?.message)
  return result.value
}

function problem(text: string) {
  const result = compileFilter(text, options)
  if (result.ok) throw new Error(`${text} compiles`)
  const [first] = result.error
  if (first === undefined) throw new Error('no diagnostic')
  return { message: first.message, at: text.slice(first.span.from, first.span.to), note: first.notes.join(' ') }
}

// tcpdump 4.99.3, libpcap 1.10.3: tcpdump -y EN10MB -d EXPRESSION
const ICMP_EXAMPLE = `(000) ldh      [12]
(001) jeq      #0x800           jt 2	jf 5
(002) ld       [30]
(003) jeq      #0xc0a80101      jt 4	jf 5
(004) ret      #262144
(005) ret      #0
`
const DST_HOST = `(000) ldh      [12]
(001) jeq      #0x800           jt 2	jf 4
(002) ld       [30]
(003) jeq      #0xc0a80100      jt 8	jf 9
(004) jeq      #0x806           jt 6	jf 5
(005) jeq      #0x8035          jt 6	jf 9
(006) ld       [38]
(007) jeq      #0xc0a80100      jt 8	jf 9
(008) ret      #262144
(009) ret      #0
`

describe('listings', () => {
  test.each([
    ['dst host 192.168.1.1 and ip', ICMP_EXAMPLE],
    ['dst host 192.168.1.0', DST_HOST],
    ['', '(000) ret      #262144\n'],
  ])('%s', (text, listing) => {
    expect(formatListing(compile(text).program).trimEnd()).toBe(listing.trimEnd())
  })
})

describe('faults have libpcap’s words and a place', () => {
  test.each([
    ['host 192.168.1.256', "invalid IPv4 address '192.168.1.256'", '192.168.1.256'],
    ['tcp port 80 and net 10.1.1.1/8', 'non-network bits set in "10.1.1.1/8"', '10.1.1.1/8'],
    ['ip and port 70000', 'illegal port number 70000 > 65535', '70000'],
    ['tcp and udp port', "can't parse filter expression: syntax error", ''],
    ['ip and and tcp', "can't parse filter expression: syntax error", 'and'],
    ['host nobody and )', "unknown host 'nobody'", 'nobody'],
    ['ip[0] / 0 = 1 )', 'division by zero', 'ip[0] / 0'],
    ['port 99999999999', 'number 99999999999 overflows 32 bits', '99999999999'],
    ['port 80 and # x', "can't parse filter expression: syntax error", '#'],
    ['icmp and tcp', 'expression rejects all packets', 'icmp and tcp'],
    ['tcp and 80', 'syntax error in filter expression', '80'],
  ])('%s', (text, message, at) => {
    expect(problem(text)).toMatchObject({ message, at })
  })

  // tcpdump 4.99.3, libpcap 1.10.3: tcpdump -r FILE -w /dev/null EXPR
  const NOT_ETHERNET = 'not supported on Ethernet when reading savefiles'
  test.each([
    [DLT.EN10MB, 'ip and inbound', `inbound/outbound ${NOT_ETHERNET}`],
    [DLT.EN10MB, 'outbound )', `inbound/outbound ${NOT_ETHERNET}`],
    [DLT.EN10MB, 'vlan and ifindex 3', `ifindex ${NOT_ETHERNET}`],
    [DLT.EN10MB, 'pppoes and inbound', 'inbound/outbound not supported on PPP when reading savefiles'],
    [DLT.RAW, 'inbound', 'inbound/outbound not supported on Raw IP when reading savefiles'],
    [DLT.RAW, 'ifindex 1', 'ifindex not supported on Raw IP when reading savefiles'],
    [DLT.LINUX_SLL, 'ifindex 1', 'ifindex not supported on Linux cooked v1 when reading savefiles'],
    [DLT.LINUX_SLL, 'inbound', null],
    [DLT.LINUX_SLL2, 'outbound and ifindex 1', null],
    [DLT.SLIP, 'inbound', null],
    [DLT.PPP_PPPD, 'inbound', null],
  ])('in a savefile of link type %i: %s', (linkType, text, message) => {
    const compiled = compileFilter(text, { ...options, linkType, savefile: { littleEndian: true } })
    expect(compiled.ok ? null : compiled.error[0]?.message).toBe(message)
    if (!text.endsWith(')')) expect(compileFilter(text, { ...options, linkType }).ok).toBe(true)
  })

  test('a syntax error says what stands there and what could', () => {
    expect(problem('ip and and tcp').note).toContain('Found `and`; expected')
    expect(problem('tcp and').note).toContain('The text ends here; expected')
  })
})

describe('provenance', () => {
  const lanes = (text: string) => compile(text).provenance.map((clauses) => clauses.join(''))

  test('a test that answers two clauses serves both', () => {
    expect(lanes('dst host 192.168.1.1 and ip')).toEqual(['01', '01', '0', '0', '', ''])
  })

  test('every instruction but a return has a clause', () => {
    for (const text of [
      'tcp port 80 or 443',
      'ip6 and not (udp or icmp6)',
      'tcp[tcpflags] & tcp-syn != 0 and less 100',
    ]) {
      const { program, provenance } = compile(text)
      program.forEach(({ code }, pc) =>
        expect([text, pc, code === 6 || (provenance[pc]?.length ?? 0) > 0]).toEqual([text, pc, true]),
      )
    }
  })

  test('clauses are the leaves from left to right', () => {
    const text = 'not port 80 or 443 and (tcp or ip[0] = 69)'
    expect(compile(text).clauses.map(({ span }) => text.slice(span.from, span.to))).toEqual([
      'port 80',
      '443',
      'tcp',
      'ip[0] = 69',
    ])
  })
})
