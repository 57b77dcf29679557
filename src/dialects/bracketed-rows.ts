/**
 * Instructions in brackets, in any language that writes arrays so: `{ 0x28, 0, 0, 12 }` in C,
 * `{Op: 0x28, K: 12}` in Go, `(0x28, 0, 0, 12)` in Python, `sock_filter { code: 0x28, … }` in Rust, `[40,0,0,12]`
 * and `{"code":40,…}` in JSON, `BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 12)` in all of them.
 *
 * One reader for all, because people mix them; a dialect is told from the others by detect.ts, and by how it
 * prints. Of several arrays in a text the first with a row is read. Left out on purpose: what a program computes.
 *
 * Source: linux/filter.h; golang.org/x/net/bpf; the libc crate; the examples in Documentation/networking/filter.rst
 * (`0000000000` is bpf_asm's zero).
 */
import type { Diagnostic, Span } from '../base/index.ts'
import type { Instruction } from '../bpf/index.ts'
import type { Reading, Row } from './dialect.ts'
import { evaluate } from './expression.ts'
import { notFour, problem, readInstruction, readNamed, type Field, type FieldName } from './fields.ts'
import { findGroups, splitGroup, type Group } from './groups.ts'

const MACRO = /(?:^|\W|_)(?:BPF|Bpf|bpf|Lsf|LSF)_?(STMT|Stmt|stmt|JUMP|Jump|jump)!?$/
const ROW_TYPE =
  /(?:RawInstruction|SockFilter|SockFprogRow|sock_filter|BpfInsn|bpf_insn|Instruction|Filter|pack|tuple)$/
const NAMED = /^\.?\s*["']?\s*([A-Za-z_]\w*)["']?\s*[:=](?![:=])\s*/
const FIELD_NAMES: Readonly<Record<string, FieldName>> = {
  code: 'code',
  op: 'code',
  opcode: 'code',
  jt: 'jt',
  jf: 'jf',
  k: 'k',
}

export function parseBracketedRows(text: string): Reading {
  const bare = blankComments(text)
  const rows: Row[] = []
  const problems: Diagnostic[] = []
  const found = rowsOf(bare, findGroups(bare))
  let end: number | null = null
  for (const group of found) {
    const start = group.span.from - calleeLength(bare, group)
    if (end !== null) {
      const gap = bare.slice(end, start)
      // An array that has ended is the whole program; what follows is other code.
      if (/^\s*,?\s*[}\])]/.test(gap)) break
      reportStray(bare, end, start, problems)
    }
    const before = problems.length
    const span = { from: start, to: group.span.to }
    if (group.closed) rows.push({ instruction: readRow(bare, group, span, problems), span })
    else {
      problems.push(problem('bytecode/brace', 'this bracket is not closed', at(group.span.from)))
      rows.push({ instruction: null, span })
    }
    end = problems.length > before && !group.closed ? null : group.span.to
  }
  if (end !== null) reportStray(bare, end, endOfLine(bare, end), problems)
  return { rows, problems }
}

function at(offset: number): Span {
  return { from: offset, to: offset + 1 }
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from)
  return newline < 0 ? text.length : newline
}

