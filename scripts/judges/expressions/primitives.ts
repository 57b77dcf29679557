/**
 * Random primitives that begin with a keyword of their own: lengths, encapsulations, 802.11, LLC,
 * packet-filter logs, ATM and SS7.
 */
import { alternativesOf } from './alternatives.ts'
import { pname, relop } from './arithmetic.ts'
import type { Pen } from './pen.ts'
import { num, pnum, name } from './words.ts'

/** A primitive of the rule `other`, or of ATM or SS7. */
export function keyworded(pen: Pen): string {
  const { vlan, mpls, network, llc, wlan, pf, atm, ss7 } = pen.sense
  const weight = (sensible: boolean, value: number) => (sensible || pen.wild ? value : 0)
  return pen.weigh<() => string>([
    [weight(network, 10), () => everyone(pen)],
    [6, () => other(pen, 'less NUM', `less ${num(pen, 2000)}`)],
    [6, () => other(pen, 'greater NUM', `greater ${num(pen, 2000)}`)],
    [6, () => byte(pen)],
    [5, () => other(pen, 'inbound', 'inbound')],
    [5, () => other(pen, 'outbound', 'outbound')],
    [4, () => other(pen, 'ifindex NUM', `ifindex ${num(pen, 100)}`)],
    [weight(vlan, 12), () => encapsulation(pen, 'vlan', 4096)],
    [weight(mpls, 12), () => encapsulation(pen, 'mpls', 2 ** 20)],
    [weight(network, 4), () => other(pen, 'pppoed', 'pppoed')],
    [weight(network, 6), () => encapsulation(pen, 'pppoes', 65536)],
    [weight(network, 6), () => encapsulation(pen, 'geneve', 2 ** 24)],
    [weight(pf, 90), () => other(pen, 'pfvar', pfvar(pen))],
    [weight(wlan, 40), () => wlanType(pen)],
    [weight(llc, 14), () => other(pen, 'pllc', pllc(pen))],
    [weight(atm, 80), () => atmPrimitive(pen)],
    [weight(ss7, 80), () => ss7Primitive(pen)],
  ])()
}

function other(pen: Pen, alternative: string, text: string): string {
  pen.use('rterm: other')
  return pen.use(`other: ${alternative}`, text)
}

function qualifier(pen: Pen, among: readonly string[]): string {
  const protocol = pen.pick(['', ...among])
  if (protocol === '') return pen.use('pqual: none')
  pen.use('pqual: pname')
  return `${pname(pen, [protocol])} `
}

function everyone(pen: Pen): string {
  const whom = pen.pick(['broadcast', 'multicast'])
  const among = pen.wild ? alternativesOf('pname') : ['link', 'ip', ...(whom === 'multicast' ? ['ip6'] : [])]
  return other(pen, `pqual ${whom}`, `${qualifier(pen, among)}${whom}`)
}

function byte(pen: Pen): string {
  return other(
    pen,
    'byte NUM byteop NUM',
    `byte ${num(pen, 60)} ${pen.word('byteop', BYTE_OPERATORS)} ${num(pen, 256)}`,
  )
}

const BYTE_OPERATORS = ['&', '|', '<', '>', '='] as const

export function encapsulation(pen: Pen, keyword: 'vlan' | 'mpls' | 'pppoes' | 'geneve', limit: number): string {
  if (pen.maybe(50)) return other(pen, keyword, keyword)
  const value = pnum(pen, pen.maybe(95) ? limit : limit * 4)
  return other(pen, `${keyword} pnum`, `${keyword} ${value}`)
}

function pfvar(pen: Pen): string {
  const field = pen.pick(['ifname ID', 'rset ID', 'rnr NUM', 'srnr NUM', 'reason reason', 'action action'])
  pen.use(`pfvar: ${field}`)
  switch (field) {
    case 'ifname ID':
      return `${pen.word('IFNAME')} ${name(pen, ['eth0', 'em0', 'wg1', 'averyverylongname0'])}`
    case 'rset ID':
      return `${pen.word('RSET')} ${name(pen, ['main', 'inner', 'averyverylongname00'])}`
    case 'rnr NUM':
      return `${pen.word('RNR')} ${num(pen, 100)}`
    case 'srnr NUM':
      return `${pen.word('SRNR')} ${num(pen, 100)}`
    case 'reason reason':
      return `reason ${pen.maybe(30) ? pen.use('reason: NUM', num(pen, 16)) : pen.use('reason: ID', name(pen, REASONS))}`
    default:
      return `action ${pen.use('action: ID', name(pen, ACTIONS))}`
  }
}

const REASONS = [
  ...['match', 'bad-offset', 'fragment', 'short', 'normalize', 'memory', 'bad-timestamp', 'congestion', 'ip-option'],
  ...['proto-cksum', 'state-mismatch', 'state-insert', 'state-limit', 'src-limit', 'synproxy', 'other'],
] as const
const ACTIONS = [
  ...['pass', 'accept', 'drop', 'block', 'scrub', 'noscrub', 'nat', 'nonat', 'binat', 'nobinat', 'rdr', 'nordr'],
  ...['synproxy-drop', 'PASS', 'other'],
] as const

