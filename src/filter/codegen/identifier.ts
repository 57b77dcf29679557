/**
 * Primitives about an identifier: `host a`, `net 10/8`, `port http`, `ether host aa:…`, `proto tcp`.
 *
 * What an identifier means follows from its shape and from the qualifiers, written or inherited.
 * Source of behaviour: gen_scode, gen_ncode, gen_mcode, gen_mcode6, gen_ecode, gen_acode of
 * libpcap 1.10.3. There is no resolver: a host or network name is found in the table of names that
 * the options bring, and is unknown otherwise.
 */
import { ETHER_PROTOCOL_NAMES, IPPROTO, LLC_PROTOCOL_NAMES, NLPID, ipProtocolByName } from '../../net/index.ts'
import { formatIpv4, parseDecnet, parseIpv4, parseIpv6, parseMac } from '../addresses.ts'
import type { AddressKind, Identifier, Qualifiers } from '../ast.ts'
import type { Block } from './block.ts'
import { genHost, genHost6, type Ipv6Words } from './host.ts'
import { genAhostop, genMacHost, isArcnet } from './mac-host.ts'
import { lookUpNetwork } from './name-lookup.ts'
import { NO_RESOLVER, genNamedHost } from './named-host.ts'
import { genPorts } from './port.ts'
import { genProto } from './protocol.ts'
import { genProtochain } from './protochain.ts'
import { lookUpPort, lookUpPortRange, type FoundPort } from './service-lookup.ts'
import { fail, failIdentifier, type CodegenState } from './state.ts'

const SYNTAX = 'syntax error in filter expression'
const ALL_ONES = 0xffffffff

export function genIdentifier(state: CodegenState, qualifiers: Qualifiers, identifier: Identifier): Block {
  switch (identifier.kind) {
    case 'name':
      return genScode(state, identifier.text, qualifiers)
    case 'number':
      return genNcode(state, null, identifier.value, qualifiers)
    case 'ipv4':
      return genDotted(state, identifier.text, qualifiers)
    case 'ipv4-prefix':
      return genMcode(state, identifier.text, identifier.length, null, qualifiers)
    case 'ipv4-mask':
      return genMcode(state, identifier.text, 0, identifier.mask, qualifiers)
    case 'ipv6':
      return genMcode6(state, identifier.text, 128, qualifiers)
    case 'ipv6-prefix':
      return genMcode6(state, identifier.text, identifier.length, qualifiers)
    case 'mac':
      return genEcode(state, identifier.text, qualifiers)
    case 'arcnet':
      return genAcode(state, identifier.text, qualifiers)
  }
}

const NOT_FOR_HOSTS: ReadonlySet<AddressKind> = new Set(['port', 'portrange', 'proto', 'protochain'])

/** A dotted address, which is a host or a network whatever else the qualifiers say. */
function genDotted(state: CodegenState, text: string, q: Qualifiers): Block {
  if (NOT_FOR_HOSTS.has(q.address)) fail(state, `'${q.address}' modifier applied to ip host`)
  return genNcode(state, text, 0, q)
}

/** A number, or a dotted address as `text`. */
function genNcode(state: CodegenState, text: string | null, number: number, q: Qualifiers): Block {
  let value = number
  let bits = 32
  if (text !== null && q.protocol === 'decnet') {
    value = parseDecnet(text) ?? failIdentifier(state, `malformed decnet address '${text}'`)
  } else if (text !== null) {
    const address = parseIpv4(text) ?? failAddress(state, text)
    value = address.value
    bits = address.bits
  }
  switch (q.address) {
    case 'default':
    case 'host':
    case 'net': {
      if (q.protocol === 'decnet') return genHost(state, value, 0, q.protocol, q.direction, q.address)
      if (q.protocol === 'link') fail(state, 'illegal link layer address')
      let mask = ALL_ONES
      if (text === null && q.address === 'net') [value, mask] = networkOfNumber(value)
      else if (bits < 32) {
        value = (value << (32 - bits)) >>> 0
        mask = (mask << (32 - bits)) >>> 0
      }
      return genHost(state, value, mask, q.protocol, q.direction, q.address)
    }
    case 'port':
    case 'portrange': {
      const transport = portTransport(state, q)
      if (value > 65535) failIdentifier(state, `illegal port number ${value} > 65535`)
      const ports = q.address === 'port' ? { port: value } : { first: value, last: value }
      return genPorts(state, ports, transport, q.direction)
    }
    case 'gateway':
      return fail(state, "'gateway' requires a name")
    case 'proto':
      return genProto(state, value, q.protocol, q.direction)
    case 'protochain':
      return genProtochain(state, value, q.protocol)
    case 'undefined':
      return fail(state, SYNTAX, NOTHING_TO_INHERIT)
  }
}

