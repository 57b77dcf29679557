/**
 * Service names and port ranges as libpcap resolves them: first TCP, then UDP; a name that is the
 * same number in both stands for any transport.
 * Source of behaviour: pcap_nametoport and pcap_nametoportrange of libpcap 1.10.3.
 */
import { IPPROTO, portByService } from '../../net/index.ts'

export interface FoundPort {
  readonly port: number
  /** IP protocol number; null where the name stands for any transport. */
  readonly transport: number | null
}

export function lookUpPort(name: string): FoundPort | null {
  const number = decimal(name)
  if (number !== null) return { port: number, transport: null }
  const tcp = portByService(name, 'tcp')
  const udp = portByService(name, 'udp')
  if (tcp !== undefined) return { port: tcp, transport: tcp === udp ? null : IPPROTO.TCP }
  return udp === undefined ? null : { port: udp, transport: IPPROTO.UDP }
}

/**
 * The C library takes a number where a service name may stand, as strtoul() reads it, and keeps its
 * low 16 bits. No digits at all are the number 0.
 */
function decimal(text: string): number | null {
  if (text === '') return 0
  if (!/^[+-]?\d+$/.test(text)) return null
  const number = BigInt(text.replace('+', ''))
  return Number(BigInt.asUintN(16, number > LARGEST || number < -LARGEST ? LARGEST : number))
}

const LARGEST = 2n ** 64n - 1n

export interface FoundRange {
  readonly first: number
  readonly last: number
  readonly transport: number | null
}

/** `1000-2000`, `ftp-data-80`: the first dash parts the two. */
export function lookUpPortRange(name: string): FoundRange | null {
  const numbers = /^(\d+)-(\d+)/.exec(name)
  if (numbers !== null) return { first: toInt(numbers[1] ?? ''), last: toInt(numbers[2] ?? ''), transport: null }
  const dash = name.indexOf('-')
  if (dash < 0) return null
  const first = lookUpPort(name.slice(0, dash))
  const last = lookUpPort(name.slice(dash + 1))
  if (first === null || last === null) return null
  const transport = first.transport === last.transport ? first.transport : null
  return { first: first.port, last: last.port, transport }
}

/** As C's scanf does: a signed 32-bit number, what is beyond wraps. */
function toInt(digits: string): number {
  return Number(BigInt.asIntN(32, BigInt(digits)))
}
