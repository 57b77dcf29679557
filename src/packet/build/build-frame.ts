/**
 * A frame out of a form: link header, tags and labels, network header, transport, payload. Lengths
 * and checksums are computed by fix-frame.ts. Leaves out what a form would be too long for: other
 * options than the switches, extension headers, tunnels.
 */
import { DLT, ETHERTYPE, IPPROTO } from '../../net/index.ts'
import { fixFrame } from '../edit/fix-frame.ts'
import { parseHex } from '../hex.ts'
import { parseIpv4, parseIpv6, parseMac } from '../parse-address.ts'

export type FrameKind = 'icmp' | 'tcp' | 'udp' | 'dns' | 'arp'
export type TcpFlag = 'FIN' | 'SYN' | 'RST' | 'PSH' | 'ACK' | 'URG'
export const TCP_FLAGS: readonly TcpFlag[] = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG']

/** Texts as they are typed; what does not belong to the kind or the link type is not read. */
export interface FrameForm {
  readonly linkType: number
  readonly kind: FrameKind
  readonly version: 4 | 6
  readonly sourceMac: string
  readonly destinationMac: string
  readonly source: string
  readonly destination: string
  readonly sourcePort: string
  readonly destinationPort: string
  readonly flags: readonly TcpFlag[]
  /** MSS, window scale, SACK permitted, timestamps. */
  readonly tcpOptions: boolean
  readonly ttl: string
  /** VLAN ids from the outside in, commas between; empty for none. */
  readonly vlans: string
  /** MPLS labels likewise. */
  readonly labels: string
  readonly routerAlert: boolean
  readonly fragment: 'none' | 'first' | 'later'
  /** The name that a DNS query asks for. */
  readonly name: string
  readonly payload: string
  readonly payloadIsHex: boolean
}

export type FormProblems = Partial<Record<keyof FrameForm, string>>

export type BuiltFrame =
  { readonly bytes: Uint8Array; readonly problems: null } | { readonly bytes: null; readonly problems: FormProblems }

const COOKED: readonly number[] = [DLT.LINUX_SLL, DLT.LINUX_SLL2]
const LOOPBACK: readonly number[] = [DLT.NULL, DLT.LOOP]
const RAW: readonly number[] = [DLT.RAW, 101]

/** Whether frames of a link type are built here. */
export function isBuildable(linkType: number): boolean {
  return linkType === DLT.EN10MB || [...COOKED, ...LOOPBACK, ...RAW].includes(linkType)
}

/** A form to begin with. */
export function emptyForm(linkType: number): FrameForm {
  return {
    linkType,
    kind: 'icmp',
    version: 4,
    sourceMac: '00:00:5e:00:53:8e',
    destinationMac: '00:00:5e:00:53:01',
    source: '192.168.1.142',
    destination: '192.168.1.1',
    sourcePort: '49152',
    destinationPort: '443',
    flags: ['SYN'],
    tcpOptions: true,
    ttl: '64',
    vlans: '',
    labels: '',
    routerAlert: false,
    fragment: 'none',
    name: 'example.org',
    payload: '',
    payloadIsHex: false,
  }
}

