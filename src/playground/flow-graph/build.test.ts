import { describe, expect, test } from 'vitest'
import { compileFilter } from '../../filter/index.ts'
import type { Program } from '../../bpf/index.ts'
import { MOST_BLOCKS, flowGraph } from './build.ts'
import { layOut } from './layout.ts'

function compiled(text: string): Program {
  const result = compileFilter(text, { linkType: 1, snaplen: 262144, netmask: null, optimize: true })
  if (!result.ok) throw new Error('the test’s own filter is wrong')
  return result.value.program
}
const hosts = (count: number): string =>
  Array.from({ length: count }, (_, i) => `host 10.${i >> 8}.${i & 255}.7`).join(' or ')

test('the example: two tests, and a return drawn for each jump to it', () => {
  const { nodes, edges } = flowGraph(compiled('dst host 192.168.1.1 and ip'))
  expect(nodes.map(({ from, to, kind, copy }) => `${from}–${to - 1} ${kind}${copy ? ' again' : ''}`)).toEqual([
    '0–1 block',
    '5–5 return',
    '2–3 block',
    '4–4 return',
    '5–5 return again',
  ])
  expect(edges.map(({ kind, jump }) => `${kind} ${jump?.from}→${jump?.to}`)).toEqual([
    'true 1→2',
    'false 1→5',
    'true 3→4',
    'false 3→5',
  ])
})

test('every edge joins two boxes that are there, and ids are unique', () => {
  for (const text of ['tcp port 80', hosts(40), 'ip[0] = 69', hosts(400)]) {
    const { nodes, edges } = flowGraph(compiled(text))
    const ids = new Set(nodes.map(({ id }) => id))
    expect(ids.size).toBe(nodes.length)
    expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length)
    expect(edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([])
  }
})

describe('a program of very many blocks', () => {
  const program = compiled(hosts(400))
  test('is folded, and a box opens', () => {
    const folded = flowGraph(program)
    expect(folded.blocks).toBeGreaterThan(MOST_BLOCKS)
    expect(folded.nodes.filter(({ kind }) => kind !== 'return').length).toBeLessThan(80)
    const box = folded.nodes.find(({ kind }) => kind === 'folded')
    const opened = flowGraph(program, new Set([box?.id ?? '']))
    expect(opened.nodes.filter(({ kind }) => kind === 'folded')).toHaveLength(
      folded.nodes.filter(({ kind }) => kind === 'folded').length - 1,
    )
    expect(opened.nodes.length).toBeGreaterThan(folded.nodes.length)
  })
  test('folded and whole, all instructions are in a box', () => {
    for (const p of [program, compiled('tcp port 80 or arp')]) {
      const covered = new Set(
        flowGraph(p).nodes.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
      )
      expect(covered.size).toBe(p.length)
    }
  })
  test('folded, its edges know all the jumps between boxes', () => {
    const folded = flowGraph(program)
    const whole = flowGraph(program, new Set(folded.nodes.map(({ id }) => id)))
    const boxes = folded.nodes.filter(({ kind }) => kind === 'folded')
    const boxOf = (pc: number): string | undefined => boxes.find(({ from, to }) => from <= pc && pc < to)?.id
    const between = whole.edges
      .flatMap(({ jumps }) => jumps)
      .filter(({ from, to }) => boxOf(from) !== undefined && boxOf(from) !== boxOf(to))
    const joined = folded.edges.flatMap(({ from, jumps }) => (boxOf(Number(from)) === from ? jumps : []))
    const spelled = (jumps: typeof joined): string[] => jumps.map(({ from, to }) => `${from}>${to}`).sort()
    expect(joined.length).toBeGreaterThan(400)
    expect(spelled(joined)).toEqual(spelled(between))
  })
  test('can be laid out', () => {
    const { nodes, edges } = flowGraph(program)
    const drawing = layOut(
      nodes.map(({ id }) => ({ id, width: 200, height: 60 })),
      edges,
    )
    expect(drawing.boxes).toHaveLength(nodes.length)
  })
})
