/**
 * Puts right what can be computed: lengths, then checksums, the innermost first, since an outer
 * checksum may cover an inner one. What is right is the dissectors' word (Field.right); this one
 * writes it.
 */
import { hexNumber } from '../addresses.ts'
import { dissect } from '../dissect/dissect.ts'
import type { Field, Frame } from '../types.ts'
import { numberOf } from './write-field.ts'

export interface FieldChange {
  /** `IPv4: Header checksum`. */
  readonly name: string
  readonly before: string
  readonly after: string
}

export interface FixedFrame {
  readonly bytes: Uint8Array
  /** Empty where all was right. */
  readonly changes: readonly FieldChange[]
}

/** More than the headers of a frame have lengths and checksums; two that disagree for ever end here. */
const MOST_CHANGES = 256

export function fixFrame({ linkType, bytes }: Frame): FixedFrame {
  let current = bytes
  const changes: FieldChange[] = []
  for (let round = 0; round < MOST_CHANGES; round++) {
    const wrong = wrongFields(current, linkType)
    const next = wrong.find(({ field }) => !field.key.endsWith('checksum')) ?? wrong.at(-1)
    if (next === undefined) break
    const { field, header, right } = next
    const size = field.to - field.from
    const there = current.subarray(field.from, field.to)
    const spell = (number: number): string => (field.value.startsWith('0x') ? hexNumber(number, size * 2) : `${number}`)
    changes.push({ name: `${header}: ${field.name}`, before: spell(numberOf(there)), after: spell(right) })
    current = current.slice()
    for (let index = 0; index < size; index++)
      current[field.from + index] = Math.floor(right / 256 ** (size - 1 - index)) % 256
  }
  return { bytes: current, changes }
}

interface WrongField {
  readonly field: Field
  readonly header: string
  readonly right: number
}

function wrongFields(bytes: Uint8Array, linkType: number): readonly WrongField[] {
  return dissect({ linkType, bytes }).fields.flatMap((header) =>
    header.children.flatMap((field) =>
      field.right === undefined || field.right === numberOf(bytes.subarray(field.from, field.to))
        ? []
        : [{ field, header: header.name, right: field.right }],
    ),
  )
}
