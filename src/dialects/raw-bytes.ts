/**
 * struct sock_filter as it lies in memory, eight bytes an instruction, in hex: bare digits, pairs, `\x20` or
 * `0x20,`, and the dumps of xxd, hexdump -C and od with their offsets and letters.
 *
 * Source: linux/filter.h: code 16 bits, jt, jf, k 32 bits, in the order of the machine.
 */
import { knownOpcodes, type Instruction, type Program } from '../bpf/index.ts'
import type { Span } from '../base/index.ts'
import { emptyProgram } from './decimal-rows.ts'
import type { Dialect, Reading } from './dialect.ts'
import { problem } from './fields.ts'

const SIZE = 8
const known = new Set(knownOpcodes)

interface Byte {
  readonly value: number
  readonly span: Span
}

/** The bytes of a dump's line, in groups, behind its offset: one blank between groups, two in the middle. */
const GROUP = /([^\S\n]+)((?:[0-9a-f]{2})+)(?=\s|$)/iy
const OFFSET = /^[^\S\n]*([0-9a-f]{4,8}):?(?=[^\S\n]|$)/i
const LINE_BYTES = 16

/** The line without its offset and without the letters at its end; null where it is no dump's line at this offset. */
function dumpLine(line: string, expected: number | null): { readonly bytes: string; readonly next: number } | null {
  const [prefix = '', digits = ''] = OFFSET.exec(line) ?? []
  const offset = Number.parseInt(digits, 16)
  if (prefix === '' || (expected !== null && offset !== expected)) return null
  if (!prefix.endsWith(':') && digits.length < 6) return null
  let count = 0
  GROUP.lastIndex = prefix.length
  let end = prefix.length
  for (let match = GROUP.exec(line); match !== null; match = GROUP.exec(line)) {
    const [, gap = '', group = ''] = match
    const isMiddle = gap.length === 2 && (count === LINE_BYTES / 2 || count === 0)
    if ((gap.length > 1 && !isMiddle) || count + group.length / 2 > LINE_BYTES) break
    count += group.length / 2
    end = GROUP.lastIndex
  }
  return {
    bytes: ' '.repeat(prefix.length) + line.slice(prefix.length, end) + ' '.repeat(line.length - end),
    next: offset + count,
  }
}

/** A dump without its offsets and letters, as long as before; null where the text is none. */
function dumpedBytes(text: string): string | null {
  let next: number | null = null
  const lines: string[] = []
  for (const line of text.split('\n')) {
    const read: ReturnType<typeof dumpLine> = line.trim() === '' ? null : dumpLine(line, next)
    if (read === null && line.trim() !== '') return null
    lines.push(read?.bytes ?? line)
    next = read?.next ?? next
  }
  return next === null ? null : lines.join('\n')
}

/** What is no part of the bytes becomes blanks; positions stay. */
function bytesOnly(text: string): string {
  const dumped = dumpedBytes(text)
  if (dumped !== null) return dumped
  const blank = (part: string) => part.replace(/[^\n]/g, ' ')
  return text
    .replace(/^[^\n]*\[\]\s*=\s*\{|^\s*unsigned int \w+ = \d+;/gm, blank)
    .replace(/\\x|0x/gi, '  ')
    .replace(/[,:;"'{}[\]()\\]|\bb(?=["'])/g, ' ')
}

function findBytes(text: string): readonly Byte[] {
  return [...bytesOnly(text).matchAll(/[0-9a-f]{2}/gi)].map(({ 0: digits, index }) => ({
    value: Number.parseInt(digits, 16),
    span: { from: index, to: index + 2 },
  }))
}

/** Whether a text is nothing but bytes, and enough of them for an instruction. */
export function looksLikeBytes(text: string): boolean {
  const bare = bytesOnly(text)
  return /^(?:\s*(?:[0-9a-f]{2})+(?=\s|$))+\s*$/i.test(bare) && findBytes(text).length >= SIZE
}

function instructionAt(bytes: readonly Byte[], at: number, littleEndian: boolean): Instruction {
  const view = new DataView(Uint8Array.from(bytes.slice(at, at + SIZE), ({ value }) => value).buffer)
  return {
    code: view.getUint16(0, littleEndian),
    jt: view.getUint8(2),
    jf: view.getUint8(3),
    k: view.getUint32(4, littleEndian),
  }
}

function parseBytes(text: string, littleEndian: boolean): Reading {
  const bytes = findBytes(text)
  const stray = /\S/.exec(bytesOnly(text).replace(/[0-9a-f]{2}/gi, '  '))
  if (bytes.length === 0 && stray === null) return emptyProgram(text.length)
  const problems = []
  if (stray !== null) {
    const span = { from: stray.index, to: stray.index + 1 }
    problems.push(problem('bytecode/number', `“${stray[0]}” is not part of a byte, two hex digits`, span))
  }
  const rows = []
  for (let at = 0; at < bytes.length; at += SIZE) {
    const last = bytes[Math.min(at + SIZE, bytes.length) - 1]
    const span = { from: bytes[at]?.span.from ?? 0, to: last?.span.to ?? text.length }
    const whole = at + SIZE <= bytes.length
    if (!whole) {
      const message = `an instruction has ${SIZE} bytes; here are ${bytes.length - at}`
      problems.push(problem('bytecode/instruction', message, span))
    }
    rows.push({ instruction: whole ? instructionAt(bytes, at, littleEndian) : null, span })
  }
  return { rows, problems }
}

/** Which order makes more sense of the bytes, by the codes that the kernel knows; little-endian where neither does. */
export function looksBigEndian(text: string): boolean {
  const bytes = findBytes(text)
  const sense = (littleEndian: boolean): number => {
    let score = 0
    for (let at = 0; at + SIZE <= bytes.length; at += SIZE) {
      const { code } = instructionAt(bytes, at, littleEndian)
      // 0 (`ld #k`) is itself in either order.
      if (known.has(code) && code !== 0) score++
    }
    return score
  }
  return sense(false) > sense(true)
}

function printBytes(program: Program, littleEndian: boolean): string {
  const rows = program.map(({ code, jt, jf, k }) => {
    const view = new DataView(new ArrayBuffer(SIZE))
    view.setUint16(0, code, littleEndian)
    view.setUint8(2, jt)
    view.setUint8(3, jf)
    view.setUint32(4, k, littleEndian)
    return Array.from(new Uint8Array(view.buffer), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  })
  return `${rows.join('\n')}\n`
}

export const hexLittleEndian: Dialect = {
  id: 'hex little-endian',
  title: 'Bytes in hex, little-endian',
  parse: (text) => parseBytes(text, true),
  print: (program) => printBytes(program, true),
}

export const hexBigEndian: Dialect = {
  id: 'hex big-endian',
  title: 'Bytes in hex, big-endian',
  parse: (text) => parseBytes(text, false),
  print: (program) => printBytes(program, false),
}
