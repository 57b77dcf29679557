/**
 * What the assemblers that people use answer to the same text: bpf_asm from recorded answers, bpfc
 * live where it is installed and recorded elsewhere. See testdata/README.md.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REFUSED_BY_BPF_ASM } from './cursor.ts'
import { assemble, formatBpfAsm, printAssembly } from './index.ts'

interface Row {
  readonly source: string
  readonly out?: string
  readonly err?: string
}

function readRows(name: string): readonly Row[] {
  const text = readFileSync(new URL(`testdata/${name}`, import.meta.url), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
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

const versionOfBpfc = spawnSync('bpfc', ['--version'], { encoding: 'utf8' })

function askBpfc(row: Row): Row {
  if (versionOfBpfc.status !== 0) return row
  const { source } = row
  const run = spawnSync('bpfc', ['-b', '-f', 'xt_bpf', '-i', '-'], { input: source, encoding: 'utf8' })
  return run.status === 0 ? { source, out: run.stdout } : { source, err: run.stderr }
}

test('bpfc: the same output, its known differences aside', () => {
  const unknownToBpfc = /\b(rand|vlan_tpid|vlan_avail|vlan_pr)\b/i
  // Its comments cannot end in an even number of stars.
  const oddComment = /\/\*\*\*\//
  let same = 0
  for (const row of bpfc) {
    const { source, out } = askBpfc(row)
    const assembled = assemble(source)
    if (out === undefined) {
      const isKnown = !assembled.ok || unknownToBpfc.test(source) || oddComment.test(source)
      expect(isKnown || assembled.value.warnings.length > 0, source).toBe(true)
    } else if (assembled.ok) {
      expect(formatBpfAsm(assembled.value.program), source).toBe(out)
      same++
    } else {
      // It lets conditional jumps backwards wrap around.
      expect(
        new Set(assembled.error.filter(({ severity }) => severity === 'error').map(({ code }) => code)),
        source,
      ).toEqual(new Set(['asm/jump-range']))
    }
  }
  expect(same).toBeGreaterThan(250)
})
