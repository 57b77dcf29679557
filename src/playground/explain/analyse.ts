/**
 * Walks a program forward once over all its ways and collects what is known before each
 * instruction. Ends on every program: a point that is gone through again and again because of a
 * backward jump is given up.
 */
import type { Program } from '../../bpf/index.ts'
import { ALL_REGISTERS, liveRegisters } from './liveness.ts'
import { waysFrom } from './transfer.ts'
import { START, TOP, type Telling, type World, addWorld } from './world.ts'

/** Only loops go through a point this often with something new. */
const MOST_VISITS = 40

/** Ways to one point that are told apart: radiotap's computations have 14. In a long program it would take too long. */
const MOST_WORLDS = 16
const MOST_WORLDS_IF_LONG = 4
const LONG = 256

interface Point {
  worlds: readonly World[]
  isDue: boolean
  visits: number
}

/** For each instruction the ways to it, told apart where they are few; none where nothing gets there. */
export function analyse(program: Program): readonly (readonly World[])[] {
  const points = program.map((): Point => ({ worlds: [], isDue: false, visits: 0 }))
  const most = program.length > LONG ? MOST_WORLDS_IF_LONG : MOST_WORLDS
  const live = liveRegisters(program)
  const keys = new Set<string>()
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
          if (way.world.facts !== world.facts) for (const key of way.world.facts.keys()) keys.add(key)
          const target = points[way.pc]
          if (target === undefined || !arrive(target, way.world, { most, keys, live: live[way.pc] ?? ALL_REGISTERS }))
            continue
          if (way.pc <= pc) again = true
        }
      }
    }
  }
  return points.map((point) => point.worlds)
}

/** Whether the point learnt of something new and has to be gone through (again). */
function arrive(point: Point, world: World, telling: Telling): boolean {
  if (point.visits > MOST_VISITS) return false
  const before = point.worlds
  point.worlds = addWorld(before, world, telling)
  if (point.worlds === before) return false
  point.isDue = true
  return true
}
