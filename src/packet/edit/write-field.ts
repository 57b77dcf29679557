/**
 * Writes a field of a frame by its value: a field is written as it is read. What reads as an address
 * is written as one, up to four bytes are a number or its name, anything else is hexadecimal. The
 * length never changes, and checksums are left to fix-frame.ts.
 */
import { type Result, type Diagnostic, err, ok } from '../../base/index.ts'
import { ETHER_PROTOCOL_NAMES, ETHERTYPE, ethertypeTitle, ipProtocolByName, portByService } from '../../net/index.ts'
import { formatIpv4, formatIpv6, formatMac, hexNumber, joinBytes } from '../addresses.ts'
import { tcpFlagNames } from '../dissect/tcp.ts'
import { parseHex } from '../hex.ts'
import { parseIpv4, parseIpv6, parseMac } from '../parse-address.ts'
import type { Field } from '../types.ts'

type Kind = 'mac' | 'ipv4' | 'ipv6' | 'flags' | 'number' | 'bytes'
type Place = Pick<Field, 'from' | 'to' | 'key' | 'value' | 'bits'>

function kindOf(there: Uint8Array, field: Place): Kind {
  if (field.bits !== undefined) return 'number'
  if (there.length === 6 && field.value === formatMac(there)) return 'mac'
  if (there.length === 4 && field.value === formatIpv4(there)) return 'ipv4'
  if (there.length === 16 && field.value === formatIpv6(there)) return 'ipv6'
  if (/^tcp(?:#\d+)?\.flags$/.test(field.key)) return 'flags'
  return there.length <= 4 ? 'number' : 'bytes'
}

/** Big-endian, of at most four bytes. */
export function numberOf(there: Uint8Array): number {
  return there.reduce((value, byte) => value * 256 + byte, 0)
}

function bitsOf(there: Uint8Array, { shift, count }: NonNullable<Field['bits']>): number {
  return Math.floor(numberOf(there) / 2 ** shift) % 2 ** count
}

/** The value to begin an edit with: `192.168.1.1`, `0x0800`, `64`, `SYN, ACK`, `01 02 03`. */
export function fieldText(bytes: Uint8Array, field: Place): string {
  const there = bytes.subarray(field.from, field.to)
  if (field.bits !== undefined) return String(bitsOf(there, field.bits))
  switch (kindOf(there, field)) {
    case 'mac':
      return formatMac(there)
    case 'ipv4':
      return formatIpv4(there)
    case 'ipv6':
      return formatIpv6(there)
    case 'flags':
      return tcpFlagNames(there[0] ?? 0)
    case 'bytes':
      return joinBytes(there, ' ')
    case 'number': {
      const number = numberOf(there)
      return new RegExp(`^${number}(?!\\d)`).test(field.value) ? String(number) : hexNumber(number, there.length * 2)
    }
  }
}

/** The frame with the field's new value; an error tells what is wanted instead. The frame given stays as it is. */
export function writeField(bytes: Uint8Array, field: Place, text: string): Result<Uint8Array, readonly Diagnostic[]> {
  const there = bytes.subarray(field.from, field.to)
  const written = valueBytes(there, field, text.trim())
  if (typeof written === 'string')
    return err([
      { severity: 'error', code: 'field/value', message: written, span: { from: 0, to: text.length }, notes: [] },
    ])
  const changed = bytes.slice()
  changed.set(written, field.from)
  return ok(changed)
}

/** The field's bytes, or what is wanted. */
function valueBytes(there: Uint8Array, field: Place, text: string): Uint8Array | string {
  switch (kindOf(there, field)) {
    case 'mac':
      return parseMac(text) ?? 'Six bytes such as 00:00:5e:00:53:01'
    case 'ipv4':
      return parseIpv4(text) ?? 'An IPv4 address such as 192.168.1.1'
    case 'ipv6':
      return parseIpv6(text) ?? 'An IPv6 address such as 2001:db8::1'
    case 'flags':
      return flagByte(text) ?? numberBytes(there, field, text, 'Flags such as SYN, ACK, or a number up to 255')
    case 'number':
      return numberBytes(there, field, text, null)
    case 'bytes': {
      const parsed = parseHex(text)
      return parsed.ok && parsed.value.length === there.length ? parsed.value : `${there.length} bytes in hexadecimal`
    }
  }
}

function flagByte(text: string): Uint8Array | null {
  if (text.toLowerCase() === 'none') return Uint8Array.of(0)
  const words = text.toUpperCase().split(/[\s,|+]+/)
  const bits = words.map((word) => [0, 1, 2, 3, 4, 5, 6, 7].find((bit) => tcpFlagNames(1 << bit) === word))
  return bits.includes(undefined) ? null : Uint8Array.of(bits.reduce<number>((sum, bit) => sum | (1 << (bit ?? 0)), 0))
}

function numberBytes(there: Uint8Array, field: Place, text: string, wanted: string | null): Uint8Array | string {
  const width = field.bits?.count ?? there.length * 8
  const most = 2 ** width - 1
  const number = /^(?:\d+|0x[\da-f]+)$/i.test(text) ? Number(text) : numberNamed(field.key, text)
  if (number === null || number > most) return wanted ?? `A number from 0 to ${most}, decimal or 0x…`
  const old = numberOf(there)
  const { shift } = field.bits ?? { shift: 0 }
  // Not with bit operators: the number may have 32 bits.
  const whole = field.bits === undefined ? number : old + (number - bitsOf(there, field.bits)) * 2 ** shift
  return Uint8Array.from(there, (_, index) => Math.floor(whole / 256 ** (there.length - 1 - index)) % 256)
}

/** The number that a name stands for in this field: an EtherType, an IP protocol, a port. */
function numberNamed(key: string, name: string): number | null {
  const plain = key.replace(/#\d+/, '')
  const word = name.toLowerCase()
  if (/^(?:ethernet|vlan|llc|sll2?|hdlc|gre|geneve)\.type$/.test(plain)) {
    const titled = Object.values(ETHERTYPE).find((number) => ethertypeTitle(number)?.toLowerCase() === word)
    return ETHER_PROTOCOL_NAMES[word] ?? titled ?? null
  }
  if (plain === 'ipv4.protocol' || plain.endsWith('.next')) {
    return ipProtocolByName(word === 'icmpv6' ? 'ipv6-icmp' : word) ?? null
  }
  const port = /^(tcp|udp|sctp)\.(?:source|destination)$/.exec(plain)
  return port === null ? null : (portByService(word, port[1] as 'tcp' | 'udp' | 'sctp') ?? null)
}
