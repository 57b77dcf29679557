/**
 * Walks a program forward once over all its ways and collects what is known before each
 * instruction. Ends on every program: each point's knowledge can only shrink, and a point that is
 * reached again and again by a backward jump is given up.
 */
import type { Program } from '../../bpf/index.ts'
import { waysFrom } from './transfer.ts'
import { START, TOP, type World, addWorld, joinInto } from './world.ts'

/** Only loops come to a point this often with something new. */
const MOST_VISITS = 40

interface Point {
  worlds: readonly World[]
  /** Whether its ways have been joined into one. */
  isJoined: boolean
  isDue: boolean
  visits: number
}

/** For each instruction the ways to it, told apart where they are few; none where nothing gets there. */
export function analyse(program: Program): readonly (readonly World[])[] {
  const points = program.map((): Point => ({ worlds: [], isJoined: false, isDue: false, visits: 0 }))
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
      for (const world of point.worlds) {
        for (const way of waysFrom(instruction, pc, world)) {
          const target = points[way.pc]
          if (target === undefined || !arrive(target, way.world)) continue
          if (way.pc <= pc) again = true
        }
      }
    }
  }
  return points.map((point) => point.worlds)
}

/** Whether the point learnt of something new and has to be gone through (again). */
function arrive(point: Point, world: World): boolean {
  if (point.visits > MOST_VISITS) return false
  const before = point.worlds
  const only = before[0]
  if (point.isJoined && only !== undefined) {
    const joined = joinInto(only, world)
    if (joined === only) return false
    point.worlds = [joined]
  } else {
    point.worlds = addWorld(before, world)
    if (point.worlds === before) return false
    point.isJoined = point.worlds.length < before.length
  }
  point.visits += 1
  if (point.visits > MOST_VISITS) point.worlds = [TOP]
  point.isDue = true
  return true
}
