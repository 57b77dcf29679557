import { expect, test } from 'vitest'
import { randomAssembly } from '../../scripts/judges/random-assembly.ts'
import { assemble } from './assemble.ts'
import { foldingRanges, labelAt, labelUses, renameLabel } from './labels.ts'

const text = `  ld #cpu       ; drop in a comment
  jneq #3, drop
  jeq x, Keep, drop
Keep: ret #-1
drop:
  ret #0
`
const mentions = (source: string) => labelUses(source).map(({ name, defines }) => (defines ? `${name}:` : name))

test.each([
  [text, ['drop', 'Keep', 'drop', 'Keep:', 'drop:']],
  ['ja end\nend: ret a', ['end', 'end:']],
  ['jset #1, yes, no', ['yes', 'no']],
  ['here :ld x', ['here:']],
  ['jeq #len, there', ['there']],
  // While it is being typed.
  ['jeq #1, \nld [0]\njmp', []],
  ['jeq #1, ab\nld [0', ['ab']],
])('labels of %j are %j', (source, expected) => {
  expect(mentions(source)).toEqual(expected)
})

function renamed(source: string, at: string, to: string): string {
  const edits = renameLabel(source, source.indexOf(at), to)
  if (!edits.ok) return edits.error
  return [...edits.value]
    .reverse()
    .reduce((s, { span, text: by }) => s.slice(0, span.from) + by + s.slice(span.to), source)
}

test('renames a label wherever it is mentioned, and nothing else', () => {
  expect(renamed(text, 'drop\n', 'out')).toBe(
    text.replace('#3, drop', '#3, out').replace('Keep, drop', 'Keep, out').replace('drop:', 'out:'),
  )
})

test.each([
  ['Keep', /another label already/],
  ['x1', null],
  ['d', /two letters/],
  ['9lives', /begins with no digit/],
  ['LDH', /word of the language/],
  ['cpu', /word of the language/],
  ['drop', null],
])('to %j: %s', (to, refusal) => {
  const result = renameLabel(text, text.indexOf('drop:'), to)
  expect(result.ok ? null : result.error).toEqual(refusal === null ? null : expect.stringMatching(refusal))
})

test('where there is no label there is nothing to rename', () => {
  expect(labelAt(text, 3)).toBeNull()
  expect(renameLabel(text, 3, 'out')).toMatchObject({ ok: false })
})

test('a renamed random program is the same program', () => {
  let count = 0
  for (const source of randomAssembly(5, 300)) {
    const before = assemble(source)
    const use = labelUses(source)[0]
    if (!before.ok || use === undefined) continue
    const after = assemble(renamed(source, source.slice(use.span.from), 'quite_new'))
    expect(after).toMatchObject({ ok: true, value: { program: before.value.program } })
    count++
  }
  expect(count).toBeGreaterThan(100)
})

test.each([
  [text, [{ from: 5, to: 6 }]],
  ['one: ld x\ntwo: ld x\n', []],
  [
    'one:\n ld x\n ret a\n\ntwo:\n ret a\n',
    [
      { from: 1, to: 3 },
      { from: 5, to: 6 },
    ],
  ],
])('%j folds at %j', (source, expected) => {
  expect(foldingRanges(source)).toEqual(expected)
})
