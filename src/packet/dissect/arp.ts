/**
 * ARP and RARP. Addresses are spelled as MAC and IPv4 where their lengths say so, as plain bytes
 * otherwise.
 *
 * Source: RFC 826, RFC 903; operation numbers from IANA's "ARP Parameters".
 */
import { ETHERTYPE } from '../../net/index.ts'
import { formatIpv4, formatMac, hexNumber, joinBytes } from '../addresses.ts'
import { HeaderReader } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'
import { etherTypeName, withName } from './names.ts'

const OPERATIONS: ReadonlyMap<number, string> = new Map([
  [1, 'request'],
  [2, 'reply'],
  [3, 'reverse request'],
  [4, 'reverse reply'],
  [8, 'inverse request'],
  [9, 'inverse reply'],
])

const FIXED_LENGTH = 8

export function dissectArp(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'arp', 'network')
  const hardware = reader.number(0, 2)
  const protocol = reader.number(2, 2)
  const hardwareLength = reader.number(4, 1)
  const protocolLength = reader.number(5, 1)
  const operation = reader.number(6, 2)
  const operationName = OPERATIONS.get(operation) ?? null
  const hardwareName = hardware === 1 ? 'Ethernet' : null
  reader.add(0, 2, {
    name: 'Hardware type',
    short: 'hw',
    key: 'hardware',
    value: withName(`${hardware}`, hardwareName),
  })
  const protocolText = withName(hexNumber(protocol, 4), etherTypeName(protocol))
  reader.add(2, 2, { name: 'Protocol type', short: 'proto', key: 'protocol', value: protocolText })
  reader.add(4, 1, { name: 'Hardware length', short: 'hl', key: 'hardware-length', value: `${hardwareLength}` })
  reader.add(5, 1, { name: 'Protocol length', short: 'pl', key: 'protocol-length', value: `${protocolLength}` })
  reader.add(6, 2, { name: 'Operation', short: 'op', key: 'operation', value: withName(`${operation}`, operationName) })

  const hardwareText = (at: number): string => {
    const address = reader.raw(at, hardwareLength)
    return hardwareLength === 6 ? formatMac(address) : joinBytes(address, ' ')
  }
  const protocolAddress = (at: number): string => {
    const address = reader.raw(at, protocolLength)
    return protocolLength === 4 ? formatIpv4(address) : joinBytes(address, ' ')
  }
  const isIp = protocolLength === 4
  const addressAt = [
    FIXED_LENGTH,
    FIXED_LENGTH + hardwareLength,
    FIXED_LENGTH + hardwareLength + protocolLength,
    FIXED_LENGTH + 2 * hardwareLength + protocolLength,
  ] as const
  const names = isIp ? ['Sender IP', 'Target IP'] : ['Sender address', 'Target address']
  const add = (index: 0 | 1 | 2 | 3, name: string, short: string, key: string): void => {
    const isHardware = index % 2 === 0
    const at = addressAt[index]
    const value = isHardware ? hardwareText(at) : protocolAddress(at)
    reader.add(at, isHardware ? hardwareLength : protocolLength, { name, short, key, value })
  }
  add(0, 'Sender MAC', 'sender MAC', 'sender-hardware')
  add(1, names[0] ?? '', 'sender', 'sender-protocol')
  add(2, 'Target MAC', 'target MAC', 'target-hardware')
  add(3, names[1] ?? '', 'target', 'target-protocol')

  const length = FIXED_LENGTH + 2 * (hardwareLength + protocolLength)
  const summary =
    reader.available < length
      ? null
      : describe(
          operation,
          addressAt.map((at, index) => (index % 2 === 0 ? hardwareText(at) : protocolAddress(at))),
        )
  const field = reader.finish(part.number === ETHERTYPE.REVARP ? 'RARP' : 'ARP', length, summary ?? operationName ?? '')
  const ends: Pick<Dissected, 'ends'> =
    summary === null ? {} : { ends: [protocolAddress(addressAt[1]), protocolAddress(addressAt[3])] }
  return { field, next: null, summary, ...ends }
}

/** `addresses` in the order of the packet: sender MAC, sender IP, target MAC, target IP. */
function describe(operation: number, addresses: readonly string[]): string {
  const [senderMac, sender, targetMac, target] = addresses
  if (operation === 1) return `${sender} → who has ${target}`
  if (operation === 2) return `${sender} → is at ${senderMac}`
  if (operation === 3) return `${senderMac} → who is ${targetMac}`
  if (operation === 4) return `${targetMac} → is ${target}`
  return `${sender} → ${target}`
}
