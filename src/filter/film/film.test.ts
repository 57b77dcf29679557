/**
 * The film is of the compiler's own work: its last frame is the program, its frames hang together, and
 * what it says of everyday filters has been read.
 */
import { describe, expect, test } from 'vitest'
import { randomExpressions } from '../../../scripts/judges/random-expressions.ts'
import type { Program } from '../../bpf/index.ts'
import { DLT } from '../../net/index.ts'
import { newBlock, newStatement, type Block } from '../codegen/block.ts'
import { emit } from '../emit.ts'
import {
  compileFilter,
  recordFilm,
  type CompileOptions,
  type Film,
  type FilmBlock,
  type FilmGraph,
  type Frame,
} from '../index.ts'

const options = { linkType: DLT.EN10MB, snaplen: 262144, netmask: null, optimize: true }

interface Shown {
  readonly text: string
  readonly options: CompileOptions
  readonly film: Film
}

const shown = randomExpressions(20241, 1500).flatMap(({ request }): Shown[] => {
  const { expression: text, ...rest } = request
  const live = rest.linkType === DLT.EN10MB && text.length % 2 === 0
  const result = recordFilm(text, { ...rest, live })
  return result.ok ? [{ text, options: { ...rest, live }, film: result.value }] : []
})

/** Each frame with the one before it. */
function steps({ frames }: Film): { before: Frame; after: Frame }[] {
  return frames.slice(1).flatMap((after, i) => {
    const before = frames[i]
    return before === undefined ? [] : [{ before, after }]
  })
}

const idsOf = ({ graph }: Frame) => new Set(graph.blocks.map(({ id }) => id))

/** The program of a frame, emitted anew from its data. */
function programOf(graph: FilmGraph): Program {
  const blocks = new Map<number, Block>()
  for (const { id, branch, statements } of graph.blocks) {
    const made = statements.map(({ code, k }) => newStatement(code, k, null))
    made.forEach((s, at) => {
      s.jt = made[at + 1 + (statements[at]?.jt ?? 0)] ?? null
      s.jf = made[at + 1 + (statements[at]?.jf ?? 0)] ?? null
    })
    blocks.set(id, newBlock(branch.code, branch.k, made, null))
  }
  const at = (id: number | null) => (id === null ? null : (blocks.get(id) ?? null))
  for (const { id, jt, jf } of graph.blocks) Object.assign(blocks.get(id) ?? {}, { jt: at(jt), jf: at(jf) })
  const root = at(graph.root)
  if (root === null) throw new Error('the root is no block of the graph')
  return emit(root).program
}

