import { expect, test } from 'vitest'
import { clauseAt, clauseDecorations, clauseLetter, pointedDecorations } from './clause-marks.ts'

const TEXT = 'dst host 192.168.1.1 and ip'
const CLAUSES = [
  { span: { from: 0, to: 20 }, index: 0 },
  { span: { from: 25, to: 27 }, index: 1 },
]

test.each([
  [0, 'a'],
  [7, 'h'],
  [25, 'z'],
  [26, 'aa'],
  [27, 'ab'],
  [701, 'zz'],
  [702, 'aaa'],
])('clause %i is %s', (index, letter) => expect(clauseLetter(index)).toBe(letter))

test('each clause is underlined and lettered where it stands', () => {
  const seen = clauseDecorations(TEXT, CLAUSES).map(({ range, options }) => [
    range.startColumn,
    range.endColumn,
    options.inlineClassName,
    options.after?.content,
  ])
  expect(seen).toEqual([
    [1, 21, 'bpf-clause bpf-clause-a', 'a\u00a0'],
    [26, 28, 'bpf-clause bpf-clause-b', 'b\u00a0'],
  ])
})

test('a mark has as many characters as it takes room, so that lines are wrapped where they end', () => {
  const [before, after] = [undefined, 'true' as const].map((truth) =>
    clauseDecorations('ip', [{ span: { from: 0, to: 2 }, index: 0, truth }]),
  )
  expect([before, after].map((marks) => marks?.[0]?.options.after?.content.length)).toEqual([2, 4])
})

test('the ninth clause has the first colour and its own letter', () => {
  const [mark] = clauseDecorations('ip', [{ span: { from: 0, to: 2 }, index: 8 }])
  expect([mark?.options.inlineClassName, mark?.options.after?.content]).toEqual(['bpf-clause bpf-clause-a', 'i\u00a0'])
})

test('clauses of a longer text are passed over', () => {
  expect(clauseDecorations('dst host 192.168.1.1', CLAUSES)).toHaveLength(1)
})

test.each([
  [undefined, 'bpf-clause-letter bpf-clause-a'],
  ['true', 'bpf-clause-letter bpf-clause-a bpf-truth bpf-truth-true'],
  ['not reached', 'bpf-clause-letter bpf-clause-a bpf-truth bpf-truth-not-reached'],
] as const)('a clause that is %s', (truth, className) => {
  const [mark] = clauseDecorations('ip', [{ span: { from: 0, to: 2 }, index: 0, truth }])
  expect(mark?.options.after?.inlineClassName).toBe(className)
})

test.each([
  [[], []],
  [[1], ['bpf-clause-pointed bpf-clause-b']],
  [
    [0, 1],
    ['bpf-clause-pointed bpf-clause-a', 'bpf-clause-pointed bpf-clause-b'],
  ],
  [[5], []],
])('pointed at %j', (pointed, classes) => {
  expect(pointedDecorations(TEXT, CLAUSES, pointed).map((mark) => mark.options.className)).toEqual(classes)
})

test.each([
  [0, false, 0],
  [19, false, 0],
  [20, false, null],
  [20, true, 0],
  [22, false, null],
  [22, true, null],
  [25, false, 1],
  [27, true, 1],
])('offset %i, on a letter: %s → clause %s', (offset, onLetter, clause) => {
  expect(clauseAt(CLAUSES, offset, onLetter)).toBe(clause)
})
