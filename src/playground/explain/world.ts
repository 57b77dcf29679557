/**
 * What is known at one point of a program on one way to it: what the registers hold, and which
 * values the tests on that way have left possible. A packet does not change while a filter runs,
 * so what a test has shown of its bytes stays true.
 */
import { MEMWORDS } from '../../bpf/index.ts'
import { A, ALL_REGISTERS, type Registers, X } from './liveness.ts'
import { type Expression, UNKNOWN, compute, constant } from './expression.ts'

/**
 * Expression key → the only values it can have. Nothing is known of an expression that is not here. Under
 * `limitKey` stands a number that it is not above, or a few of which one is such.
 */
export type Facts = ReadonlyMap<string, readonly number[]>

export interface World {
  readonly a: Expression
  readonly x: Expression
  readonly m: readonly Expression[]
  readonly facts: Facts
}

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

export function limitKey(key: string): string {
  return `${key} at most`
}

/** A value that an expression is not above; Infinity where none is known. */
export function limitOf(key: string, facts: Facts): number {
  return Math.max(...(facts.get(limitKey(key)) ?? [Infinity]))
}

/** Adds that an expression is not above a number. */
export function withLimit(world: World, key: string, limit: number): World {
  return limit < 0 || limitOf(key, world.facts) <= limit ? world : withFact(world, limitKey(key), [limit])
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

/** What tells which of many ways to join. */
export interface Telling {
  /** More ways than this to one point are told apart no longer. */
  readonly most: number
  /** The registers that are still read. */
  readonly live: Registers
  /** All keys of facts in the order in which the program learns them. */
  readonly keys: Iterable<string>
}

/** Adds a way to those already known. Returns the old list itself where it has nothing new. */
export function addWorld(worlds: readonly World[], arriving: World, telling: Telling): readonly World[] {
  const key = worldKey(arriving)
  if (worlds.some((world) => worldKey(world) === key)) return worlds
  const all = [...worlds, arriving]
  return all.length <= telling.most ? all : joinAlike(all, telling)
}

/**
 * Joins ways that differ only in what was learnt last: what a program tests first is what the places of all
 * headers hang on. The registers are given up last; what is in those that nothing reads does not count.
 */
function joinAlike(worlds: readonly World[], { most, live, keys }: Telling): readonly World[] {
  let groups = split([worlds], (world) => registerKey(world, live))
  // Room for one more, so that this is not done again at once.
  if (groups.length >= most) return [worlds.reduce(join)]
  for (const key of keys) {
    const finer = split(groups, ({ facts }) => facts.get(key)?.join('|') ?? '')
    if (finer.length >= most) break
    groups = finer
  }
  return groups.map((group) => group.reduce(join))
}

type Group = readonly World[]

function split(groups: readonly Group[], trait: (world: World) => string): readonly Group[] {
  return groups.flatMap((group): readonly Group[] => {
    if (group.length === 1) return [group]
    const parts = new Map<string, World[]>()
    for (const world of group) {
      const key = trait(world)
      const part = parts.get(key)
      if (part === undefined) parts.set(key, [world])
      else part.push(world)
    }
    return [...parts.values()]
  })
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
const factsKeys = new WeakMap<Facts, string>()

/** Two worlds are the same where their keys are. Kept, because each arrival is compared with all before it. */
function worldKey(world: World): string {
  return kept(worldKeys, world, () => `${registerKey(world, ALL_REGISTERS)} ${kept(factsKeys, world.facts, factsKey)}`)
}

function factsKey(facts: Iterable<readonly [string, readonly number[]]>): string {
  return Array.from(facts, ([key, values]) => `${key}=${values.join('|')}`)
    .sort()
    .join(' ')
}

function registerKey({ a, x, m }: World, live: Registers): string {
  const words = m.map((value, index) => ((live & (1 << index)) === 0 ? '' : value.key))
  return `${(live & A) === 0 ? '' : a.key} ${(live & X) === 0 ? '' : x.key} ${words.join(' ')}`
}

function kept<T extends object>(keys: WeakMap<T, string>, thing: T, make: (thing: T) => string): string {
  const known = keys.get(thing)
  if (known !== undefined) return known
  const key = make(thing)
  keys.set(thing, key)
  return key
}