const NOTHING_TO_INHERIT =
  'An identifier alone takes the qualifiers of the primitive before it, and that one takes no identifier. ' +
  'Say what it is: `host`, `net`, `port` or `proto`.'

/** `net 10` is 10.0.0.0/8: bytes move up until the first one is not zero. */
function networkOfNumber(number: number): [value: number, mask: number] {
  let value = number
  let mask = ALL_ONES
  while (value !== 0 && value >>> 24 === 0) {
    value = (value << 8) >>> 0
    mask = (mask << 8) >>> 0
  }
  return [value, mask]
}

/** IP protocol of a `tcp`, `udp` or `sctp` qualifier; null without one. */
function portTransport(state: CodegenState, q: Qualifiers): number | null {
  switch (q.protocol) {
    case null:
      return null
    case 'tcp':
      return IPPROTO.TCP
    case 'udp':
      return IPPROTO.UDP
    case 'sctp':
      return IPPROTO.SCTP
    default:
      return fail(state, `illegal qualifier of '${q.address}'`)
  }
}

/** `net 10.0.0.0/8`, `net 10.0.0.0 mask 255.0.0.0`. */
function genMcode(state: CodegenState, text: string, length: number, maskText: string | null, q: Qualifiers): Block {
  const aligned = (part: string) => {
    const { value, bits } = parseIpv4(part) ?? failAddress(state, part)
    return bits < 32 ? (value << (32 - bits)) >>> 0 : value
  }
  const value = aligned(text)
  let mask: number
  if (maskText !== null) {
    mask = aligned(maskText)
    if ((value & ~mask) !== 0) failIdentifier(state, `non-network bits set in "${text} mask ${maskText}"`)
  } else {
    if (length > 32) failIdentifier(state, 'mask length must be <= 32')
    mask = length === 0 ? 0 : (ALL_ONES << (32 - length)) >>> 0
    if ((value & ~mask) !== 0)
      failIdentifier(
        state,
        `non-network bits set in "${text}/${length}"`,
        `The network that contains it is ${formatIpv4((value & mask) >>> 0)}/${length}.`,
      )
  }
  if (q.address !== 'net') fail(state, 'Mask syntax for networks only', 'Write `net` before it.')
  return genHost(state, value, mask, q.protocol, q.direction, q.address)
}

function genMcode6(state: CodegenState, text: string, length: number, q: Qualifiers): Block {
  const address = parseIpv6(text)
  if (address === null) throw new Error('Broken invariant: the lexer lets only IPv6 addresses through')
  if (length > 128) failIdentifier(state, 'mask length must be <= 128')
  const part = (i: number) => {
    const bits = Math.min(32, Math.max(0, length - 32 * i))
    return bits === 0 ? 0 : (ALL_ONES << (32 - bits)) >>> 0
  }
  const mask: Ipv6Words = [part(0), part(1), part(2), part(3)]
  if (address.some((word, i) => (word & ~(mask[i] ?? 0)) !== 0))
    failIdentifier(state, `non-network bits set in "${text}/${length}"`)
  switch (q.address) {
    case 'default':
    case 'host':
      if (length !== 128) fail(state, 'Mask syntax for networks only', 'Write `net` before it.')
      break
    case 'net':
      break
    default:
      fail(state, 'invalid qualifier against IPv6 address')
  }
  return genHost6(state, address, mask, q.protocol, q.direction, q.address)
}

function genEcode(state: CodegenState, text: string, q: Qualifiers): Block {
  if ((q.address !== 'host' && q.address !== 'default') || q.protocol !== 'link')
    fail(state, 'ethernet address used in non-ether expression', 'Write `ether` before `host`, `src` or `dst`.')
  return (
    genMacHost(state, parseMac(text), q.direction) ??
    fail(state, 'ethernet addresses supported only on ethernet/FDDI/token ring/802.11/ATM LANE/Fibre Channel')
  )
}