export function buildFrame(form: FrameForm): BuiltFrame {
  const problems: FormProblems = {}
  const read = <T>(key: keyof FrameForm, value: T | null, wanted: string, instead: T): T => {
    if (value === null) problems[key] = wanted
    return value ?? instead
  }
  const isEthernet = form.linkType === DLT.EN10MB
  const isArp = form.kind === 'arp'
  const hasMacs = isEthernet || isArp || COOKED.includes(form.linkType)
  const mac = (key: 'sourceMac' | 'destinationMac'): Uint8Array =>
    hasMacs
      ? read(key, parseMac(form[key]), 'Six bytes such as 00:00:5e:00:53:01', new Uint8Array(6))
      : new Uint8Array(6)
  const isIpv6 = form.version === 6 && !isArp
  const address = (key: 'source' | 'destination'): Uint8Array =>
    isIpv6
      ? read(key, parseIpv6(form[key]), 'An IPv6 address such as 2001:db8::1', new Uint8Array(16))
      : read(key, parseIpv4(form[key]), 'An IPv4 address such as 192.168.1.1', new Uint8Array(4))
  const number = (key: 'sourcePort' | 'destinationPort' | 'ttl', most: number): number =>
    read(key, numberUpTo(form[key], most), `A number from 0 to ${most}`, 0)
  const list = (key: 'vlans' | 'labels', most: number): readonly number[] =>
    isEthernet ? read(key, numbersUpTo(form[key], most), `Numbers from 0 to ${most}, commas between`, []) : []

  const macs = { source: mac('sourceMac'), destination: mac('destinationMac') }
  const ends = { source: address('source'), destination: address('destination') }
  const vlans = list('vlans', 0xfff)
  const labels = list('labels', 0xfffff)
  if (isArp && !hasMacsOnLink(form.linkType)) problems.kind = 'ARP needs a link type that carries it, such as Ethernet'
  if (isArp && labels.length > 0) problems.labels = 'ARP does not go through MPLS'
  let network: Uint8Array
  if (isArp) {
    network = concat(
      words(1, ETHERTYPE.IP),
      [6, 4],
      words(1),
      macs.source,
      ends.source,
      new Uint8Array(6),
      ends.destination,
    )
  } else {
    const ports =
      form.kind === 'icmp'
        ? [0, 0]
        : [number('sourcePort', 0xffff), form.kind === 'dns' ? 53 : number('destinationPort', 0xffff)]
    const payload =
      form.kind === 'dns'
        ? read('name', dnsQuery(form.name), 'Labels of 1 to 63 letters with dots between', new Uint8Array())
        : read('payload', payloadBytes(form), 'Bytes in hexadecimal', new Uint8Array())
    const [protocol, segment] = transport(form, words(...ports), payload)
    const header = { form, ttl: number('ttl', 255), ...ends, protocol }
    network = isIpv6 ? ipv6(header, segment) : ipv4(header, segment)
  }
  if (Object.keys(problems).length > 0) return { bytes: null, problems }
  const type = isArp ? ETHERTYPE.ARP : isIpv6 ? ETHERTYPE.IPV6 : ETHERTYPE.IP
  const frame = concat(linkHeader(form.linkType, macs, type, vlans, labels), network)
  const whole = fixFrame({ linkType: form.linkType, bytes: frame }).bytes
  return {
    bytes: isArp || isIpv6 || form.fragment === 'none' ? whole : asFragment(whole, form, whole.length - network.length),
    problems: null,
  }
}

function hasMacsOnLink(linkType: number): boolean {
  return linkType === DLT.EN10MB || COOKED.includes(linkType)
}

/** The checksum above is of the whole packet; only then is it said to be a part. */
function asFragment(whole: Uint8Array, form: FrameForm, at: number): Uint8Array {
  const cut = whole.slice()
  cut.set(words(form.fragment === 'first' ? 0x2000 : 185), at + 6)
  return fixFrame({ linkType: form.linkType, bytes: cut }).bytes
}

interface NetworkHeader {
  readonly form: FrameForm
  readonly ttl: number
  readonly source: Uint8Array
  readonly destination: Uint8Array
  readonly protocol: number
}

function ipv4({ form, ttl, source, destination, protocol }: NetworkHeader, segment: Uint8Array): Uint8Array {
  const options = form.routerAlert ? [0x94, 4, 0, 0] : []
  const length = 20 + options.length
  const start = [0x40 | (length / 4), 0, ...words(length + segment.length, 1, 0x4000)]
  return concat(start, [ttl, protocol, 0, 0], source, destination, options, segment)
}

function ipv6({ ttl, source, destination, protocol }: NetworkHeader, segment: Uint8Array): Uint8Array {
  return concat([0x60, 0, 0, 0], words(segment.length), [protocol, ttl], source, destination, segment)
}