describe('films of random expressions', () => {
  test('end with what the compiler gives', () => {
    let optimized = 0
    for (const { text, options, film } of shown) {
      const compiled = compileFilter(text, options)
      const last = film.frames.at(-1)
      const program = last === undefined ? [] : programOf(last.graph)
      if (film.rejectsAll) {
        expect([text, program]).toEqual([text, [{ code: 6, jt: 0, jf: 0, k: 0 }]])
        expect(compiled).toMatchObject({ ok: false, error: [{ message: 'expression rejects all packets' }] })
      } else expect([text, compiled]).toMatchObject([text, { ok: true, value: { program, clauses: film.clauses } }])
      if (film.frames.length > 1) optimized++
    }
    expect(shown.length).toBeGreaterThan(700)
    expect(optimized).toBeGreaterThan(300)
  })

  test('begin with what it gives without optimizing', () => {
    for (const { text, options, film } of shown) {
      const [first] = film.frames
      const compiled = compileFilter(text, { ...options, optimize: false })
      const program = first === undefined ? [] : programOf(first.graph)
      expect([text, compiled]).toMatchObject([text, { ok: true, value: { program } }])
      expect([first?.changes, first?.graph.blocks.map(({ id }) => id)]).toEqual([
        [],
        [...program.keys()].slice(0, first?.graph.blocks.length),
      ])
    }
  })

  test('know the length of each frame’s program', () => {
    for (const { film } of shown)
      for (const { graph, instructions } of film.frames) expect(instructions).toBe(programOf(graph).length)
  })

  test('keep the numbers of blocks, and every change is about one', () => {
    const wrong: string[] = []
    for (const { text, film } of shown) {
      for (const { before, after } of steps(film)) {
        const was = idsOf(before)
        const isNew = [...idsOf(after)].some((id) => !was.has(id))
        if (isNew || after.changes.length === 0) wrong.push(`${text}: ${after.title}`)
        for (const { block, text: told, others } of after.changes) {
          const known = after.leftOut > 0 || was.has(block)
          if (!known || numbersIn(told).join() !== sorted([block, ...others]).join()) wrong.push(`${text}: ${told}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  test('leave no change unsaid', () => {
    const wrong: string[] = []
    for (const { text, film } of shown) {
      for (const { before, after } of steps(film)) {
        if (after.leftOut > 0) continue
        const named = new Set(after.changes.map(({ block }) => block))
        // What led to a block that was merged leads to the other one; the dissolved root's successor takes over.
        const replaced = new Set(
          after.round === null ? after.changes.flatMap(({ block, others }) => [block, ...others]) : [],
        )
        const now = new Map(after.graph.blocks.map((each) => [each.id, each]))
        for (const was of before.graph.blocks) {
          const is = now.get(was.id)
          const follows = (exit: 'jt' | 'jf') => is?.[exit] === was[exit] || replaced.has(was[exit] ?? -1)
          const code = ({ statements, branch }: FilmBlock) => JSON.stringify([statements, branch])
          const same = is !== undefined && code(is) === code(was) && follows('jt') && follows('jf')
          if (!same && !named.has(was.id) && !replaced.has(was.id)) wrong.push(`${text}: ${after.title}, ${was.id}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })
})

/** Numbers of the blocks that a sentence names, outside of code. */
function numbersIn(told: string): number[] {
  const named = told.replaceAll(/`[^`]*`/g, '').matchAll(/blocks? (\d+)(?: and (\d+))?/g)
  return sorted([...named].flatMap(([, one, two]) => (two === undefined ? [one] : [one, two]).map(Number)))
}

function sorted(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b)
}

describe('why there is only one frame', () => {
  test.each([
    ['ip', { ...options, optimize: false }, 'switched off'],
    ['ip protochain 6', options, 'jumps inside a block'],
    ['ip', options, null],
  ] as const)('%s, %#', (text, options, unoptimized) => {
    const result = recordFilm(text, options)
    expect(result).toMatchObject({ ok: true, value: { unoptimized } })
    expect(result.ok && result.value.frames).toHaveLength(1)
  })
})

test('a fault is the compiler’s', () => {
  for (const text of ['host 1.2.3.256', 'ip and and', 'ip[0] / (1 - 1) = 2'])
    expect(recordFilm(text, options)).toEqual(compileFilter(text, options))
})

test('a film that is too long keeps its ends', () => {
  const text = 'host 10.0.0.1 or host 10.0.0.2'
  const whole = recordFilm(text, options)
  const short = recordFilm(text, options, 3)
  if (!whole.ok || !short.ok) throw new Error('it compiles')
  const { frames } = short.value
  expect(frames.map(({ leftOut }) => leftOut)).toEqual([0, 0, whole.value.frames.length - 3])
  expect([frames[0], frames[1], frames[2]?.graph]).toEqual([
    whole.value.frames[0],
    whole.value.frames[1],
    whole.value.frames.at(-1)?.graph,
  ])
})

test('branches that move in a circle are shown once round', () => {
  const film = recordFilm('ether dst or src host ($8 && $b7 || $9c) and byte 29 = 191', { ...options, linkType: 7 })
  const told = film.ok ? film.value.frames.map(({ round, pass, leftOut }) => [round, pass, leftOut]) : []
  expect(told.slice(-4)).toEqual([
    ['branches', 3, 0],
    ['branches', 3, 0],
    ['branches', 100, 193],
    ['statements', 1, 0],
  ])
})

const EVERYDAY = [
  'ip',
  'tcp port 80',
  'vlan and host 10.0.0.1',
  'host 10.0.0.1 or host 10.0.0.2',
  'icmp or arp',
  'icmp and tcp',
  'not port 22',
  'tcp[tcpflags] & (tcp-syn|tcp-fin) != 0',
  'tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)',
  'src net 10.0.0.0/8 and dst port 53',
  'less 5 or 1 = 1',
  'ip[6:2] & 0x1fff = 0 and ip[0] + 0 - 69 = 0',
]

const HEADER = `# Films of everyday filters, as src/filter/film/film.test.ts writes them; each was read and found true.
# Made anew by: npx vitest run src/filter/film -u
`

test('everyday filters', async () => {
  const films = EVERYDAY.map((text) => {
    const result = recordFilm(text, options)
    if (!result.ok) throw new Error(result.error[0]?.message)
    const frames = result.value.frames.map(({ title, instructions, changes }) =>
      [`${title} (length ${instructions})`, ...changes.map((change) => `    ${change.text}`)].join('\n'),
    )
    return `\n== ${text}\n${frames.join('\n')}\n`
  })
  await expect(HEADER + films.join('')).toMatchFileSnapshot('testdata/everyday-films.txt')
})
