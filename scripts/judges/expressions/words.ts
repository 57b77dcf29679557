/**
 * The words of random expressions: numbers, addresses and names in every spelling.
 */
import { constantWords } from './alternatives.ts'
import type { Pen } from './pen.ts'

/** A number below the limit (up to 2^32), in one of its spellings. */
export function num(pen: Pen, limit: number): string {
  const value = pen.maybe(5) ? pen.pick([0, 1, limit - 1]) : pen.random.below(limit)
  switch (pen.random.below(12)) {
    case 0:
    case 1:
      return pen.use('NUM: hexadecimal', `${pen.pick(['0x', '0X'])}${value.toString(16)}`)
    case 2:
      return pen.use('NUM: octal', `0${value.toString(8)}`)
    case 3:
      return pen.wild || pen.maybe(25) ? constant(pen) : pen.use('NUM: decimal', String(value))
    default:
      return pen.use('NUM: decimal', String(value))
  }
}

export function constant(pen: Pen, among: readonly string[] = constantWords): string {
  pen.use('NUM: constant')
  return pen.word('constant', among)
}

/** A number, now and then in parentheses. */
export function pnum(pen: Pen, limit: number): string {
  if (pen.maybe(8)) return pen.use('pnum: ( pnum )', `(${pnum(pen, limit)})`)
  return pen.use('pnum: NUM', num(pen, limit))
}

export function fourParts(pen: Pen): string {
  const part = () => pen.pick(['0', '1', '10', '127', '168', '192', '224', '255', String(pen.random.below(256))])
  return pen.use('HID: four parts', [part(), part(), part(), part()].join('.'))
}

/** An IPv4 address, or the first two or three parts of one. */
export function dotted(pen: Pen): string {
  const part = () => String(pen.random.below(256))
  if (pen.maybe(10)) return pen.use('HID: two parts', `${part()}.${part()}`)
  if (pen.maybe(10)) return pen.use('HID: three parts', `${part()}.${part()}.${part()}`)
  return fourParts(pen)
}

/** An IPv6 address in any of its forms: `b` groups, the gap, `a` groups, perhaps a dotted end. */
export function ipv6(pen: Pen): string {
  const group = () => pen.pick(['0', '1', 'db8', 'FE80', 'ff02', pen.random.below(65536).toString(16)])
  const groups = (count: number) => Array.from({ length: count }, group)
  const end = () => [0, 0, 0, 0].map(() => String(pen.random.below(256))).join('.')
  switch (pen.random.below(8)) {
    case 0:
      return pen.use('HID6: eight groups', groups(8).join(':'))
    case 1:
      return pen.use('HID6: six groups and dotted', [...groups(6), end()].join(':'))
    case 2: {
      const before = pen.random.below(6)
      const after = pen.random.below(6 - before)
      return pen.use('HID6: gap and dotted', `${groups(before).join(':')}::${[...groups(after), end()].join(':')}`)
    }
    default: {
      const before = pen.random.below(8)
      const after = pen.random.below(8 - before)
      return pen.use('HID6: gap', `${groups(before).join(':')}::${groups(after).join(':')}`)
    }
  }
}

export function mac(pen: Pen): string {
  const byte = () => pen.pick(['ff', '00', '1', '33', 'A', pen.random.below(256).toString(16)])
  const bytes = [byte(), byte(), byte(), byte(), byte(), byte()]
  const full = bytes.map((each) => each.padStart(2, '0'))
  switch (pen.random.below(6)) {
    case 0:
      return pen.use('EID: dashes', bytes.join('-'))
    case 1:
      return pen.use('EID: dots', bytes.join('.'))
    case 2:
      return pen.use('EID: groups of four', [0, 2, 4].map((i) => full.slice(i, i + 2).join('')).join('.'))
    case 3:
      return pen.use('EID: twelve digits', full.join(''))
    default:
      return pen.use('EID: colons', bytes.join(':'))
  }
}

export function arcnet(pen: Pen): string {
  if (pen.maybe(40)) return pen.use('AID: one digit', `$${pen.random.below(16).toString(16)}`)
  return pen.use('AID: two digits', `$${(16 + pen.random.below(240)).toString(16)}`)
}

/** A name as written, or behind a backslash, which any name may have and a keyword needs. */
export function name(pen: Pen, names: readonly string[]): string {
  const picked = pen.pick(names)
  if (picked.startsWith('\\')) return pen.use('ID: escaped', picked)
  return pen.maybe(10) ? pen.use('ID: escaped', `\\${picked}`) : pen.use('ID: word', picked)
}

export const hostNames = ['nohost', 'nobody.invalid', 'x', 'a-b.invalid', '\\10.0.0.1', '1.2.3.4.5'] as const

/** Services of TCP, of UDP, of both with one number or two, of SCTP; aliases; numbers; none at all. */
export const serviceNames = [
  ...['http', 'www', 'https', 'ssh', 'telnet', 'smtp', 'mail', 'ftp', 'ftp-data', 'domain', 'tftp', 'ntp', 'snmp'],
  ...['bootps', 'imap', 'imap2', 'ldap', 'ldaps', 'syslog', 'shell', 'login', 'who', 'exec', 'biff', 'printer', 'nfs'],
  ...['sip', 'sip-tls', 'gopher', 'finger', 'fsp', 'rsync', 'kerberos', 'kerberos-sec', 'iso-tsap', 'sunrpc', 'echo'],
  ...[
    'radius',
    'mysql',
    'postgresql',
    'x11',
    'route',
    'talk',
    'rtmp',
    'isakmp',
    'openvpn',
    'bgp',
    'ptp-event',
    'xdmcp',
  ],
  ...['\\80', '\\99999', 'noservice', 'mdns', 'rpc2portmap', 'snmp-trap', 'netbios-ns', 'router', 'z3950'],
] as const

export const ipProtocolNames = [
  ...[
    '\\ip',
    '\\icmp',
    '\\igmp',
    '\\tcp',
    '\\udp',
    '\\igrp',
    '\\ah',
    '\\esp',
    '\\pim',
    '\\vrrp',
    '\\sctp',
    'ospf',
    'gre',
  ],
  ...['ggp', 'egp', 'ipv6', 'ipv6-icmp', 'ipencap', 'st', 'pup', 'hmp', 'rsvp', 'eigrp', 'OSPFIGP', 'UDP', 'hopopt'],
  ...['ipv6-route', 'ipv6-frag', 'l2tp', 'isis', 'noproto', 'udplite', 'mobility-header', '\\carp', '\\icmp6'],
] as const

export const etherProtocolNames = [
  ...['\\ip', '\\ip6', '\\arp', '\\rarp', '\\atalk', '\\aarp', '\\decnet', '\\iso', '\\stp', '\\ipx', '\\netbeui'],
  ...['\\sca', '\\lat', '\\mopdl', '\\moprc', '\\tcp', 'lldp', 'loopback', 'pup', 'noproto'],
] as const
