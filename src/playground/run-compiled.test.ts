import { afterEach, describe, expect, test, vi } from 'vitest'
import { randomCases } from '../../scripts/judges/random-programs.ts'
import { assemble } from '../asm/index.ts'
import type { Flavour, Program } from '../bpf/index.ts'
import { defaultMetadata, run, verdictOf, type Environment } from '../vm/index.ts'
import { createCompiledRunner } from './run-compiled.ts'

function interpreted(program: Program, environment: Environment) {
  const { outcome, steps } = run(program, environment)
  if (outcome === null) throw new Error('a run ends')
  return { verdict: verdictOf(outcome), steps }
}

function assembled(text: string): Program {
  const result = assemble(text)
  if (!result.ok) throw new Error('the test’s own text is wrong')
  return result.value.program
}

const surroundings: Environment = { packet: new Uint8Array(60), metadata: defaultMetadata, flavour: 'linux' }
const flavours: readonly Flavour[] = ['linux', 'libpcap']

afterEach(() => {
  vi.restoreAllMocks()
})

describe.each(flavours)('by the rules of %s', (flavour) => {
  test('any program, checked or not, comes to what the interpreter comes to', () => {
    const runCompiled = createCompiledRunner()
    const netoffs = [14, 0, 3, 0x7fffffff, 0x80000000, 0xffffffff]
    for (const [index, { program, packet }] of randomCases(5, 600).entries()) {
      const netoff = netoffs[index % netoffs.length] ?? 0
      const len = index % 2 === 0 ? null : 0xffffff00 + index
      const metadata = { ...defaultMetadata, netoff, len, cpu: index, rand: 0x9e3779b9 }
      const environment = { packet, metadata, flavour }
      expect(runCompiled(program, environment), `case ${index}`).toEqual(interpreted(program, environment))
    }
  })
})

test('packets of any size, one after another in the same memory', () => {
  const runCompiled = createCompiledRunner()
  const program = assembled('ld #len\ntax\nldb [x + 4294967295]\njeq #7, yes\nret #0\nyes: ret #9')
  for (const length of [1, 60, 262_144, 60, 5_000_000, 0]) {
    const environment = { ...surroundings, packet: new Uint8Array(length).fill(7) }
    expect(runCompiled(program, environment)).toEqual({ verdict: length === 0 ? 0 : 9, steps: length === 0 ? 3 : 5 })
  }
})

test('what is stated is that of the run, not of the first', () => {
  const runCompiled = createCompiledRunner()
  const program = assembled('ld cpu\nret a')
  const verdicts = [3, 4].map(
    (cpu) => runCompiled(program, { ...surroundings, metadata: { ...defaultMetadata, cpu } }).verdict,
  )
  expect(verdicts).toEqual([3, 4])
})

test('a loop ends at the step limit', () => {
  const program = assembled('again: jmp again\nret #1')
  expect(createCompiledRunner()(program, { ...surroundings, flavour: 'libpcap' })).toEqual({
    verdict: 0,
    steps: 1_000_000,
  })
})

test('a program is compiled once for all the runs that follow each other', () => {
  const compile = vi.spyOn(WebAssembly, 'Module')
  const runCompiled = createCompiledRunner()
  // Programs of each request are objects of their own.
  const times = (text: string, count: number, environment = surroundings) => {
    for (let i = 0; i < count; i++) runCompiled(assembled(text), environment)
    return compile.mock.calls.length
  }
  expect(times('ret #1', 3)).toBe(1)
  expect(times('ret #2', 3)).toBe(2)
  expect(times('ret #2', 3, { ...surroundings, flavour: 'libpcap' })).toBe(3)
  expect(times('ret #2', 3, { ...surroundings, metadata: { ...defaultMetadata, netoff: 0 } })).toBe(4)
})
