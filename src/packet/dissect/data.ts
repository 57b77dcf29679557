/**
 * Bytes that no dissector here knows, or that are data and nothing else.
 */
import type { Field } from '../types.ts'
import { countBytes } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'

export function dissectData(_bytes: Uint8Array, part: Part): Dissected {
  const count = countBytes(part.to - part.from)
  const value = part.note === null ? count : `${part.note}, ${count}`
  const header = { ...plainField('Data', 'data', part.from, part.to, value), value: () => value }
  return { header, next: null, summary: null }
}

/** What lies past the end that the headers give: padding to Ethernet's least length, or a trailer. */
export function trailerField(from: number, to: number): Field {
  return plainField('Trailer', 'trailer', from, to, `${countBytes(to - from)} past the end of the packet`)
}

function plainField(name: string, key: string, from: number, to: number, value: string): Field {
  return { name, short: name.toLowerCase(), key, layer: 'payload', from, to, value, warning: null, children: [] }
}
