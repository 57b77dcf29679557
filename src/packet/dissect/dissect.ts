/**
 * Takes a frame apart, header after header. Each protocol has a file of its own; this one walks
 * from each to the one it names.
 *
 * Never throws, whatever the bytes. The top-level fields follow each other without gap or overlap
 * from the first byte to the last.
 */
import { invariant } from '../../base/index.ts'
import { SECCOMP_LINK_TYPE } from '../../bpf/index.ts'
import { DLT, ETHERTYPE } from '../../net/index.ts'
import type { Dissection, Field, Frame } from '../types.ts'
import { dissectArp } from './arp.ts'
import { dissectCooked, dissectCooked2, dissectLoopback } from './cooked.ts'
import { dissectData, trailerField } from './data.ts'
import { dissectDns } from './dns.ts'
import { dissectEthernet } from './ethernet.ts'
import { dissectGre } from './gre.ts'
import { countBytes } from './header-reader.ts'
import { dissectIcmp } from './icmp.ts'
import { dissectIcmpv6 } from './icmpv6.ts'
import { dissectIgmp } from './igmp.ts'
import { dissectIpv4 } from './ipv4.ts'
import { dissectIpv6Extension } from './ipv6-extension.ts'
import { dissectIpv6 } from './ipv6.ts'
import type { Dissected, Dissector, Ends, Header, Part, ProtocolName } from './layer.ts'
import { dissectLlc } from './llc.ts'
import { dissectMpls } from './mpls.ts'
import { dissectGeneve, dissectVxlan } from './overlay.ts'
import { dissectCiscoHdlc, dissectPpp } from './ppp.ts'
import { dissectPppoe } from './pppoe.ts'
import { dissectRadiotap } from './radiotap.ts'
import { dissectSctp } from './sctp.ts'
import { dissectSyscall } from './syscall.ts'
import { dissectTcp } from './tcp.ts'
import { dissectUdp } from './udp.ts'
import { dissectVlan } from './vlan.ts'
import { dissectWlan } from './wlan.ts'

const DISSECTORS: Readonly<Record<ProtocolName, Dissector>> = {
  ethernet: dissectEthernet,
  vlan: dissectVlan,
  llc: dissectLlc,
  arp: dissectArp,
  ipv4: dissectIpv4,
  ipv6: dissectIpv6,
  'ipv6-extension': dissectIpv6Extension,
  tcp: dissectTcp,
  udp: dissectUdp,
  icmp: dissectIcmp,
  icmpv6: dissectIcmpv6,
  igmp: dissectIgmp,
  sctp: dissectSctp,
  gre: dissectGre,
  mpls: dissectMpls,
  pppoe: dissectPppoe,
  ppp: dissectPpp,
  hdlc: dissectCiscoHdlc,
  vxlan: dissectVxlan,
  geneve: dissectGeneve,
  wlan: dissectWlan,
  radiotap: dissectRadiotap,
  sll: dissectCooked,
  sll2: dissectCooked2,
  loopback: dissectLoopback,
  dns: dissectDns,
  syscall: dissectSyscall,
  data: dissectData,
}

/** Packets that begin with the IP header; 101 is how capture files number raw IP. */
const RAW_IP: readonly number[] = [DLT.RAW, 101, DLT.IPV4, DLT.IPV6]

const FIRST: ReadonlyMap<number, ProtocolName> = new Map([
  [DLT.EN10MB, 'ethernet'],
  [DLT.NULL, 'loopback'],
  [DLT.LOOP, 'loopback'],
  [DLT.LINUX_SLL, 'sll'],
  [DLT.LINUX_SLL2, 'sll2'],
  [DLT.PPP, 'ppp'],
  [DLT.PPP_SERIAL, 'hdlc'],
  [DLT.C_HDLC, 'hdlc'],
  [DLT.PPP_ETHER, 'pppoe'],
  [DLT.MPLS, 'mpls'],
  [DLT.IEEE802_11, 'wlan'],
  [DLT.IEEE802_11_RADIO, 'radiotap'],
  [SECCOMP_LINK_TYPE, 'syscall'],
])

