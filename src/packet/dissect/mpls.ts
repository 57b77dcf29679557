/**
 * One entry of an MPLS label stack. What follows the last is not told by any number: it is taken
 * for IP where it begins like IP, for Ethernet after a control word of zero.
 *
 * Source: RFC 3032, RFC 5462, RFC 4385 (control word).
 */
import { HeaderReader } from './header-reader.ts'
import type { Dissected, Part, ProtocolName } from './layer.ts'
import { withName } from './names.ts'

const LABELS: readonly (string | null)[] = ['IPv4 explicit null', 'router alert', 'IPv6 explicit null', 'implicit null']

export function dissectMpls(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'mpls', 'link')
  const entry = reader.number(0, 4)
  const isLast = (entry & 0x100) !== 0
  if (reader.wantsFields) addEntry(reader, entry)
  const nibble = reader.number(4, 1) >>> 4
  const inner: ProtocolName = nibble === 4 ? 'ipv4' : nibble === 6 ? 'ipv6' : 'data'
  const next: Part = {
    ...part,
    protocol: isLast ? inner : 'mpls',
    from: part.from + 4,
    pseudo: null,
    number: 0,
    note: null,
  }
  return {
    header: reader.finish('MPLS', 4, () => reader.say(0, 3, (n) => `label ${labelText(n >>> 4)}`) ?? ''),
    next,
    summary: null,
  }
}

function labelText(label: number): string {
  return withName(`${label}`, LABELS[label] ?? null)
}

function addEntry(reader: HeaderReader, entry: number): void {
  const last = (entry & 0x100) === 0 ? '' : ', last'
  reader.add(0, 4, {
    name: 'Label stack entry',
    short: 'label',
    key: 'entry',
    value: `label ${labelText(entry >>> 12)}, TTL ${entry & 0xff}${last}`,
    children: reader.bits(0, 4, [
      ['label', 'Label', 12, 20, labelText],
      ['class', 'Traffic class', 9, 3],
      ['bottom', 'Bottom of stack', 8, 1],
      ['ttl', 'Time to live', 0, 8],
    ]),
  })
}