function genAcode(state: CodegenState, text: string, q: Qualifiers): Block {
  if (!isArcnet(state.linkType)) fail(state, 'aid supported only on ARCnet')
  if ((q.address !== 'host' && q.address !== 'default') || q.protocol !== 'link')
    fail(state, 'ARCnet address used in non-arc expression')
  return genAhostop(state, [arcnetByte(text)], q.direction)
}

/**
 * libpcap reads the `$` as a digit of its own, -19, and goes no further than the digit behind it: `$1a`
 * and `$1` are both 0xd1.
 */
function arcnetByte(text: string): number {
  return 0xd0 | parseInt(text.charAt(0), 16)
}

function genScode(state: CodegenState, name: string, q: Qualifiers): Block {
  switch (q.address) {
    case 'net': {
      const address = lookUpNetwork(state.options.names, name)
      // To libpcap a network whose number is zero is no network.
      if (address === null || address === 0) return failIdentifier(state, `unknown network '${name}'`, NO_RESOLVER)
      const [value, mask] = networkOfNumber(address)
      return genHost(state, value, mask, q.protocol, q.direction, q.address)
    }
    case 'default':
    case 'host':
      return genNamedHost(state, name, q)
    case 'port': {
      const transport = portTransport(state, q)
      const found = lookUpPort(name) ?? failIdentifier(state, `unknown port '${name}'`)
      return genPorts(
        state,
        { port: found.port },
        agreeTransport(state, `port '${name}'`, found, transport),
        q.direction,
      )
    }
    case 'portrange': {
      const transport = portTransport(state, q)
      const found = lookUpPortRange(name) ?? failIdentifier(state, `unknown port in range '${name}'`)
      const agreed = agreeTransport(state, `port in range '${name}'`, found, transport)
      for (const port of [found.first, found.last]) {
        if (port < 0) failIdentifier(state, `illegal port number ${port} < 0`)
        if (port > 65535) failIdentifier(state, `illegal port number ${port} > 65535`)
      }
      return genPorts(state, { first: found.first, last: found.last }, agreed, q.direction)
    }
    case 'gateway':
      return fail(state, "'gateway' not supported in this configuration")
    case 'proto':
      return genProto(state, lookUpProtocol(state, name, q), q.protocol, q.direction)
    case 'protochain':
      return genProtochain(state, lookUpProtocol(state, name, q), q.protocol)
    case 'undefined':
      return fail(state, SYNTAX, NOTHING_TO_INHERIT)
  }
}

const TRANSPORT_NAMES = new Map<number, string>([
  [IPPROTO.TCP, 'tcp'],
  [IPPROTO.UDP, 'udp'],
  [IPPROTO.SCTP, 'sctp'],
])

/** The transport that qualifier and service table agree on; null for any. */
function agreeTransport(
  state: CodegenState,
  what: string,
  found: Pick<FoundPort, 'transport'>,
  wanted: number | null,
): number | null {
  if (wanted === null || found.transport === wanted) return found.transport
  if (found.transport === null) return wanted
  return fail(state, `${what} is ${TRANSPORT_NAMES.get(found.transport) ?? ''}`)
}

const OSI_NAMES: Readonly<Record<string, number>> = { esis: NLPID.ESIS, isis: NLPID.ISIS, clnp: NLPID.CLNP }

function lookUpProtocol(state: CodegenState, name: string, q: Qualifiers): number {
  switch (q.protocol) {
    case null:
    case 'ip':
    case 'ip6':
      return ipProtocolByName(name) ?? failIdentifier(state, `unknown ip proto '${name}'`)
    case 'link':
      return (
        ETHER_PROTOCOL_NAMES[name] ?? LLC_PROTOCOL_NAMES[name] ?? failIdentifier(state, `unknown ether proto '${name}'`)
      )
    case 'iso':
      return OSI_NAMES[name] ?? failIdentifier(state, `unknown osi proto '${name}'`)
    default:
      return failIdentifier(state, `unknown protocol: ${name}`)
  }
}

function failAddress(state: CodegenState, text: string): never {
  return failIdentifier(state, `invalid IPv4 address '${text}'`, 'Each part is one byte, 0 to 255.')
}