/** A frame of thousands of headers is an attack on patience; what follows these is data. */
const MOST_HEADERS = 64

export function dissect(frame: Frame): Dissection {
  const { bytes } = frame
  const fields: Field[] = []
  let end = 0
  const walked = walk(frame, false, (header) => {
    fields.push(withUniqueKeys({ ...header, value: header.value() }, fields))
    end = header.to
  })
  if (end < bytes.length) fields.push(trailerField(end, bytes.length))
  return {
    fields,
    summary: walked.summary?.() ?? countBytes(bytes.length),
    ...columns(frame, walked),
  }
}

/** Who talks to whom, in which protocol, saying what: a table's columns. */
type Columns = Pick<Dissection, 'source' | 'destination' | 'protocol' | 'info'>

/** What `dissect` says of them, for a small part of its time. */
export function dissectBriefly(frame: Frame): Columns {
  return columns(frame, walk(frame, true, null))
}

/** The byte where the first IPv4 or IPv6 header begins; null where there is none. */
export function networkHeader(frame: Frame): number | null {
  let first: number | null = null
  walk(frame, true, ({ key, from }) => {
    if (key === 'ipv4' || key === 'ipv6') first ??= from
  })
  return first
}

/** What a walk has come to; null where no header had it. */
interface Walked {
  readonly summary: Dissected['summary']
  readonly ends: (() => Ends) | null
  readonly innermost: Header | null
}

function columns({ bytes }: Frame, { ends, innermost }: Walked): Columns {
  const [source, destination] = ends?.() ?? ['', '']
  return {
    source,
    destination,
    protocol: innermost?.name ?? '',
    info: innermost?.value() ?? countBytes(bytes.length),
  }
}

/** From header to header; `each` gets them in order. */
function walk(frame: Frame, brief: boolean, each: ((header: Header) => void) | null): Walked {
  let headers = 0
  let summary: Walked['summary'] = null
  let ends: Walked['ends'] = null
  let innermost: Walked['innermost'] = null
  let next: Part | null = firstPart(frame, brief)
  while (next !== null && next.from < next.to) {
    const part: Part = headers++ < MOST_HEADERS ? next : { ...next, protocol: 'data', note: null }
    if (brief && part.protocol === 'data') break
    const dissected: Dissected = DISSECTORS[part.protocol](frame.bytes, part)
    invariant(dissected.header.to > part.from, `${part.protocol} takes at least one byte`)
    each?.(dissected.header)
    if (!part.quoted) {
      summary = dissected.summary ?? summary
      ends = dissected.ends ?? ends
      if (part.protocol !== 'data') innermost = dissected.header
    }
    next = dissected.next
  }
  return { summary, ends, innermost }
}

function firstPart({ linkType, bytes, wireLength }: Frame, brief: boolean): Part {
  const version = (bytes[0] ?? 0) >>> 4
  const ip: ProtocolName = version === 4 ? 'ipv4' : version === 6 ? 'ipv6' : 'data'
  const protocol = FIRST.get(linkType) ?? (RAW_IP.includes(linkType) ? ip : 'data')
  const number = protocol === 'pppoe' ? ETHERTYPE.PPPOES : 0
  const complete = (wireLength ?? 0) <= bytes.length
  return { protocol, from: 0, to: bytes.length, complete, quoted: false, brief, pseudo: null, number, note: null }
}

/** The second header of a kind and its fields get `#2` after the protocol's name. */
function withUniqueKeys(field: Field, earlier: readonly Field[]): Field {
  const count = earlier.filter((other) => other.key.split('#')[0] === field.key).length + 1
  if (count === 1) return field
  const prefix = field.key
  const rename = (node: Field): Field => ({
    ...node,
    key: `${prefix}#${count}${node.key.slice(prefix.length)}`,
    children: node.children.map(rename),
  })
  return rename(field)
}
