/**
 * Hex text ⇄ bytes. Reads what people paste: plain and spaced hex, dumps with offsets and with an
 * ASCII column (tcpdump -x and -X, xxd, hexdump -C, Wireshark), C arrays and strings.
 *
 * Leaves out capture files, and more than one packet at a time.
 */
import { type Diagnostic, type Result, err, ok } from '../base/index.ts'
import { joinBytes } from './addresses.ts'
import { extractDump, type Squeezed } from './hex-dump.ts'

/** The most bytes that a frame may have; what libpcap takes as the largest snapshot length. */
export const MAX_FRAME_BYTES = 262144

const BYTES_A_ROW = 16

/** Every character that is no digit and yet does no harm between digits. */
const SEPARATORS = /[\s:;,.\-_"'\\{}[\]()]/

/** As C writes them, but octal. */
const ARRAY_NUMBER = /^(?:0x[\da-f]+|\d+)$/i

/**
 * The bytes a text spells, at least one. The error is a single diagnostic whose span points at the
 * character that is wrong.
 */
export function parseHex(text: string): Result<Uint8Array, readonly Diagnostic[]> {
  const dump = extractDump(stripC(text))
  if (!dump.ok) return dump
  const bytes: number[] = []
  const inDecimal = isPartlyDecimal(dump.value.text)
  // A run of digits between separators; `0x` or `\x` before it says that it is a number of its own.
  const runs = /(0[xX]|[xX])?([0-9a-fA-F]+)|[^]/g
  let open: { digit: string; at: number } | null = null
  for (const match of dump.value.text.matchAll(runs)) {
    const at = match.index
    const written = match[2]
    if (written === undefined) {
      if (SEPARATORS.test(match[0])) continue
      return problem('hex/digit', `'${match[0]}' is not a hex digit`, at, at + match[0].length)
    }
    const isDecimal = inDecimal && match[1] === undefined
    if (isDecimal && Number(written) > 255)
      return problem('hex/decimal', `${written} does not fit into a byte`, at, at + written.length)
    const digits = isDecimal ? Number(written).toString(16) : written
    const isNumber = isDecimal || match[1] !== undefined
    if (isNumber && open !== null) break
    const padded = isNumber && digits.length % 2 === 1 ? `0${digits}` : digits
    const start = at + match[0].length - written.length
    for (let index = 0; index < padded.length; index++) {
      const digit = padded[index] ?? ''
      if (open === null) open = { digit, at: start + index }
      else {
        bytes.push(Number.parseInt(open.digit + digit, 16))
        open = null
      }
    }
    if (bytes.length > MAX_FRAME_BYTES) {
      return problem('hex/too-long', `more than ${MAX_FRAME_BYTES} bytes`, at, text.length)
    }
  }
  if (open !== null)
    return problem('hex/odd', `the byte that begins with '${open.digit}' has one digit`, open.at, open.at + 1)
  if (bytes.length === 0) return problem('hex/empty', 'there are no hex digits here', 0, text.length)
  const { squeezed } = dump.value
  const total = squeezed.reduce((sum, { count }) => sum + count, bytes.length)
  if (total > MAX_FRAME_BYTES) return problem('hex/too-long', `more than ${MAX_FRAME_BYTES} bytes`, 0, text.length)
  return ok(Uint8Array.from(expand(bytes, squeezed)))
}

function expand(bytes: readonly number[], squeezed: readonly Squeezed[]): readonly number[] {
  const whole: number[] = []
  let from = 0
  for (const { after, row, count } of squeezed) {
    whole.push(...bytes.slice(from, after))
    for (let index = 0; index < count; index++) whole.push(bytes[after - row + (index % row)] ?? 0)
    from = after
  }
  return [...whole, ...bytes.slice(from)]
}

/** Lower case, two digits a byte, sixteen bytes a line, no offsets. No line ends the text. */
export function formatHex(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += BYTES_A_ROW)
    lines.push(joinBytes(bytes.subarray(at, at + BYTES_A_ROW), ' '))
  return lines.join('\n')
}

/** Comments, and what stands around the braces of an array, become blanks, so that positions stay. */
function stripC(text: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ')
  const bare = text.replace(/\/\*[^]*?\*\/|\/\/.*/g, blank)
  const open = bare.indexOf('{')
  const close = bare.lastIndexOf('}')
  if (open === -1 || close < open) return bare
  return blank(bare.slice(0, open + 1)) + bare.slice(open + 1, close) + blank(bare.slice(close))
}

/** A C array, some of it with `0x`: there a number without it is decimal, as in C. */
function isPartlyDecimal(text: string): boolean {
  const numbers = text.split(',').map((part) => part.trim())
  if (numbers.at(-1) === '') numbers.pop()
  return (
    numbers.length > 1 && numbers.every((each) => ARRAY_NUMBER.test(each)) && numbers.some((each) => /x/i.test(each))
  )
}

function problem(code: string, message: string, from: number, to: number): Result<never, readonly Diagnostic[]> {
  return err([{ severity: 'error', code, message, span: { from, to }, notes: [] }])
}
