/**
 * The brackets of a text of C, Go, Rust, Python or JSON, as a tree. Knows nothing of instructions.
 */
import type { Span } from '../base/index.ts'

export interface Group {
  readonly open: '{' | '[' | '('
  /** What stands right before the bracket: `BPF_STMT`, `bpf.RawInstruction`, `libc::sock_filter`; else empty. */
  readonly callee: string
  /** From the bracket to behind its other half; to the end of its line where that is missing. */
  readonly span: Span
  readonly closed: boolean
  readonly children: readonly Group[]
}

interface Open {
  readonly open: Group['open']
  readonly callee: string
  readonly from: number
  readonly children: Group[]
}

const HALVES: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' }
const CALLEE = /[A-Za-z_][\w.]*(?:::\w+)*!?[^\S\n]*$/

/** No program is deeper in brackets; what is, is not looked at, so that no text can exhaust the stack. */
const DEEPEST = 40

/** The groups that are in no other, in order. `bare` has no comments, and no brackets in strings. */
export function findGroups(bare: string): readonly Group[] {
  const top: Group[] = []
  const stack: Open[] = []
  const close = (group: Open, to: number, closed: boolean) => {
    const { open, callee, from, children } = group
    ;(stack.at(-1)?.children ?? top).push({ open, callee, span: { from, to }, closed, children })
  }
  for (const { 0: character, index } of bare.matchAll(/[{}[\]()]/g)) {
    if (character === '{' || character === '[' || character === '(') {
      if (stack.length >= DEEPEST) continue
      const callee = CALLEE.exec(bare.slice(Math.max(0, index - 60), index))?.[0].trim() ?? ''
      stack.push({ open: character, callee, from: index, children: [] })
      continue
    }
    const opener = stack.findLastIndex(({ open }) => HALVES[open] === character)
    if (opener < 0) continue
    while (stack.length > opener) {
      const group = stack.pop()
      if (group === undefined) break
      const matches = stack.length === opener
      close(group, matches ? index + 1 : endOfLine(bare, group.from), matches)
    }
  }
  for (let group = stack.pop(); group !== undefined; group = stack.pop()) {
    close(group, endOfLine(bare, group.from), false)
  }
  return top
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from)
  const line = text.slice(from, newline < 0 ? text.length : newline)
  return from + line.trimEnd().length
}

/** The stretches that commas outside of inner brackets part; a last one that is blank is left out. */
export function splitGroup(bare: string, { span, closed }: Group): readonly Span[] {
  const fields: Span[] = []
  const end = closed ? span.to - 1 : span.to
  let depth = 0
  let from = span.from + 1
  for (let at = from; at <= end; at++) {
    const character = bare.charAt(at)
    if (at === end || (character === ',' && depth === 0)) {
      fields.push(trimmed(bare, { from, to: at }))
      from = at + 1
    } else if ('{[('.includes(character)) depth++
    else if ('}])'.includes(character)) depth--
  }
  const last = fields.at(-1)
  return last !== undefined && last.from === last.to ? fields.slice(0, -1) : fields
}

function trimmed(text: string, { from, to }: Span): Span {
  const part = text.slice(from, to)
  const start = from + (part.length - part.trimStart().length)
  return { from: start, to: start + part.trim().length }
}
