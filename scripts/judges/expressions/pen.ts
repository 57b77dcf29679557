/**
 * What every part of the generator writes with: random choice, a note of each alternative taken, and
 * what makes sense on the link type at hand.
 */
import type { Random } from '../random.ts'
import { alternatives, alternativesOf } from './alternatives.ts'
import { senseOf, type Sense } from './link-sense.ts'

const known = new Set(alternatives)

export class Pen {
  readonly random: Random
  readonly sense: Sense
  /** Whether to write what the grammar allows, be there a program for it or not. */
  readonly wild: boolean
  /** Alternatives taken so far. */
  readonly used = new Set<string>()

  constructor(random: Random, linkType: string, wild: boolean) {
    this.random = random
    this.sense = senseOf(linkType)
    this.wild = wild
  }

  /** Notes that an alternative was taken, and gives back the text. */
  use(alternative: string, text = ''): string {
    if (!known.has(alternative)) throw new Error(`the list of alternatives does not have ${alternative}`)
    this.used.add(alternative)
    return text
  }

  pick<T>(items: readonly T[]): T {
    return this.random.pick(items)
  }
  /** One of the weighted choices. */
  weigh<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    let left = this.random.below(choices.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, choice] of choices) {
      if (left < weight) return choice
      left -= weight
    }
    throw new Error('nothing to pick from')
  }
  maybe(percent: number): boolean {
    return this.random.below(100) < percent
  }

  /** Takes some alternative of a rule whose right-hand sides are single words, and writes that word. */
  word(rule: string, among: readonly string[] = alternativesOf(rule)): string {
    const side = this.pick(among)
    return this.use(`${rule}: ${side}`, side)
  }

  and(): string {
    return this.word('AND')
  }
  or(): string {
    const side = this.pick(['or', '||'])
    return this.use(`OR: ${side}`, side)
  }
  /** `not` with the space it needs. */
  not(): string {
    const side = this.word('NOT')
    return side === 'not' || this.maybe(50) ? `${side} ` : side
  }
}
