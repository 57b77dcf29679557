/**
 * Random qualifiers and the identifiers that go with them: `tcp src port 80`, `net (10 or 192.168/16)`.
 */
import type { Pen } from './pen.ts'
import { alternativesOf } from './alternatives.ts'
import { pname } from './arithmetic.ts'
import {
  arcnet,
  dotted,
  etherProtocolNames,
  fourParts,
  hostNames,
  ipProtocolNames,
  ipv6,
  mac,
  name,
  num,
  pnum,
  serviceNames,
} from './words.ts'

/** What sort of identifier a head asks for. */
export type IdentifierKind =
  | 'ipv4'
  | 'ipv6'
  | 'network'
  | 'port'
  | 'portrange'
  | 'mac'
  | 'ip protocol'
  | 'ether protocol'
  | 'iso protocol'
  | 'decnet'
  | 'arcnet'
  | 'gateway'
  | 'any'

/** A primitive of head and identifier, and what an identifier behind it could be. */
export interface Headed {
  readonly text: string
  readonly kind: IdentifierKind
}

/** `head id`. */
export function headed(pen: Pen): Headed {
  const { text, kind } = pen.wild ? wildHead(pen) : sensibleHead(pen)
  pen.use('rterm: head id')
  return { text: `${text} ${id(pen, kind, 2)}`, kind }
}

function direction(pen: Pen): string {
  return pen.word('dqual', alternativesOf('dqual').slice(0, 6))
}

const WLAN_DIRECTIONS = alternativesOf('dqual').slice(6)

/** The longer spelling of `addr1` to `addr4`, now and then. */
function respell(pen: Pen, word: string): string {
  return word.startsWith('addr') ? pen.word(word.toUpperCase()) : word
}

function protocolIn(pen: Pen, protocol: string): string {
  if (protocol === '') return pen.use('pqual: none')
  pen.use('pqual: pname')
  return `${pname(pen, [protocol])} `
}

function compose(pen: Pen, protocol: string, qualifiers: 'direction' | 'address' | 'both', address: string): string {
  const start = protocolIn(pen, protocol)
  switch (qualifiers) {
    case 'direction':
      return pen.use('head: pqual dqual', `${start}${direction(pen)}`)
    case 'address':
      return pen.use('head: pqual aqual', `${start}${pen.word('aqual', [address])}`)
    case 'both': {
      const toward = direction(pen)
      return pen.use('head: pqual dqual aqual', `${start}${toward} ${pen.word('aqual', [address])}`)
    }
  }
}

const HOST_PROTOCOLS = ['', '', '', 'ip', 'ip', 'arp', 'rarp'] as const
const EITHER = ['address', 'both'] as const
const ANY = ['address', 'both', 'direction'] as const

function sensibleHead(pen: Pen): Headed {
  const { mac: macs, wlan, arcnet: arcs, chain } = pen.sense
  const choose = pen.weigh<() => Headed>([
    [20, () => ({ kind: 'ipv4', text: compose(pen, pen.pick(HOST_PROTOCOLS), pen.pick(ANY), 'host') })],
    [12, () => ({ kind: 'ipv6', text: compose(pen, pen.pick(['', 'ip6']), pen.pick(ANY), 'host') })],
    [14, () => ({ kind: 'network', text: compose(pen, pen.pick(HOST_PROTOCOLS), pen.pick(EITHER), 'net') })],
    [
      25,
      () => ({ kind: 'port', text: compose(pen, pen.pick(['', '', 'tcp', 'udp', 'sctp']), pen.pick(EITHER), 'port') }),
    ],
    [
      12,
      () => ({
        kind: 'portrange',
        text: compose(pen, pen.pick(['', '', 'tcp', 'udp', 'sctp']), pen.pick(EITHER), 'portrange'),
      }),
    ],
    [6, () => ({ kind: 'ip protocol', text: `${protocolIn(pen, pen.pick(['', 'ip', 'ip6']))}${proto(pen)}` })],
    [5, () => ({ kind: 'ether protocol', text: `${protocolIn(pen, 'link')}${proto(pen)}` })],
    [2, () => ({ kind: 'iso protocol', text: `${protocolIn(pen, pen.pick(['iso', 'isis']))}${proto(pen)}` })],
    [
      chain ? 3 : 0,
      () => ({ kind: 'ip protocol', text: `${protocolIn(pen, pen.pick(['', 'ip', 'ip6']))}${chained(pen)}` }),
    ],
    [3, () => ({ kind: 'decnet', text: compose(pen, 'decnet', pen.pick(ANY), 'host') })],
    [macs ? 20 : 0, () => ({ kind: 'mac', text: compose(pen, pen.maybe(95) ? 'link' : '', pen.pick(ANY), 'host') })],
    [wlan ? 90 : 0, () => ({ kind: 'mac', text: wlanAddress(pen) })],
    [arcs ? 20 : 0, () => ({ kind: 'arcnet', text: compose(pen, pen.maybe(95) ? 'link' : '', pen.pick(ANY), 'host') })],
    [1, () => gateway(pen)],
  ])
  return choose()
}

