/**
 * Reads one header field by field, within the bytes there are. A field that is cut short is kept
 * with a warning, one that is missing is left out, so no dissector has to ask before it reads. What
 * a header says in a line goes through `say` and `sayBytes`, which give nothing for what is not whole.
 */
import { joinBytes } from '../addresses.ts'
import type { Field, Layer } from '../types.ts'
import type { Header, Part } from './layer.ts'

export interface FieldWords {
  readonly name: string
  readonly short: string | null
  /** The last part of the key; the protocol's name is put before it. */
  readonly key: string
  readonly value: string
  readonly warning?: string | null
  /** See Field.right; null is the same as left out. */
  readonly right?: number | null
  readonly children?: readonly Field[]
}

/** A run of bits: its low bit counted from the low end of the bytes, its width, how the number reads. */
export type BitWords = readonly [
  key: string,
  name: string,
  shift: number,
  count: number,
  value?: (number: number) => string,
]

export class HeaderReader {
  readonly #bytes: Uint8Array
  readonly #from: number
  readonly #to: number
  readonly #prefix: string
  readonly #layer: Layer
  readonly #quoted: boolean
  /** False where only the header as a whole is asked for: a dissector need not make up its fields then. */
  readonly wantsFields: boolean
  /** See Part.complete. */
  readonly complete: boolean
  readonly #fields: Field[] = []

  constructor(bytes: Uint8Array, part: Part, prefix: string, layer: Layer) {
    this.#bytes = bytes
    this.#from = part.from
    this.#to = part.to
    this.#prefix = prefix
    this.#layer = layer
    this.#quoted = part.quoted
    this.wantsFields = !part.brief
    this.complete = part.complete
  }

  /** All the bytes of the frame, other headers' too. */
  get frame(): Uint8Array {
    return this.#bytes
  }

  /** Bytes from the header's start to the end of the layer below. */
  get available(): number {
    return this.#to - this.#from
  }

  /** Whether these bytes are all there. */
  has(offset: number, size: number): boolean {
    return this.#from + offset + size <= this.#to
  }

  /**
   * Big-endian number of 1 to 4 bytes at an offset from the header's start. Missing bytes read as zero, which is
   * good enough to find out how far the header goes, and never to be told.
   */
  number(offset: number, size: 1 | 2 | 3 | 4): number {
    let value = 0
    for (let at = this.#from + offset; at < this.#from + offset + size; at++) {
      value = value * 256 + (at < this.#to ? (this.#bytes[at] ?? 0) : 0)
    }
    return value
  }

  /** A number in words, decimal unless `words` says otherwise; null where it is not whole. */
  say(offset: number, size: 1 | 2 | 3 | 4, words: (number: number) => string | null = String): string | null {
    return this.has(offset, size) ? words(this.number(offset, size)) : null
  }

  /** Bytes in words, an address; empty where they are not whole. */
  sayBytes(offset: number, size: number, words: (bytes: Uint8Array) => string): string {
    return this.has(offset, size) ? words(this.raw(offset, size)) : ''
  }

  /** The bytes that are there, as a view; fewer than asked for where the header is cut short. */
  raw(offset: number, size: number): Uint8Array {
    const from = Math.min(this.#from + offset, this.#to)
    return this.#bytes.subarray(from, Math.max(from, Math.min(from + size, this.#to)))
  }

  /** A field on its own, for use as somebody's child; null where none of its bytes is there, or no fields are wanted. */
  make(offset: number, size: number, words: FieldWords): Field | null {
    if (!this.wantsFields) return null
    const there = this.raw(offset, size)
    if (there.length === 0) return null
    const isCut = there.length < size
    return {
      name: words.name,
      short: words.short,
      key: `${this.#prefix}.${words.key}`,
      layer: this.#layer,
      from: this.#from + offset,
      to: this.#from + offset + there.length,
      value: isCut ? joinBytes(there, ' ') : words.value,
      warning: isCut ? this.#cut(there.length, size) : (words.warning ?? null),
      ...(isCut || words.right === undefined || words.right === null ? {} : { right: words.right }),
      children: isCut ? [] : (words.children ?? []),
    }
  }

  /** Runs of bits within a field of 1, 2 or 4 bytes, as its children. They have no captions: the field has. */
  bits(offset: number, size: 1 | 2 | 4, runs: readonly BitWords[]): readonly Field[] {
    if (!this.wantsFields) return []
    return runs.flatMap(([key, name, shift, count, value = String]) => {
      const number = Math.floor(this.number(offset, size) / 2 ** shift) % 2 ** count
      const field = this.make(offset, size, { name, short: null, key, value: value(number) })
      return field === null ? [] : [{ ...field, bits: { shift, count } }]
    })
  }

  /** Adds a number of 1, 2 or 4 bytes and gives it; decimal unless `value` says otherwise. */
  num(
    offset: number,
    size: 1 | 2 | 4,
    key: string,
    name: string,
    short: string,
    value: (number: number) => string = String,
    more: Partial<FieldWords> = {},
  ): number {
    const number = this.number(offset, size)
    if (this.wantsFields) this.add(offset, size, { name, short, key, value: value(number), ...more })
    return number
  }

  // What an error message quotes is cut short by design.
  #cut(there: number, size: number): string | null {
    return this.#quoted ? null : `cut short, ${there} of ${size} bytes`
  }

  /** Adds a field of the header. */
  add(offset: number, size: number, words: FieldWords): void {
    const field = this.make(offset, size, words)
    if (field !== null) this.#fields.push(field)
  }

  /**
   * The whole header as a node of the tree. `length` is what it claims to have, in bytes. A header that is cut short
   * before all that `value` would tell gives its bytes' count.
   */
  finish(name: string, length: number, value: () => string, warning: string | null = null): Header {
    const to = Math.min(this.#from + length, this.#to)
    const isCut = this.#from + length > this.#to
    return {
      name,
      short: null,
      key: this.#prefix,
      layer: this.#layer,
      from: this.#from,
      to,
      value: isCut ? orBytes(value, to - this.#from) : value,
      warning: isCut ? this.#cut(to - this.#from, length) : warning,
      children: this.#fields,
    }
  }
}

/** Apart from its caller: a function that makes closures pays for what they hold whenever it is called. */
function orBytes(value: () => string, count: number): () => string {
  return () => value() || countBytes(count)
}

/** `1 byte`, `2 bytes`. */
export function countBytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`
}