function transport(form: FrameForm, ports: readonly number[], payload: Uint8Array): readonly [number, Uint8Array] {
  if (form.kind === 'icmp') {
    const isIpv6 = form.version === 6
    return [isIpv6 ? IPPROTO.ICMPV6 : IPPROTO.ICMP, concat([isIpv6 ? 128 : 8, 0, 0, 0], words(1, 1), payload)]
  }
  if (form.kind !== 'tcp') {
    // A checksum of zero would say that there is none.
    return [IPPROTO.UDP, concat(ports, words(8 + payload.length, 0xffff), payload)]
  }
  const flags = form.flags.reduce((sum, flag) => sum | (1 << TCP_FLAGS.indexOf(flag)), 0)
  const options = form.tcpOptions ? tcpOptions(form.flags) : []
  const fixed = [0, 0, 0, 1, 0, 0, 0, form.flags.includes('ACK') ? 1 : 0, ((20 + options.length) / 4) << 4, flags]
  return [IPPROTO.TCP, concat(ports, fixed, words(64240, 0, 0), options, payload)]
}

/** What Linux sends: all of them with SYN, the timestamps alone after it. */
function tcpOptions(flags: readonly TcpFlag[]): readonly number[] {
  const timestamps = [8, 10, 0, 0, 0, 1, 0, 0, 0, 0]
  return flags.includes('SYN') ? [2, 4, 5, 0xb4, 4, 2, ...timestamps, 1, 3, 3, 7] : [1, 1, ...timestamps]
}

function dnsQuery(name: string): Uint8Array | null {
  const labels = name.trim().replace(/\.$/, '').split('.')
  if (!labels.every((label) => /^[\w-]{1,63}$/.test(label)) || name.length > 253) return null
  const encoded = labels.flatMap((label) => [label.length, ...Array.from(label, (letter) => letter.charCodeAt(0))])
  return concat(words(1, 0x0100, 1, 0, 0, 0), encoded, [0], words(1, 1))
}

function payloadBytes({ payload, payloadIsHex }: FrameForm): Uint8Array | null {
  if (payload === '') return new Uint8Array()
  if (payloadIsHex) {
    const parsed = parseHex(payload)
    return parsed.ok ? parsed.value : null
  }
  return new TextEncoder().encode(payload)
}

interface Macs {
  readonly source: Uint8Array
  readonly destination: Uint8Array
}

function linkHeader(
  linkType: number,
  macs: Macs,
  type: number,
  vlans: readonly number[],
  labels: readonly number[],
): Uint8Array {
  const family = type === ETHERTYPE.IPV6 ? 10 : 2
  if (RAW.includes(linkType)) return new Uint8Array()
  if (linkType === DLT.NULL) return Uint8Array.of(family, 0, 0, 0)
  if (linkType === DLT.LOOP) return Uint8Array.of(0, 0, 0, family === 10 ? 24 : family)
  if (linkType === DLT.LINUX_SLL) return concat(words(0, 1, 6), macs.source, [0, 0], words(type))
  if (linkType === DLT.LINUX_SLL2) return concat(words(type, 0, 0, 1, 1), [0, 6], macs.source, [0, 0])
  // With two tags and more the outer ones are a provider's.
  const tags = vlans.flatMap((id, index) => words(index < vlans.length - 1 ? ETHERTYPE.QINQ_AD : ETHERTYPE.VLAN, id))
  const stack = labels.flatMap((label, index) =>
    words(label >>> 4, ((label & 15) << 12) | (index === labels.length - 1 ? 0x100 : 0) | 64),
  )
  return concat(macs.destination, macs.source, tags, words(labels.length > 0 ? ETHERTYPE.MPLS : type), stack)
}

/** Two bytes each, big-endian. */
function words(...numbers: readonly number[]): number[] {
  return numbers.flatMap((number) => [(number >>> 8) & 0xff, number & 0xff])
}

function concat(...parts: readonly (readonly number[] | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)))
}

function numberUpTo(text: string, most: number): number | null {
  const number = /^(?:\d+|0x[\da-f]+)$/i.test(text.trim()) ? Number(text) : null
  return number !== null && number <= most ? number : null
}

function numbersUpTo(text: string, most: number): readonly number[] | null {
  if (text.trim() === '') return []
  const numbers = text.split(',').map((part) => numberUpTo(part, most))
  return numbers.length > 8 || numbers.includes(null) ? null : numbers.map((number) => number ?? 0)
}