function wlanAddress(pen: Pen): string {
  const start = protocolIn(pen, pen.maybe(95) ? 'link' : '')
  const which = respell(pen, pen.word('dqual', WLAN_DIRECTIONS))
  if (pen.maybe(50)) return pen.use('head: pqual dqual', `${start}${which}`)
  return pen.use('head: pqual dqual aqual', `${start}${which} ${pen.word('aqual', ['host'])}`)
}

function proto(pen: Pen): string {
  return pen.use('head: pqual proto', 'proto')
}
function chained(pen: Pen): string {
  return pen.use('head: pqual protochain', 'protochain')
}
function gateway(pen: Pen): Headed {
  const start = protocolIn(pen, pen.pick(['', 'ip', 'arp']))
  pen.use('head: pqual ndaqual')
  return { text: `${start}${pen.word('ndaqual')}`, kind: 'gateway' }
}

/** Any qualifiers that the grammar lets stand together. */
function wildHead(pen: Pen): Headed {
  const kind = pen.pick<IdentifierKind>(['any', 'any', 'ipv4', 'port', 'network', 'mac', 'ether protocol'])
  const protocol = pen.maybe(70) ? pen.pick(alternativesOf('pname')) : ''
  const toward = () => respell(pen, pen.word('dqual'))
  const text = pen.pick<() => string>([
    () => {
      const start = protocolIn(pen, protocol)
      return pen.use('head: pqual dqual aqual', `${start}${toward()} ${pen.word('aqual')}`)
    },
    () => pen.use('head: pqual dqual', `${protocolIn(pen, protocol)}${toward()}`),
    () => pen.use('head: pqual aqual', `${protocolIn(pen, protocol)}${pen.word('aqual')}`),
    () => `${protocolIn(pen, protocol)}${proto(pen)}`,
    () => `${protocolIn(pen, protocol)}${chained(pen)}`,
    () => gateway(pen).text,
  ])()
  return { text, kind }
}

/** An identifier alone, negated, or a list in parentheses. */
export function id(pen: Pen, kind: IdentifierKind, depth: number): string {
  if (depth > 0 && pen.maybe(8)) return pen.use('nid: not id', `${pen.not()}${id(pen, kind, depth - 1)}`)
  if (depth > 0 && pen.maybe(20)) return pen.use('id: ( pid )', `(${pid(pen, kind, depth - 1)})`)
  if (asNumber(pen, kind)) return pen.use('id: pnum', pnum(pen, limitOf(kind)))
  return pen.use('id: nid', nid(pen, kind))
}

function pid(pen: Pen, kind: IdentifierKind, depth: number): string {
  if (pen.maybe(20) && kind !== 'portrange') return pen.use('pid: nid', nid(pen, kind))
  const first = qid(pen, kind, depth)
  if (pen.maybe(25)) return pen.use('pid: qid and id', `${first} ${pen.and()} ${id(pen, kind, depth)}`)
  return pen.use('pid: qid or id', `${first} ${pen.or()} ${id(pen, kind, depth)}`)
}

function qid(pen: Pen, kind: IdentifierKind, depth: number): string {
  if (asNumber(pen, kind)) return pen.use('qid: pnum', pnum(pen, limitOf(kind)))
  pen.use('qid: pid')
  return depth > 0 && pen.maybe(30) ? pid(pen, kind, depth - 1) : pen.use('pid: nid', nid(pen, kind))
}

/** Whether to write a number, where one makes sense. */
function asNumber(pen: Pen, kind: IdentifierKind): boolean {
  switch (kind) {
    case 'port':
    case 'portrange':
    case 'ip protocol':
    case 'ether protocol':
    case 'iso protocol':
      return pen.maybe(50)
    case 'any':
      return pen.maybe(30)
    default:
      return pen.maybe(4)
  }
}

