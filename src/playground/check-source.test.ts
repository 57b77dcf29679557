import { expect, test } from 'vitest'
import { adviseSource } from './advise-source.ts'
import { checkLoad } from './check-source.ts'
import { compileSource } from './compile-source.ts'
import { emptySituation } from './situation.ts'

function judge(text: string, context: 'socket' | 'seccomp') {
  const source = { ...emptySituation(), language: 'bytecode', text, context } as const
  const compilation = compileSource(source)
  const diagnostics = adviseSource(source, compilation)
  const told = diagnostics.map(({ severity, code, span, notes }) => [
    severity,
    code,
    text.slice(span.from, span.to),
    notes[0],
  ])
  return { taken: compilation.check?.ok, told }
}

const refused = (text: string, place: string) => [
  ['warning', 'playground/kernel-refuses', text, `Instruction ${place}. It can still be stepped through here.`],
]

test.each([
  ['socket', '2\n40 0 0 12\n22 0 0 0\n', { taken: true, told: [] }],
  ['seccomp', '2\n40 0 0 12\n22 0 0 0\n', { taken: false, told: refused('40 0 0 12', '000') }],
  ['socket', '2\n6 0 0 0\n40 0 0 12\n', { taken: false, told: refused('40 0 0 12', '001') }],
  [
    'socket',
    '3\n6 0 0 60\n7 0 0 0\n6 0 0 0\n',
    {
      taken: true,
      told: [
        ['info', 'advice/truncates', '6 0 0 60', 'Instruction 000.'],
        ['info', 'advice/unreachable', '7 0 0 0', 'Instruction 001.'],
      ],
    },
  ],
] as const)('in the context %s: %j', (context, text, judgement) => {
  expect(judge(text, context)).toEqual(judgement)
})

test('a refusal without an instruction has a place as well', () => {
  const { diagnostics } = checkLoad([], [], 'seccomp')
  const message = 'The Linux kernel would not load this program for seccomp: the program is empty'
  expect(diagnostics).toMatchObject([{ span: { from: 0, to: 0 }, message }])
})
