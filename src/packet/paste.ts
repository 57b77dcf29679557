/**
 * Pasted text → frames: one for each packet of a dump with several, strings with escapes, base64,
 * and whatever hex.ts reads. Says of a frame whether it begins with the IP header, as what
 * `tcpdump -x` and `-X` print does.
 *
 * Leaves out capture files.
 */
import { type Diagnostic, type Result, err, ok } from '../base/index.ts'
import { MAX_FRAME_BYTES, parseHex } from './hex.ts'

export interface PastedFrame {
  readonly bytes: Uint8Array
  /** It has no link-layer header: it is raw IP. */
  readonly raw: boolean
}

/** A line of a dump that begins at offset zero. */
const FIRST_LINE = /^[ \t]*(0[xX])?0{4,8}(?::[ \t]|[ \t]+(?=[\da-f]{2}[ \t]))/gim
/** A shell's or an interpreter's prompt with what was typed. */
const PROMPT_LINE = /^[ \t]*(?:[\w.-]+@[^\n]*?[$#]|[$#%]|>>>|\.\.\.)[ \t][^\n]*/gm
const LITERAL = /(?:\b[bB])?(["'])((?:\\[^]|(?!\1)[^\\])*)\1/g
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

export function parsePaste(text: string): Result<readonly PastedFrame[], readonly Diagnostic[]> {
  // Blanks keep every position where it was.
  const clean = text.replace(PROMPT_LINE, (line) => ' '.repeat(line.length))
  const special = readEscapes(clean) ?? readBase64(clean)
  if (special !== null) return ok([{ bytes: special, raw: isRawIp(special) }])
  const starts = Array.from(clean.matchAll(FIRST_LINE), (match) => match.index)
  const frames: PastedFrame[] = []
  for (const [index, start] of (starts.length === 0 ? [0] : starts).entries()) {
    // What comes before the first line is its packet's description.
    const from = index === 0 ? 0 : start
    const parsed = parseHex(clean.slice(from, starts[index + 1] ?? clean.length))
    if (!parsed.ok) return err(parsed.error.map((each) => shifted(each, from)))
    frames.push({ bytes: parsed.value, raw: isRawIp(parsed.value) })
  }
  return ok(frames)
}

function shifted(diagnostic: Diagnostic, by: number): Diagnostic {
  return { ...diagnostic, span: { from: diagnostic.span.from + by, to: diagnostic.span.to + by } }
}

/**
 * An IP header whose own length is that of all the bytes. A link-layer header would have to have a
 * length in just that place to be taken for one.
 */
function isRawIp(bytes: Uint8Array): boolean {
  const word = (at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  const first = bytes[0] ?? 0
  if (first >>> 4 === 4) return (first & 15) >= 5 && bytes.length >= 20 && word(2) === bytes.length
  return first >>> 4 === 6 && bytes.length >= 40 && word(4) + 40 === bytes.length
}

/** C's and Python's strings; null where there is none with `\x` in it. */
function readEscapes(text: string): Uint8Array | null {
  const literals = Array.from(text.matchAll(LITERAL), (match) => match[2] ?? '')
  if (!literals.some((literal) => /\\x[\da-f]{2}/i.test(literal))) return null
  const bytes = literals.flatMap((literal) =>
    Array.from(
      literal.matchAll(/\\x([\da-f]{2})|\\([0-7]{1,3})|\\\r?\n|\\([^])|[^]/gi),
      ([whole, hex, octal, escaped]) => {
        if (hex !== undefined) return Number.parseInt(hex, 16)
        if (octal !== undefined) return Number.parseInt(octal, 8) & 0xff
        if (escaped !== undefined) return CONTROLS.get(escaped) ?? escaped.charCodeAt(0)
        return whole.length > 1 ? -1 : whole.charCodeAt(0)
      },
    ).filter((byte) => byte >= 0 && byte < 256),
  )
  return Uint8Array.from(bytes.slice(0, MAX_FRAME_BYTES))
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['f', 12],
  ['v', 11],
  ['a', 7],
  ['b', 8],
])

/** Only a text that is surely nothing else: long, padded to fours, with letters that hex has not. */
function readBase64(text: string): Uint8Array | null {
  const compact = text.replace(/\s+/g, '')
  if (compact.length < 24 || compact.length % 4 !== 0 || !BASE64.test(compact) || !/[g-z]/i.test(compact)) return null
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const digits = compact.replace(/=+$/, '')
  const bytes: number[] = []
  let held = 0
  for (const [index, letter] of Array.from(digits).entries()) {
    held = (held << 6) | alphabet.indexOf(letter)
    if (index % 4 > 0) bytes.push((held >>> (6 - 2 * (index % 4))) & 0xff)
  }
  return Uint8Array.from(bytes.slice(0, MAX_FRAME_BYTES))
}
