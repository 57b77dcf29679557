/**
 * What the lines of `tcpdump -d` have and bpf_asm's language has not: `(001) jeq #0x800 jt 2 jf 5`.
 *
 * The number of a line is a label, and targets are such labels: so a listing may be pasted amid other
 * assembly, and lines may be put in between without counting anew. Its operands (`#pktlen`, `[vlanp]`) are in
 * operands.ts. Left out on purpose: `unimp`, which says nothing of k. Source: output of tcpdump 4.99.3.
 */
import type { Label } from './ast.ts'
import type { Cursor } from './cursor.ts'

const DIGITS = /^\d+$/

// No word can be the same: words do not begin with a digit. Leading zeros are no part of the number.
function nameOf(digits: string): string {
  return String(Number(digits))
}

/** Takes `(001)` at the start of a line; null where there is none. */
export function acceptLineNumber(cursor: Cursor): Label | null {
  const open = cursor.peek()
  const number = cursor.peek(1)
  const isNumber = number.kind === 'number' && DIGITS.test(number.text)
  if (!open.startsLine || !cursor.isPunctuation('(') || !isNumber || !cursor.isPunctuation(')', 2)) return null
  cursor.next()
  cursor.next()
  const close = cursor.next()
  return { name: nameOf(number.text), span: { from: open.span.from, to: close.span.to } }
}

/** A line's number as a target; null, and a report, where there is none. */
export function takeListedTarget(cursor: Cursor): Label | null {
  const token = cursor.peek()
  if (token.kind !== 'number' || !DIGITS.test(token.text)) {
    cursor.unexpected('the number of a line')
    return null
  }
  cursor.next()
  return { name: nameOf(token.text), span: token.span }
}

/** `jt 2 jf 5`; null, and a report, where it is not whole. */
export function takeListedTargets(cursor: Cursor): readonly Label[] | null {
  const targets: Label[] = []
  for (const word of ['jt', 'jf']) {
    const token = cursor.peek()
    if (token.kind !== 'word' || token.text !== word) {
      cursor.unexpected(`“${word}”`)
      return null
    }
    cursor.next()
    const target = takeListedTarget(cursor)
    if (target === null) return null
    targets.push(target)
  }
  return targets
}
