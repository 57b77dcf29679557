import { describe, expect, it, test } from 'vitest'
import { completionPlace, helpAt, labelsIn, toSnippet } from './help-lookup.ts'
import type { EditorLanguage, HelpWord } from './types.ts'

const word = (name: string, kind: HelpWord['kind'] = 'keyword'): HelpWord => ({
  word: name,
  kind,
  detail: '',
  documentation: '',
})
const HELP = {
  words: [word('ip'), word('tcp-syn'), word('len'), word('&', 'operator'), word('&&', 'operator'), word('ldh')],
}

test.each<[EditorLanguage, string, number, string | null]>([
  ['filter', 'dst ip', 5, 'ip 5-7'],
  ['filter', 'dst ip', 6, 'ip 5-7'],
  ['filter', 'dst ip', 4, null],
  ['filter', 'dst ip', 1, null],
  ['filter', 'tcp-syn', 2, 'tcp-syn 1-8'],
  ['filter', 'ip.example.com', 1, null],
  ['filter', 'len-14', 1, null],
  ['filter', 'IP', 1, null],
  ['filter', '\\ip', 2, 'ip 2-4'],
  ['filter', 'ip[2:2]', 1, 'ip 1-3'],
  ['filter', 'a && b', 3, '&& 3-5'],
  ['filter', 'a && b', 4, '&& 3-5'],
  ['filter', 'a & b & c', 7, '& 7-8'],
  ['filter', '', 1, null],
  ['assembly', 'x: LDH [12]', 4, 'ldh 4-7'],
  ['assembly', 'ld #len', 6, 'len 5-8'],
  ['bytecode', 'ldh', 1, 'ldh 1-4'],
])('%s: %j at column %i', (language, line, column, expected) => {
  const hit = helpAt(language, HELP, line, column)
  expect(hit && `${hit.help.word} ${hit.startColumn}-${hit.endColumn}`).toBe(expected)
})

test.each([
  ['L1: ret #0', ['L1']],
  ['a : ldh [12]\ndrop: ret #0\na: ret #1', ['a', 'drop']],
  ['; no: label\n/* nor:\nhere: */ ret #0', []],
  ['jeq #1, yes, no', []],
])('labels in %j', (text, labels) => expect(labelsIn(text)).toEqual(labels))

describe('completionPlace', () => {
  it.each([
    ['', 'statement'],
    ['  ', 'statement'],
    ['drop: ', 'statement'],
    ['ld ', 'operand'],
    ['ld #', 'operand'],
    ['  jeq ', 'operand'],
    ['  jeq #3, ', 'target'],
    ['jeq x, yes, ', 'target'],
    ['jmp ', 'target'],
    ['here: JA ', 'target'],
  ])('in assembly after %j is a place for: %s', (before, place) => {
    expect(completionPlace('assembly', before)).toBe(place)
  })
  it('in a filter anything can stand anywhere', () => {
    expect(completionPlace('filter', 'jmp ')).toBe('anywhere')
  })
})

describe('toSnippet', () => {
  it.each([
    ['ldh [x + k]', 'ldh [x + ${1:k}]'],
    ['ldxb 4*([k]&0xf)', 'ldxb 4*([${1:k}]&0xf)'],
    ['jeq #k, Lt, Lf', 'jeq #${1:k}, ${2:Lt}, ${3:Lf}'],
    ['ld extension', 'ld ${1:extension}'],
    ['tax', 'tax'],
  ])('%s is %s', (form, snippet) => {
    expect(toSnippet(form)).toBe(snippet)
  })
})
