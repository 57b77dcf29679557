/**
 * Finds the bytes in a hex dump with offsets: blanks out the offsets, the ASCII column and the
 * lines that belong to no dump, so that what remains is plain hex at its old position. A text that
 * is no dump comes back as it is. A line `*` (hexdump, od, xxd -a) stands for repetitions of the row
 * before it, up to the next offset.
 */
import { type Diagnostic, type Result, err, ok } from '../base/index.ts'

export interface Dump {
  /** As long as the dump's own text. */
  readonly text: string
  /** In the order of the text. */
  readonly squeezed: readonly Squeezed[]
}

/** Bytes that a dump does not spell: `count` of them, a multiple of `row`. */
export interface Squeezed {
  /** How many spelled bytes come before; the last `row` of them are what is repeated. */
  readonly after: number
  readonly row: number
  readonly count: number
}

interface DumpLine {
  /** Where the offset's first digit and the bytes begin, and where the line ends, in the text. */
  readonly at: number
  readonly from: number
  readonly to: number
  readonly offset: number
}

/** tcpdump and xxd: an offset, a colon, space. */
const COLON_LINE = /^[ \t]*(?:0[xX])?([0-9a-fA-F]{4,8}):(?=\s|$)/
/** hexdump -C and Wireshark: an offset longer than the bytes after it, which are one by one. */
const BARE_LINE = /^[ \t]*([0-9a-fA-F]{4,8})(?=\s+[0-9a-fA-F]{2}(?:\s|$))/
/** hexdump -C ends with an offset alone. */
const LAST_OFFSET = /^[ \t]*([0-9a-fA-F]{4,8})\s*$/
const SQUEEZED = /^[ \t]*\*[ \t\r]*$/m
const USUAL_ROW = 16

export function extractDump(text: string): Result<Dump, readonly Diagnostic[]> {
  const lines = splitLines(text)
  const withColon = lines.flatMap((line) => dumpLine(line, COLON_LINE))
  if (withColon.length > 0) return keepBytes(text, withColon, 1)
  const bare = lines.flatMap((line) => dumpLine(line, BARE_LINE))
  const rest = lines.filter((line) => line.text.trim() !== '' && !BARE_LINE.test(line.text))
  const isDump = bare[0]?.offset === 0 && rest.every((line) => LAST_OFFSET.test(line.text) || SQUEEZED.test(line.text))
  if (!isDump || (rest.length > 0 && bare.length === 0)) return ok({ text, squeezed: [] })
  return keepBytes(text, bare, 2)
}

function splitLines(text: string): readonly { text: string; at: number }[] {
  return Array.from(text.matchAll(/[^\n]+/g), (match) => ({ text: match[0], at: match.index }))
}

function dumpLine(line: { text: string; at: number }, pattern: RegExp): readonly DumpLine[] {
  const match = pattern.exec(line.text)
  const digits = match?.[1]
  if (match === null || digits === undefined) return []
  const from = line.at + match[0].length
  // Seven digits are od's way, which counts in eights; with a colon they are an old xxd's.
  const isOctal = pattern !== COLON_LINE && digits.length === 7 && /^[0-7]+$/.test(digits)
  return [{ at: line.at, from, to: line.at + line.text.length, offset: Number.parseInt(digits, isOctal ? 8 : 16) }]
}

/** `groups`: into how many columns such a dump may part a row's bytes. */
function keepBytes(text: string, lines: readonly DumpLine[], groups: number): Result<Dump, readonly Diagnostic[]> {
  let kept = ''
  let count = 0
  let spelled = 0
  const squeezed: Squeezed[] = []
  const isSqueezed = (index: number): boolean => SQUEEZED.test(text.slice(lines[index]?.to, lines[index + 1]?.at))
  const rowLength = isSqueezed(0) ? 0 : (lines[1]?.offset ?? 0) - (lines[0]?.offset ?? 0)
  const start = lines[0]?.offset ?? 0
  for (const [index, line] of lines.entries()) {
    if (line.offset - start !== count) return wrongOffset(line, start, count)
    const next = lines[index + 1]
    const squeezes = isSqueezed(index)
    const isKnown = next !== undefined && next.offset > line.offset && !squeezes
    const expected = isKnown ? next.offset - line.offset : rowLength > 0 ? rowLength : USUAL_ROW
    const bytes = bytesOf(text.slice(line.from, line.to), expected, isKnown ? Number.POSITIVE_INFINITY : groups)
    kept += blank(text.slice(kept.length, line.from)) + text.slice(line.from, line.from + bytes.length)
    count += bytes.count
    spelled += bytes.count
    if (!squeezes) continue
    const end =
      next ??
      splitLines(text.slice(line.to))
        .flatMap((each) => dumpLine(each, LAST_OFFSET))
        .at(-1)
    if (end === undefined) return noEnd(text, line.to)
    const gap = end.offset - start - count
    if (gap <= 0 || bytes.count === 0 || gap % bytes.count !== 0) return unevenGap(text, line.to, gap, bytes.count)
    squeezed.push({ after: spelled, row: bytes.count, count: gap })
    count += gap
  }
  return ok({ text: kept + blank(text.slice(kept.length)), squeezed })
}

function noEnd(text: string, from: number): Result<never, readonly Diagnostic[]> {
  return wrongStar(text, from, 'no offset after this * says how often the row before it is repeated')
}

function unevenGap(text: string, from: number, gap: number, row: number): Result<never, readonly Diagnostic[]> {
  return wrongStar(text, from, `this * stands for ${gap} bytes, which rows of ${row} do not make`)
}

function wrongStar(text: string, from: number, message: string): Result<never, readonly Diagnostic[]> {
  const at = text.indexOf('*', from)
  return err([{ severity: 'error', code: 'hex/offset', message, span: { from: at, to: at + 1 }, notes: [] }])
}

/**
 * How much of a row is bytes: up to `expected` of them, or to the end of the given number of groups
 * (stretches parted by two spaces). A token that is no hex before that is kept, to be complained of.
 */
function bytesOf(row: string, expected: number, groups: number): { length: number; count: number } {
  let length = 0
  let count = 0
  let group = 0
  for (const match of row.matchAll(/\S+/g)) {
    const gap = match.index - length
    if (match[0].startsWith('|')) break
    if (length === 0 || gap > 1) group += 1
    // Only after a full half of a row is a second column of bytes to be expected.
    if (group > groups || (group > 1 && groups === 2 && count !== USUAL_ROW / 2 && gap > 1)) break
    length = match.index + match[0].length
    if (!/^(?:[0-9a-fA-F]{2})+$/.test(match[0])) break
    count += match[0].length / 2
    if (count >= expected) break
  }
  return { length, count }
}

function wrongOffset(line: DumpLine, start: number, count: number): Result<never, readonly Diagnostic[]> {
  const isSecond = line.offset === start
  const message = isSecond
    ? 'a second packet begins here; one frame at a time'
    : `the offset says ${line.offset - start} bytes came before, but there are ${count}`
  const span = { from: line.at, to: line.from }
  return err([{ severity: 'error', code: 'hex/offset', message, span, notes: [] }])
}

function blank(part: string): string {
  return part.replace(/[^\n]/g, ' ')
}
