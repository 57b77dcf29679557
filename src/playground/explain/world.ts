/**
 * What is known at one point of a program on one way to it: what the registers hold, and which
 * values the tests on that way have left possible. A packet does not change while a filter runs,
 * so what a test has shown of its bytes stays true.
 */
import { MEMWORDS } from '../../bpf/index.ts'
import { type Expression, UNKNOWN, compute, constant } from './expression.ts'

/** Expression key → the only values it can have. Nothing is known of an expression that is not here. */
export type Facts = ReadonlyMap<string, readonly number[]>

export interface World {
  readonly a: Expression
  readonly x: Expression
  readonly m: readonly Expression[]
  readonly facts: Facts
}

/** More ways than this to one point are told apart no longer. */
const MOST_WORLDS = 6
const MOST_FACTS = 32
const MOST_VALUES = 16

export const START: World = {
  a: constant(0),
  x: constant(0),
  m: Array.from({ length: MEMWORDS }, () => UNKNOWN),
  facts: new Map(),
}

/** Knows nothing. */
export const TOP: World = { ...START, a: UNKNOWN, x: UNKNOWN }

/** Adds to what is known of an expression; the oldest fact goes where there are too many. */
export function withFact(world: World, key: string, values: readonly number[]): World {
  const facts = new Map(world.facts)
  facts.set(key, values)
  for (const oldest of facts.keys()) {
    if (facts.size <= MOST_FACTS) break
    facts.delete(oldest)
  }
  return { ...world, facts }
}

/** The values that an expression can have, or null where that is anything. */
export function possibleValues(expression: Expression, facts: Facts): readonly number[] | null {
  if (expression.kind === 'constant') return [expression.value]
  const known = facts.get(expression.key)
  if (known !== undefined) return known
  if (expression.kind !== 'operation' || expression.right.kind !== 'constant') return null
  const { operator, right } = expression
  const inner = possibleValues(expression.left, facts)
  if (inner === null) return null
  const values = inner.map((value) => compute(operator, value, right.value))
  return values.some((value) => value === null) ? null : [...new Set(values.filter((value) => value !== null))]
}

/** Adds a way to those already known. Returns the old list itself where it has nothing new. */
export function addWorld(worlds: readonly World[], arriving: World): readonly World[] {
  const key = worldKey(arriving)
  if (worlds.some((world) => worldKey(world) === key)) return worlds
  if (worlds.length < MOST_WORLDS) return [...worlds, arriving]
  return [[...worlds, arriving].reduce(join)]
}

/** For a point that has once given up telling its ways apart. */
export function joinInto(joined: World, arriving: World): World {
  const both = join(joined, arriving)
  return worldKey(both) === worldKey(joined) ? joined : both
}

/** What is true on either way. */
function join(one: World, other: World): World {
  const facts = new Map<string, readonly number[]>()
  for (const [key, values] of one.facts) {
    const others = other.facts.get(key)
    if (others === undefined) continue
    const union = [...new Set([...values, ...others])].sort((a, b) => a - b)
    if (union.length <= MOST_VALUES) facts.set(key, union)
  }
  const same = (left: Expression, right: Expression): Expression => (left.key === right.key ? left : UNKNOWN)
  return {
    a: same(one.a, other.a),
    x: same(one.x, other.x),
    m: one.m.map((value, index) => same(value, other.m[index] ?? UNKNOWN)),
    facts,
  }
}

const worldKeys = new WeakMap<World, string>()

/** Two worlds are the same where their keys are. Kept, because each arrival is compared with all before it. */
function worldKey(world: World): string {
  const kept = worldKeys.get(world)
  if (kept !== undefined) return kept
  const facts = Array.from(world.facts, ([key, values]) => `${key}=${values.join('|')}`).sort()
  const key = [world.a.key, world.x.key, ...world.m.map((value) => value.key), ...facts].join(' ')
  worldKeys.set(world, key)
  return key
}
