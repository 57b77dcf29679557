/**
 * How much of the language a set of random expressions has covered: for each alternative of the
 * grammar and each link type, how many expressions had it and how many of those libpcap compiled.
 */
import { linkTypes } from '../../src/net/index.ts'
import { alternatives } from './expressions/alternatives.ts'
import type { DrawnCase } from './random-expressions.ts'

export interface Tally {
  drawn: number
  compiled: number
}

export interface Coverage {
  readonly alternatives: ReadonlyMap<string, Tally>
  /** By the link type's name. */
  readonly linkTypes: ReadonlyMap<string, Tally>
}

/** `hasProgram` says of each case, in order, whether it ended in a program. */
export function measureCoverage(cases: readonly DrawnCase[], hasProgram: readonly boolean[]): Coverage {
  const byAlternative = new Map(alternatives.map((name) => [name, { drawn: 0, compiled: 0 }]))
  const byLinkType = new Map(linkTypes.map(({ number }) => [number, { drawn: 0, compiled: 0 }]))
  const count = (tally: Tally | undefined, compiled: boolean) => {
    if (tally === undefined) throw new Error('a case has something that is in no list')
    tally.drawn++
    if (compiled) tally.compiled++
  }
  cases.forEach(({ request, alternatives: taken }, i) => {
    const compiled = hasProgram[i] === true
    count(byLinkType.get(request.linkType), compiled)
    for (const name of taken) count(byAlternative.get(name), compiled)
  })
  return {
    alternatives: byAlternative,
    linkTypes: new Map(
      linkTypes.map(({ number, name }) => [name, byLinkType.get(number) ?? { drawn: 0, compiled: 0 }]),
    ),
  }
}

/** `name drawn/compiled` in columns, read downwards. */
export function formatTallies(tallies: ReadonlyMap<string, Tally>, width = 120): string {
  const rows = [...tallies].map(([name, { drawn, compiled }]) => ({ name, figures: `${drawn}/${compiled}` }))
  const nameWidth = Math.max(...rows.map(({ name }) => name.length))
  const figuresWidth = Math.max(...rows.map(({ figures }) => figures.length))
  const columns = Math.max(1, Math.floor(width / (nameWidth + figuresWidth + 3)))
  const height = Math.ceil(rows.length / columns)
  return Array.from({ length: height }, (_, line) =>
    Array.from({ length: columns }, (_unused, column) => {
      const row = rows[column * height + line]
      return row === undefined ? '' : `${row.name.padEnd(nameWidth)} ${row.figures.padStart(figuresWidth)}`
    })
      .join('  ')
      .trimEnd(),
  ).join('\n')
}
