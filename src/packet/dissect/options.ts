/**
 * The option list that IPv4 and TCP share: kind 0 ends it, kind 1 is one byte of padding, every
 * other kind is followed by its length, which counts kind and length too.
 *
 * Source: RFC 791 section 3.1, RFC 9293 section 3.1.
 */
import type { FieldWords, HeaderReader } from './header-reader.ts'

export interface OptionField {
  /** From the header's start, in bytes. */
  readonly offset: number
  readonly size: number
  readonly words: FieldWords
}

/** What one option says; `body` is without kind and length. */
export type DescribeOption = (kind: number, body: Uint8Array) => Pick<FieldWords, 'name' | 'short' | 'value'>

/**
 * One field an option. `base` is where the options start in their header, `end` where it claims to end, which may be
 * past what is there: the last field then is longer than its bytes. Stops at what cannot be read.
 */
export function dissectOptions(
  reader: HeaderReader,
  base: number,
  end: number,
  describe: DescribeOption,
): readonly OptionField[] {
  const options = reader.raw(base, end - base)
  const fields: OptionField[] = []
  let at = 0
  const add = (size: number, words: Omit<FieldWords, 'key'>): void => {
    fields.push({ offset: base + at, size, words: { ...words, key: `option-${fields.length + 1}` } })
    at += size
  }
  while (at < options.length) {
    const kind = options[at] ?? 0
    const rest = end - base - at
    const length = options[at + 1] ?? (rest > 1 ? 2 : 0)
    if (kind === 0)
      add(rest, { name: 'End of options', short: 'end', value: rest === 1 ? 'no padding' : 'and padding' })
    else if (kind === 1) add(1, { name: 'No operation', short: 'nop', value: 'padding' })
    else if (length < 2 || length > rest) {
      const warning = length < 2 ? 'length should be 2 or more' : `longer than the ${rest} bytes left`
      add(rest, { name: `Option ${kind}`, short: 'opt', value: `length ${length}`, warning })
    } else add(length, describe(kind, options.subarray(at + 2, at + length)))
  }
  return fields
}
