/**
 * The radiotap header before an 802.11 frame: its chain of presence words, and the fields of the
 * first up to the first number that is not known here. Everything is little-endian; fields are
 * aligned to their own size, counted from the header's start.
 *
 * Source: radiotap.org, "Defined fields".
 */
import { hexNumber } from '../addresses.ts'
import { HeaderReader, countBytes } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'

/** By bit: name, caption, alignment, size, how the number reads. */
type Known = readonly [name: string, short: string, align: number, size: number, words: (value: number) => string]
const signed = (value: number): number => (value << 24) >> 24
const FIELDS: readonly Known[] = [
  ['TSFT', 'tsft', 8, 8, (n) => `${n} µs`],
  ['Flags', 'flg', 1, 1, (n) => hexNumber(n, 2)],
  ['Rate', 'rate', 1, 1, (n) => `${n / 2} Mb/s`],
  ['Channel', 'channel', 2, 4, (n) => `${n % 0x10000} MHz, flags ${hexNumber(Math.floor(n / 0x10000), 4)}`],
  ['FHSS', 'fhss', 1, 2, (n) => hexNumber(n, 4)],
  ['Signal', 'sig', 1, 1, (n) => `${signed(n)} dBm`],
  ['Noise', 'noise', 1, 1, (n) => `${signed(n)} dBm`],
  ['Lock quality', 'lock', 2, 2, String],
  ['TX attenuation', 'att', 2, 2, String],
  ['TX attenuation, dB', 'att', 2, 2, String],
  ['TX power', 'pow', 1, 1, (n) => `${signed(n)} dBm`],
  ['Antenna', 'ant', 1, 1, String],
  ['Signal, dB', 'sig', 1, 1, String],
  ['Noise, dB', 'noise', 1, 1, String],
  ['RX flags', 'rx', 2, 2, (n) => hexNumber(n, 4)],
  ['TX flags', 'tx', 2, 2, (n) => hexNumber(n, 4)],
  ['RTS retries', 'rts', 1, 1, String],
  ['Data retries', 'data', 1, 1, String],
  ['XChannel', 'xchan', 4, 8, (n) => hexNumber(n, 16)],
  ['MCS', 'mcs', 1, 3, (n) => hexNumber(n, 6)],
  ['A-MPDU', 'ampdu', 4, 8, (n) => hexNumber(n, 16)],
  ['VHT', 'vht', 2, 12, () => 'see the bytes'],
]

export function dissectRadiotap(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'radiotap', 'link')
  const claimed = little(reader, 2, 2)
  const length = Math.max(8, claimed)
  if (reader.wantsFields) addFields(reader, claimed, Math.min(length, reader.available))
  const next: Part = { ...part, protocol: 'wlan', from: part.from + length }
  return {
    header: reader.finish('Radiotap', length, () => (reader.has(2, 2) ? countBytes(claimed) : '')),
    next,
    summary: null,
  }
}

/** `there` is where the header ends, or the frame if it ends before. */
function addFields(reader: HeaderReader, claimed: number, there: number): void {
  reader.num(0, 1, 'version', 'Version', 'ver')
  reader.num(1, 1, 'pad', 'Padding', 'pad')
  const isShort = claimed < 8
  reader.add(2, 2, {
    name: 'Length',
    short: 'length',
    key: 'length',
    value: `${claimed}`,
    warning: isShort ? 'should be 8 or more' : null,
  })
  let at = 4
  const words: number[] = []
  while (at + 4 <= there) {
    const word = little(reader, at, 4)
    words.push(word)
    reader.add(at, 4, { name: 'Present', short: 'present', key: `present-${words.length}`, value: hexNumber(word, 8) })
    at += 4
    if (word < 0x80000000) break
  }
  at = addPresent(reader, words[0] ?? 0, at, there)
  if (there > at)
    reader.add(at, there - at, { name: 'More fields', short: 'etc', key: 'more', value: countBytes(there - at) })
}

function little(reader: HeaderReader, offset: number, size: number): number {
  return reader.raw(offset, size).reduceRight((value, byte) => value * 256 + byte, 0)
}

/** Gives where they end. */
function addPresent(reader: HeaderReader, present: number, start: number, end: number): number {
  let at = start
  for (let bit = 0; bit < 29; bit++) {
    if ((present & (1 << bit)) === 0) continue
    const known = FIELDS[bit]
    if (known === undefined) break
    const [name, short, align, size, words] = known
    const from = Math.ceil(at / align) * align
    if (from + size > end) break
    if (from > at)
      reader.add(at, from - at, { name: 'Alignment', short: null, key: `align-${bit}`, value: countBytes(from - at) })
    reader.add(from, size, { name, short, key: `field-${bit}`, value: words(little(reader, from, size)) })
    at = from + size
  }
  return at
}
