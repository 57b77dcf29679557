/**
 * ARP and RARP. Addresses are spelled as MAC and IPv4 where their lengths say so, as plain bytes
 * otherwise.
 *
 * Source: RFC 826, RFC 903; operation numbers from IANA's "ARP Parameters".
 */
import { ETHERTYPE } from '../../net/index.ts'
import { formatIpv4Number, formatMac, hexNumber, joinBytes } from '../addresses.ts'
import { HeaderReader } from './header-reader.ts'
import { type Dissected, type Ends, type Part, endsText } from './layer.ts'
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
  const places = addressPlaces(reader)
  if (reader.wantsFields) addFields(reader, places)
  const length = FIXED_LENGTH + 2 * (reader.number(4, 1) + reader.number(5, 1))
  const isWhole = reader.has(0, length)
  const hasSender = reader.has(0, places.targetMac) && reader.has(0, FIXED_LENGTH)
  const ends = hasSender
    ? (): Ends => [protocolAddress(reader, places.sender), protocolAddress(reader, places.target)]
    : null
  const whole = isWhole ? () => describe(reader, reader.number(6, 2), places) : null
  const operation = (): string => reader.say(6, 2, (n) => OPERATIONS.get(n) ?? null) ?? ''
  const name = part.number === ETHERTYPE.REVARP ? 'RARP' : 'ARP'
  return {
    header: reader.finish(name, length, whole ?? operation),
    next: null,
    summary: whole ?? (ends === null ? null : () => endsText(ends())),
    ends,
  }
}

/** Where the addresses start, whose lengths hang on the network. */
interface Places {
  readonly senderMac: number
  readonly sender: number
  readonly targetMac: number
  readonly target: number
}

function addressPlaces(reader: HeaderReader): Places {
  const hardwareLength = reader.number(4, 1)
  const sender = FIXED_LENGTH + hardwareLength
  const targetMac = sender + reader.number(5, 1)
  return { senderMac: FIXED_LENGTH, sender, targetMac, target: targetMac + hardwareLength }
}

function hardwareAddress(reader: HeaderReader, at: number): string {
  const length = reader.number(4, 1)
  const address = reader.raw(at, length)
  return length === 6 ? formatMac(address) : joinBytes(address, ' ')
}

/** Empty where the address is not whole. */
function protocolAddress(reader: HeaderReader, at: number): string {
  const length = reader.number(5, 1)
  if (length === 4) return reader.say(at, 4, formatIpv4Number) ?? ''
  return reader.sayBytes(at, length, (address) => joinBytes(address, ' '))
}

function addFields(reader: HeaderReader, { senderMac, sender, targetMac, target }: Places): void {
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

  const addHardware = (at: number, name: string, short: string, key: string): void => {
    reader.add(at, hardwareLength, { name, short, key, value: hardwareAddress(reader, at) })
  }
  const addProtocol = (at: number, name: string, short: string, key: string): void => {
    reader.add(at, protocolLength, { name, short, key, value: protocolAddress(reader, at) })
  }
  const kind = protocolLength === 4 ? 'IP' : 'address'
  addHardware(senderMac, 'Sender MAC', 'sender MAC', 'sender-hardware')
  addProtocol(sender, `Sender ${kind}`, 'sender', 'sender-protocol')
  addHardware(targetMac, 'Target MAC', 'target MAC', 'target-hardware')
  addProtocol(target, `Target ${kind}`, 'target', 'target-protocol')
}

function describe(reader: HeaderReader, operation: number, places: Places): string {
  const sender = protocolAddress(reader, places.sender)
  const target = protocolAddress(reader, places.target)
  if (operation === 1) return `${sender} → who has ${target}`
  if (operation === 2) return `${sender} → is at ${hardwareAddress(reader, places.senderMac)}`
  if (operation === 3)
    return `${hardwareAddress(reader, places.senderMac)} → who is ${hardwareAddress(reader, places.targetMac)}`
  if (operation === 4) return `${hardwareAddress(reader, places.targetMac)} → is ${target}`
  return `${sender} → ${target}`
}