/** Positions stay. A quotation mark keeps its place too, but what might be taken for brackets goes. */
function blankComments(text: string): string {
  return text
    .replace(/\/\*[^]*?\*\/|(?<!:)\/\/[^\n]*|(?<=^|\s)#(?!\[)[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/"[^"\n]*"/g, (string) => string.replace(/[{}[\](),]/g, ' '))
}

function isMacro({ open, callee }: Group): boolean {
  return open === '(' && MACRO.test(callee)
}

/** The groups that hold one instruction each, or should. */
function rowsOf(bare: string, groups: readonly Group[]): readonly Group[] {
  return groups.flatMap((group) => {
    if (isMacro(group)) return [group]
    const inner = rowsOf(bare, group.children)
    if (inner.length > 0) return inner
    return isRow(bare, group) ? [group] : []
  })
}

function isRow(bare: string, group: Group): boolean {
  const fields = splitGroup(bare, group).map(({ from, to }) => bare.slice(from, to))
  const { open, callee } = group
  if (open === '(' && callee !== '' && !ROW_TYPE.test(callee)) return false
  // An index, or the size of an array.
  if (open === '[' && fields.length < 2) return false
  if (fields.length === 0 || fields.some((field) => field.includes(';'))) return false
  const names = fields.map((field) => NAMED.exec(field)?.[1]?.toLowerCase())
  if (names.every((name) => name !== undefined)) return names.some((name) => name in FIELD_NAMES && name !== 'k')
  const isNumber = (field: string | undefined) => field !== undefined && evaluate(field) !== null
  return fields.some(isNumber) && (fields.length > 1 || ROW_TYPE.test(callee))
}

/** How much of what stands before the bracket belongs to the row: `bpf.RawInstruction`, `(struct sock_filter)`. */
function calleeLength(bare: string, group: Group): number {
  const before = bare.slice(Math.max(0, group.span.from - 80), group.span.from)
  const type = /(?:(?:&|new\s+)?[\w.:]*\w!?\s*|\(\s*struct\s+sock_filter\s*\)\s*|\.(?=\{)|\[\w*\]\s*=\s*)$/.exec(
    before,
  )?.[0]
  if (type === undefined) return 0
  const isType = /sock_filter\s*\)\s*$|\.$|\]\s*=\s*$/.test(type) || isMacro(group) || ROW_TYPE.test(group.callee)
  return isType ? type.length : 0
}

function readRow(bare: string, group: Group, span: Span, problems: Diagnostic[]): Instruction | null {
  const fields = splitGroup(bare, group)
    .map((field): Field => ({ text: bare.slice(field.from, field.to), span: field }))
    // The format of Python's struct.pack.
    .filter(({ text }) => !/^[bf]?["'](?!0x|\d+["'])/.test(text) || NAMED.test(text))
  const macro = MACRO.exec(group.callee)?.[1]?.toLowerCase()
  if (macro !== undefined && group.open === '(') return readMacro(macro, fields, span, problems)
  const named = new Map<FieldName, Field>()
  for (const field of fields) {
    const [prefix = '', name = ''] = NAMED.exec(field.text) ?? []
    const key = FIELD_NAMES[name.toLowerCase()]
    if (prefix === '') continue
    if (key === undefined) {
      problems.push(problem('bytecode/field', `an instruction has no “${name}”; it has code, jt, jf and k`, field.span))
      return null
    }
    named.set(key, {
      text: field.text.slice(prefix.length),
      span: { ...field.span, from: field.span.from + prefix.length },
    })
  }
  if (named.size === 0) return readInstruction(fields, span, numberOf, problems)
  if (named.size === fields.length) return readNamed(named, numberOf, problems)
  problems.push(notFour(fields.length, span))
  return null
}

function readMacro(macro: string, fields: readonly Field[], span: Span, problems: Diagnostic[]): Instruction | null {
  const names: readonly FieldName[] = macro === 'stmt' ? ['code', 'k'] : ['code', 'k', 'jt', 'jf']
  if (fields.length !== names.length) {
    const message =
      macro === 'stmt' ? 'BPF_STMT takes two numbers: code and k' : 'BPF_JUMP takes four numbers: code, k, jt and jf'
    problems.push(problem('bytecode/instruction', `${message}; here is ${fields.length}`, span))
    return null
  }
  return readNamed(new Map(names.map((name, index) => [name, fields[index]])), numberOf, problems)
}

function numberOf(text: string): number | null {
  return evaluate(text.replace(/^(["'])(.*)\1$/, '$2'))
}

/** Between rows there are commas, and at the end the array's bracket and semicolon. */
function reportStray(text: string, from: number, to: number, problems: Diagnostic[]): void {
  const stray = /[^\s,;}\])]+/.exec(text.slice(from, to))
  if (stray === null) return
  const start = from + stray.index
  const span = { from: start, to: start + stray[0].length }
  problems.push(problem('bytecode/stray', `“${stray[0]}” is no instruction`, span))
}