function limitOf(kind: IdentifierKind): number {
  return kind === 'ip protocol' || kind === 'iso protocol' ? 256 : 65536
}

function nid(pen: Pen, kind: IdentifierKind): string {
  switch (kind) {
    case 'ipv4':
      return pen.maybe(3) ? pen.use('nid: ID', name(pen, hostNames)) : pen.use('nid: HID', dotted(pen))
    case 'ipv6':
      return pen.use('nid: HID6', ipv6(pen))
    case 'network':
      return network(pen)
    case 'port':
      return pen.use('nid: ID', name(pen, serviceNames))
    case 'portrange':
      return pen.use('nid: ID', name(pen, [range(pen)]))
    case 'mac':
      return pen.maybe(3) ? pen.use('nid: ID', name(pen, hostNames)) : pen.use('nid: EID', mac(pen))
    case 'ip protocol':
      return pen.use('nid: ID', name(pen, ipProtocolNames))
    case 'ether protocol':
      // `loopback` is a network's name too where /etc/networks says so, and what that says is not ours.
      return pen.use(
        'nid: ID',
        name(pen, pen.wild ? etherProtocolNames.filter((each) => each !== 'loopback') : etherProtocolNames),
      )
    case 'iso protocol':
      return pen.use('nid: ID', name(pen, ['\\esis', '\\isis', '\\clnp', 'other']))
    case 'decnet': {
      const text = `${pen.random.below(64)}.${pen.random.below(1024)}`
      return pen.use('nid: HID', pen.use('HID: two parts', text))
    }
    case 'arcnet':
      return pen.use('nid: AID', arcnet(pen))
    case 'gateway':
      return pen.use('nid: ID', name(pen, hostNames))
    case 'any':
      return nid(
        pen,
        pen.pick(['ipv4', 'ipv6', 'network', 'port', 'portrange', 'mac', 'ip protocol', 'arcnet', 'decnet']),
      )
  }
}

function range(pen: Pen): string {
  const service = () => pen.pick(['ssh', 'http', 'domain', 'ntp', 'nfs', 'x'])
  const first = pen.random.below(65536)
  const upTo = first + pen.random.below(65536 - first)
  return pen.pick([
    `${first}-${upTo}`,
    `${first}-${upTo}`,
    `${upTo}-${first}`,
    `${service()}-${service()}`,
    `${first}-${service()}`,
  ])
}

function network(pen: Pen): string {
  const bits = pen.random.below(33)
  const prefix = (length: number) => String(pen.use('NUM: decimal', String(length)))
  const part = () => pen.random.below(256)
  switch (pen.random.below(pen.wild ? 8 : 7)) {
    case 0:
      return pen.use('nid: HID', dotted(pen))
    case 1:
    case 2: {
      const value = bits === 0 ? 0 : (pen.random.word() & (0xffffffff << (32 - bits))) >>> 0
      const address = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.')
      return pen.use('nid: HID / NUM', `${pen.use('HID: four parts', address)}/${prefix(bits)}`)
    }
    case 3:
      return pen.use(
        'nid: HID / NUM',
        `${pen.use('HID: two parts', `${part()}.${part()}`)}/${prefix(16 + pen.random.below(16))}`,
      )
    case 4: {
      const mask = pen.pick(['255.0.0.0', '255.255.0.0', '255.255', '255.128'])
      return pen.use('nid: HID mask HID', `${pen.use('HID: four parts', `${part()}.0.0.0`)} mask ${mask}`)
    }
    case 5:
      return pen.use(
        'nid: HID6 / NUM',
        pen.use('HID6: gap', `${pen.pick(['2001:db8::/32', 'fe80::/10', '::/0', 'ff00::/8'])}`),
      )
    case 6:
      return pen.use('nid: HID6 / NUM', `${ipv6(pen)}/${prefix(pen.maybe(70) ? 128 : pen.random.below(140))}`)
    default:
      return pen.pick([
        () => pen.use('nid: HID / NUM', `${fourParts(pen)}/${num(pen, 40)}`),
        () => pen.use('nid: HID mask HID', `${fourParts(pen)} mask ${dotted(pen)}`),
        () => pen.use('nid: ID', name(pen, ['nonet', 'nonet.invalid'])),
      ])()
  }
}
