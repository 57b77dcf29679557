/**
 * What the assemblers that people use answer to the same text: bpf_asm and bpfc from recorded answers. See
 * testdata/README.md. The live bpfc is asked in bpfc.slow.test.ts.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compareWithBpfc, type AssemblerAnswer } from '../../scripts/judges/bpfc.ts'
import { REFUSED_BY_BPF_ASM } from './cursor.ts'
import { assemble, formatBpfAsm, printAssembly } from './index.ts'

function readRows(name: string): readonly AssemblerAnswer[] {
  const text = readFileSync(new URL(`testdata/${name}`, import.meta.url), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AssemblerAnswer)
}

const bpfAsm = readRows('bpf_asm.jsonl')
const bpfc = readRows('bpfc.jsonl')

function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length
}

/** Ours in the form of a row's `out`, or the codes of its errors. */
function answer(source: string): string {
  const assembled = assemble(source)
  return assembled.ok ? formatBpfAsm(assembled.value.program) : assembled.error.map(({ code }) => code).join()
}

test('bpf_asm: what it assembles comes out the same, and nothing in it is called refused', () => {
  const accepted = bpfAsm.filter((row) => row.out !== undefined)
  expect(accepted).toHaveLength(998)
  for (const { source, out } of accepted) {
    expect(answer(source), source).toBe(out)
    const assembled = assemble(source)
    expect(assembled.ok && assembled.value.warnings, source).toEqual([])
  }
})

test('bpf_asm: what it refuses is an error, or a warning that it does', () => {
  const refused = bpfAsm.filter((row) => row.err !== undefined)
  expect(refused).toHaveLength(202)
  for (const { source, err = '' } of refused) {
    const assembled = assemble(source)
    const found = assembled.ok ? assembled.value.warnings : assembled.error
    const first = found.find(({ severity, code }) => severity === 'error' || code === REFUSED_BY_BPF_ASM)
    expect(first, source).toBeDefined()
    if (first === undefined) continue
    const line = /line (\d+)/.exec(err)?.[1]
    if (line === undefined) expect(first.message, source).toBe(err)
    // It reports the line of the token it stumbles over, which may be the one after the mistake.
    else expect([Number(line), Number(line) - 1], source).toContain(lineOf(source, first.span.from))
  }
})

test('a program printed as assembly assembles to itself', () => {
  for (const { source } of bpfAsm) {
    const assembled = assemble(source)
    if (!assembled.ok) continue
    const again = assemble(printAssembly(assembled.value.program))
    expect(again.ok && again.value.program, source).toEqual(assembled.value.program)
  }
})

test('bpfc: the same output, its known differences aside', () => {
  const agreements = bpfc.map(compareWithBpfc)
  expect(agreements.filter((agreement) => typeof agreement !== 'string')).toEqual([])
  expect(agreements.filter((agreement) => agreement === 'same program').length).toBeGreaterThan(250)
})

test.each([
  ['ret #1', '1,6 0 0 2,'],
  ['ldx [1]', '1,0 0 0 0,'],
  ['ret #1', undefined],
])('an answer to %j that is not ours is a difference: %s', (source, out) => {
  expect(compareWithBpfc(out === undefined ? { source, err: 'no' } : { source, out })).toHaveProperty('difference')
})
