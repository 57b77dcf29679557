/**
 * Ports and port ranges over TCP, UDP and SCTP, in IPv4 (first fragments only) and IPv6 (no
 * extension headers).
 * Source of behaviour: gen_port, gen_portrange and their version 6 twins in libpcap 1.10.3.
 */
import { JMP, SIZE } from '../../bpf/index.ts'
import { ETHERTYPE, IPPROTO } from '../../net/index.ts'
import type { Direction } from '../ast.ts'
import { jump, type Block } from './block.ts'
import { genAnd, genNot, genOr } from './boolean.ts'
import { byDirection, notValidFor } from './host.ts'
import { genLinktype } from './link-type.ts'
import { genCmp, genCmpGe, genCmpLe, genLoadA } from './load.ts'
import { block, type CodegenState } from './state.ts'

/** A port, or a range of ports, in either order. */
export type Ports = { readonly port: number } | { readonly first: number; readonly last: number }

/** `port 80`: IPv4 and IPv6. `transport` is an IP protocol number, null for all three. */
export function genPorts(state: CodegenState, ports: Ports, transport: number | null, direction: Direction): Block {
  const b = genPortsIn(state, 'ip', ports, transport, direction)
  return genOr(genPortsIn(state, 'ip6', ports, transport, direction), b)
}

export function genPortsIn(
  state: CodegenState,
  network: 'ip' | 'ip6',
  ports: Ports,
  transport: number | null,
  direction: Direction,
): Block {
  const b0 = genLinktype(state, network === 'ip' ? ETHERTYPE.IP : ETHERTYPE.IPV6)
  const over = (protocol: number) => genTransportPorts(state, network, ports, protocol, direction)
  if (transport !== null) return genAnd(b0, over(transport))
  const tcp = over(IPPROTO.TCP)
  const b1 = genOr(tcp, over(IPPROTO.UDP))
  genOr(over(IPPROTO.SCTP), b1)
  return genAnd(b0, b1)
}

function genTransportPorts(
  state: CodegenState,
  network: 'ip' | 'ip6',
  ports: Ports,
  protocol: number,
  direction: Direction,
): Block {
  const isProtocol = genCmp(state, 'network', network === 'ip' ? 9 : 6, SIZE.B, protocol)
  const b0 = network === 'ip' ? genAnd(isProtocol, genFirstFragment(state)) : isProtocol
  const refuse = notValidFor('port' in ports ? 'ports' : 'port ranges')
  const b1 = byDirection(state, direction, (side) => genPortAtom(state, network, ports, side), refuse)
  return genAnd(b0, b1)
}

function genPortAtom(state: CodegenState, network: 'ip' | 'ip6', ports: Ports, side: 'src' | 'dst'): Block {
  const base = network === 'ip' ? 'transport-ipv4' : 'transport-ipv6'
  const offset = side === 'src' ? 0 : 2
  if ('port' in ports) return genCmp(state, base, offset, SIZE.H, ports.port)
  const b1 = genCmpGe(state, base, offset, SIZE.H, Math.min(ports.first, ports.last))
  return genAnd(b1, genCmpLe(state, base, offset, SIZE.H, Math.max(ports.first, ports.last)))
}

/** "The IPv4 fragment offset is zero": only then a transport header follows. */
export function genFirstFragment(state: CodegenState): Block {
  return genNot(block(state, jump(JMP.JSET), 0x1fff, genLoadA(state, 'network', 6, SIZE.H)))
}
