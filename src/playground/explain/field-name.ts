/**
 * What some bytes of a header are called: a field, a piece of one, or a few fields together.
 */
import type { FieldLayout, FieldPart, HeaderLayout, ValueKind } from './layouts/layout.ts'

export interface Name {
  /** As the rest of a sentence: `IPv4 destination`. */
  readonly full: string
  /** As the subject of a question: `Destination`. */
  readonly noun: string
  readonly kind: ValueKind | null
  /** Bytes the value has in the packet; 0 where it is not straight from there. */
  readonly size: number
  /** The named bits of the whole field, where the value is a whole field. */
  readonly parts: readonly FieldPart[]
  /** The mask laid on the field, where there is one and it has no name of its own. */
  readonly mask: number | null
  /** Bits by which the value still has to be shifted down to be the number it is called by. */
  readonly shift: number
  /** What the name takes for granted without anything having shown it: `if SNAP follows`; null: nothing. */
  readonly caveat: string | null
}

/** A name for a number that is not straight from the packet and is spelled as a number. */
export function simpleName(full: string, noun: string): Name {
  return { full, noun, kind: null, size: 0, parts: [], mask: null, shift: 0, caveat: null }
}

/** The name of `size` bytes at `from` of a header; null where they reach out of it. */
export function nameWithin(layout: HeaderLayout, from: number, size: number): Name | null {
  const to = from + size
  if (layout.length === 0) return nameText(layout.name, from, size)
  const touched = layout.fields.filter((candidate) => candidate.from < to && candidate.to > from)
  const [first] = touched
  if (to > layout.length) return null
  if (first !== undefined && touched.length === 1 && first.from <= from && to <= first.to)
    return nameField(first, from - first.from, size)
  const isWhole = first?.from === from && touched.at(-1)?.to === to
  const isWithoutGap = touched.reduce((sum, { from: start, to: end }) => sum + end - start, 0) === size
  if (!isWhole || !isWithoutGap || touched.length > 3) {
    const text = `${layout.name} header, ${byteRange(from, size)}`
    return { ...simpleName(text, `${text},`), kind: 'bytes', size }
  }
  const names = touched.map((candidate) => candidate.name)
  const nouns = touched.map(({ noun }, index) => (index === 0 ? noun : lower(noun)))
  return { ...simpleName(list(names), nouns.join(' with ')), kind: 'bytes', size }
}

/** Payload, which may well be text. */
function nameText(payload: string, from: number, size: number): Name {
  const where = byteRange(from, size)
  return { ...simpleName(`${payload}, ${where}`, `${payload}, ${where},`), kind: 'text', size }
}

function nameField(field: FieldLayout, from: number, size: number): Name {
  const length = field.to - field.from
  const { kind, parts } = field
  if (size === length)
    return { full: field.name, noun: field.noun, kind, size, parts, mask: null, shift: 0, caveat: null }
  const which =
    from === 0 && from + size < length
      ? `first ${bytesWord(size)}`
      : from + size === length
        ? `last ${bytesWord(size)}`
        : byteRange(from, size)
  const below = 8 * (length - from - size)
  return {
    full: `${field.name}, ${which}`,
    noun: `${field.noun}, ${which},`,
    kind: kind === 'mac' || kind === 'ipv6' || kind === 'text' ? kind : null,
    size,
    parts: kind === 'mac' ? groupBit(field, from, size) : partsWithin(parts, below, size),
    mask: null,
    shift: 0,
    caveat: null,
  }
}

/** The parts that lie in the `size` bytes loaded, with their masks as they are after such a load. */
function partsWithin(parts: readonly FieldPart[], below: number, size: number): readonly FieldPart[] {
  const loaded = ((2 ** (8 * size) - 1) * 2 ** below) >>> 0
  return parts.filter((part) => (part.mask & ~loaded) === 0).map((part) => ({ ...part, mask: part.mask >>> below }))
}

/** The lowest bit of a MAC address's first byte tells groups from stations. */
function groupBit(field: FieldLayout, from: number, size: number): readonly FieldPart[] {
  return from === 0 && size === 1 ? [{ mask: 1, name: `${field.noun} group bit` }] : []
}

function bytesWord(size: number): string {
  return size === 1 ? 'byte' : `${size} bytes`
}

function byteRange(from: number, size: number): string {
  return size === 1 ? `byte ${from}` : `bytes ${from}–${from + size - 1}`
}

function list(names: readonly string[]): string {
  return names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** For the beginning of a sentence. */
export function capital(text: string): string {
  return text === '' ? text : text[0]?.toUpperCase() + text.slice(1)
}

/** Lower case for a word in the middle of a sentence, except for what is written with capitals. */
export function lower(noun: string): string {
  return /^[A-Z][a-z]/.test(noun) && !/^(Ether|Destination MAC)/.test(noun)
    ? noun[0]?.toLowerCase() + noun.slice(1)
    : noun
}