const WLAN_TYPES = ['mgt', 'ctl', 'data', 'MGT', 'other'] as const
const WLAN_SUBTYPES: Readonly<Record<string, readonly string[]>> = {
  mgt: [
    ...['assocreq', 'assoc-req', 'assocresp', 'assoc-resp', 'reassocreq', 'reassoc-req', 'reassocresp', 'reassoc-resp'],
    ...['probereq', 'probe-req', 'proberesp', 'probe-resp', 'beacon', 'atim', 'disassoc', 'disassociation'],
    ...['auth', 'authentication', 'deauth', 'deauthentication'],
  ],
  ctl: ['ps-poll', 'rts', 'cts', 'ack', 'cf-end', 'cf-end-ack'],
  data: [
    ...['data', 'data-cf-ack', 'data-cf-poll', 'data-cf-ack-poll', 'null', 'cf-ack', 'cf-poll', 'cf-ack-poll'],
    ...['qos-data', 'qos-data-cf-ack', 'qos-data-cf-poll', 'qos-data-cf-ack-poll', 'qos', 'qos-cf-poll'],
    ...['qos-cf-ack-poll', 'other'],
  ],
}
const ALL_SUBTYPES = Object.values(WLAN_SUBTYPES).flat()

function wlanType(pen: Pen): string {
  const start = qualifier(pen, pen.wild ? alternativesOf('pname') : ['link'])
  return other(pen, 'pqual p80211', `${start}${p80211(pen)}`)
}

function p80211(pen: Pen): string {
  switch (pen.random.below(4)) {
    case 0: {
      const type = pen.pick(['mgt', 'ctl', 'data'])
      pen.use('p80211: type type subtype subtype')
      pen.use('type: ID')
      return `type ${name(pen, [type])} subtype ${subtype(pen, pen.maybe(85) ? (WLAN_SUBTYPES[type] ?? []) : ALL_SUBTYPES)}`
    }
    case 1:
      pen.use('p80211: type type')
      return `type ${pen.maybe(40) ? pen.use('type: NUM', typeNumber(pen)) : pen.use('type: ID', name(pen, WLAN_TYPES))}`
    case 2:
      pen.use('p80211: subtype type_subtype')
      return `subtype ${pen.use('type_subtype: ID', name(pen, ALL_SUBTYPES))}`
    default: {
      pen.use('p80211: dir dir')
      const to = pen.maybe(35)
        ? pen.use('dir: NUM', num(pen, pen.maybe(80) ? 4 : 300))
        : pen.use('dir: ID', name(pen, ['nods', 'tods', 'fromds', 'dstods', 'ToDS', 'other']))
      return `${pen.word('DIR')} ${to}`
    }
  }
}

function subtype(pen: Pen, names: readonly string[]): string {
  if (pen.maybe(75)) return pen.use('subtype: ID', name(pen, names))
  pen.use('NUM: decimal')
  return pen.use('subtype: NUM', pen.maybe(80) ? String(16 * pen.random.below(16)) : num(pen, 300))
}

function typeNumber(pen: Pen): string {
  return pen.maybe(80) ? pen.use('NUM: hexadecimal', pen.pick(['0x0', '0x4', '0x8', '0xc'])) : num(pen, 20)
}

function pllc(pen: Pen): string {
  if (pen.maybe(30)) return pen.use('pllc: llc', 'llc')
  if (pen.maybe(10)) return pen.use('pllc: llc rnr', `llc ${pen.word('RNR')}`)
  pen.use('pllc: llc ID')
  const format = pen.pick(['i', 's', 'u', 'supervisory', 'unnumbered'])
  pen.use(`LLC: ${format}`)
  const names = {
    supervisory: ['rr', 'rej', 'RR', '\\rnr'],
    unnumbered: ['ui', 'ua', 'disc', 'dm', 'sabme', 'test', 'xid', 'frmr', 'other'],
  }[format]
  return `llc ${name(pen, names ?? [format, format.toUpperCase()])}`
}

function atmPrimitive(pen: Pen): string {
  if (pen.maybe(25)) return pen.use('rterm: atmtype', pen.word('atmtype'))
  if (pen.maybe(25)) return pen.use('rterm: atmmultitype', pen.word('atmmultitype'))
  pen.use('rterm: atmfield atmvalue')
  const field = pen.word('atmfield')
  return `${field} ${fieldValue(pen, 'atm', field === 'vpi' ? 256 : 65536)}`
}

const MTP3_LIMITS: Readonly<Record<string, number>> = { sio: 256, hsio: 256, sls: 16, hsls: 16 }

function ss7Primitive(pen: Pen): string {
  if (pen.maybe(40)) {
    pen.use('rterm: mtp2type')
    const type = pen.word('mtp2type')
    return type === 'lssu' ? pen.word('LSSU') : type
  }
  pen.use('rterm: mtp3field mtp3value')
  const field = pen.word('mtp3field')
  const limit = MTP3_LIMITS[field] ?? 16384
  return `${field} ${fieldValue(pen, 'mtp3', pen.maybe(90) ? limit : limit * 2)}`
}

function fieldValue(pen: Pen, family: 'atm' | 'mtp3', limit: number): string {
  const value = () => num(pen, limit)
  switch (pen.random.below(4)) {
    case 0:
      return pen.use(`${family}value: ${family}fieldvalue`, value())
    case 1:
      return pen.use(`${family}value: relop NUM`, `${relop(pen)} ${value()}`)
    case 2:
      return pen.use(`${family}value: irelop NUM`, `${pen.word('irelop')} ${value()}`)
    default: {
      const values = Array.from({ length: 1 + pen.random.below(4) }, value)
      pen.use(`${family}listvalue: ${family}fieldvalue`)
      if (values.length > 1) pen.use(`${family}listvalue: ${family}listvalue or ${family}fieldvalue`)
      const list = values.reduce((left, right) => `${left} ${pen.or()} ${right}`)
      return pen.use(`${family}value: ( ${family}listvalue )`, `(${list})`)
    }
  }
}
