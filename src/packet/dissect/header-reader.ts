/**
 * Reads one header field by field, within the bytes there are. A field that is cut short is kept
 * with a warning, one that is missing is left out, so no dissector has to ask before it reads.
 */
import { joinBytes } from '../addresses.ts'
import type { Field, Layer } from '../types.ts'
import type { Part } from './layer.ts'

export interface FieldWords {
  readonly name: string
  readonly short: string | null
  /** The last part of the key; the protocol's name is put before it. */
  readonly key: string
  readonly value: string
  readonly warning?: string | null
  readonly children?: readonly Field[]
}

export class HeaderReader {
  readonly #bytes: Uint8Array
  readonly #from: number
  readonly #to: number
  readonly #prefix: string
  readonly #layer: Layer
  readonly #fields: Field[] = []

  constructor(bytes: Uint8Array, part: Pick<Part, 'from' | 'to'>, prefix: string, layer: Layer) {
    this.#bytes = bytes
    this.#from = part.from
    this.#to = part.to
    this.#prefix = prefix
    this.#layer = layer
  }

  /** Bytes from the header's start to the end of the layer below. */
  get available(): number {
    return this.#to - this.#from
  }

  /** Big-endian number of 1, 2 or 4 bytes at an offset from the header's start; missing bytes read as zero. */
  number(offset: number, size: 1 | 2 | 4): number {
    let value = 0
    for (let index = 0; index < size; index++) value = value * 256 + (this.raw(offset + index, 1)[0] ?? 0)
    return value
  }

  /** The bytes that are there, as a view; fewer than asked for where the header is cut short. */
  raw(offset: number, size: number): Uint8Array {
    const from = Math.min(this.#from + offset, this.#to)
    return this.#bytes.subarray(from, Math.max(from, Math.min(from + size, this.#to)))
  }

  /** A field on its own, for use as somebody's child; null where none of its bytes is there. */
  make(offset: number, size: number, words: FieldWords): Field | null {
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
      warning: isCut ? `cut short, ${there.length} of ${size} bytes` : (words.warning ?? null),
      children: words.children ?? [],
    }
  }

  /** Adds a field of the header. */
  add(offset: number, size: number, words: FieldWords): void {
    const field = this.make(offset, size, words)
    if (field !== null) this.#fields.push(field)
  }

  /** The whole header as a node of the tree. `length` is what it claims to have, in bytes. */
  finish(name: string, length: number, value: string, warning: string | null = null): Field {
    const to = Math.min(this.#from + length, this.#to)
    const isCut = this.#from + length > this.#to
    return {
      name,
      short: null,
      key: this.#prefix,
      layer: this.#layer,
      from: this.#from,
      to,
      value,
      warning: isCut ? `cut short, ${to - this.#from} of ${length} bytes` : warning,
      children: this.#fields,
    }
  }
}

/** `1 byte`, `2 bytes`. */
export function countBytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`
}
