/**
 * Random filter expressions for comparing compilers: the same seed gives the same expressions.
 *
 * They cover the whole grammar, every link type that libpcap names, snaplen, netmask and optimizer.
 * Most are written with regard to the link type, so that they end in a program; some as freely as the
 * grammar allows; some are spoiled.
 */
import type { CompileOptions } from '../../src/filter/index.ts'
import { linkTypes } from '../../src/net/index.ts'
import { program } from './expressions/expression.ts'
import { spoil } from './expressions/faults.ts'
import { distinctive } from './expressions/link-sense.ts'
import { Pen } from './expressions/pen.ts'
import { createRandom, type Random } from './random.ts'

export interface ExpressionCase extends CompileOptions {
  readonly expression: string
}

/** An expression and the alternatives of the grammar that were taken to write it. */
export interface DrawnCase {
  readonly request: ExpressionCase
  readonly alternatives: ReadonlySet<string>
}

export function randomExpressions(seed: number, count: number): DrawnCase[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, (_, i) => draw(random, i))
}

const byName = new Map(linkTypes.map((linkType) => [linkType.name, linkType]))

function draw(random: Random, i: number): DrawnCase {
  // Every link type in turn, one time in six one that has code of its own.
  const inTurn = linkTypes[i % linkTypes.length]
  const { number, name } = random.below(6) === 0 ? pickDistinctive(random) : (inTurn ?? pickDistinctive(random))
  const sort = random.below(100)
  const pen = new Pen(random, name, sort < 20)
  const written = program(pen)
  const spoiled = sort >= 88
  // What a spoiled expression still has of the grammar is not known.
  if (spoiled) pen.used.clear()
  return {
    request: {
      linkType: number,
      snaplen: random.pick([262144, 262144, 65535, 96, 0x7fffffff, 1]),
      netmask: random.pick([null, null, 0xffffff00, 0xffff0000, 0]),
      optimize: random.below(4) > 0,
      expression: spoiled ? spoil(pen, written) : written,
    },
    alternatives: pen.used,
  }
}

function pickDistinctive(random: Random) {
  const found = byName.get(random.pick(distinctive))
  if (found === undefined) throw new Error('a distinctive link type has no number')
  return found
}
