/**
 * Walks a program forward once over all its ways and collects what is known before each
 * instruction. Ends on every program: each point's knowledge can only shrink, and a point that is
 * reached again and again by a backward jump is given up.
 */
import type { Program } from '../../bpf/index.ts'
import { waysFrom } from './transfer.ts'
import { START, TOP, type World, addWorld, joinInto } from './world.ts'

/** Only loops go through a point this often with something new. */
const MOST_VISITS = 40

/** Ways to one point that are told apart: radiotap's computations have 14. In a long program it would take too long. */
const MOST_WORLDS = 16
const MOST_WORLDS_IF_LONG = 4
const LONG = 512

interface Point {
  worlds: readonly World[]
  /** How far its ways have been joined: not, those with the same registers, all. */
  joined: 'no' | 'alike' | 'all'
  isDue: boolean
  visits: number
}

/** For each instruction the ways to it, told apart where they are few; none where nothing gets there. */
export function analyse(program: Program): readonly (readonly World[])[] {
  const points = program.map((): Point => ({ worlds: [], joined: 'no', isDue: false, visits: 0 }))
  const most = program.length > LONG ? MOST_WORLDS_IF_LONG : MOST_WORLDS
  const first = points[0]
  if (first === undefined) return []
  first.worlds = [START]
  first.isDue = true
  // Jumps of a loadable program go forward, so one sweep does; a backward jump asks for another.
  for (let again = true; again;) {
    again = false
    for (const [pc, point] of points.entries()) {
      const instruction = program[pc]
      if (!point.isDue || instruction === undefined) continue
      point.isDue = false
      point.visits += 1
      if (point.visits > MOST_VISITS) point.worlds = [TOP]
      for (const world of point.worlds) {
        for (const way of waysFrom(instruction, pc, world)) {
          const target = points[way.pc]
          if (target === undefined || !arrive(target, way.world, most)) continue
          if (way.pc <= pc) again = true
        }
      }
    }
  }
  return points.map((point) => point.worlds)
}

/** Whether the point learnt of something new and has to be gone through (again). */
function arrive(point: Point, world: World, most: number): boolean {
  if (point.visits > MOST_VISITS) return false
  const before = point.worlds
  const only = before[0]
  if (point.joined === 'all' && only !== undefined) {
    const joined = joinInto(only, world)
    if (joined === only) return false
    point.worlds = [joined]
  } else {
    point.worlds = addWorld(before, world, most, point.joined === 'alike')
    if (point.worlds === before) return false
    if (point.worlds.length === 1 && before.length > 1) point.joined = 'all'
    else if (point.worlds.length <= before.length) point.joined = 'alike'
  }
  point.isDue = true
  return true
}
