/**
 * Dominator trees that can be asked at once: who is the nearest common dominator of two, and does
 * one dominate the other. Both take logarithmic time by jump pointers (Myers, "An applicative
 * random-access stack", 1983), where libpcap intersects bit sets as large as the graph.
 *
 * Blocks and edges each have a tree; a member's place in it is set once, when all ways to it are known.
 */
export interface TreePlace<T> {
  /** Immediate dominator; null for a root. */
  dominator: T | null
  /** Dominators above it. */
  depth: number
  /** An ancestor some way up; itself for a root. */
  jump: T
}

type Member<T> = TreePlace<T>

export function placeAtRoot<T extends Member<T>>(member: T): void {
  member.dominator = null
  member.depth = 0
  member.jump = member
}

export function placeUnder<T extends Member<T>>(member: T, dominator: T): void {
  member.dominator = dominator
  member.depth = dominator.depth + 1
  const { jump } = dominator
  member.jump = dominator.depth - jump.depth === jump.depth - jump.jump.depth ? jump.jump : dominator
}

/** The ancestor, or the member itself, at that depth; the depth must not be greater than its own. */
function ancestorAt<T extends Member<T>>(member: T, depth: number): T {
  let at = member
  while (at.depth > depth) at = at.jump.depth >= depth ? at.jump : (at.dominator ?? at)
  return at
}

/** Whether every way to `member` leads through `other`. A member dominates itself. */
export function dominates<T extends Member<T>>(other: T, member: T): boolean {
  return member.depth >= other.depth && ancestorAt(member, other.depth) === other
}

/** The nearest that dominates both; null where they hang in different trees. */
export function nearestCommon<T extends Member<T>>(a: T, b: T): T | null {
  let x = a.depth > b.depth ? ancestorAt(a, b.depth) : a
  let y = b.depth > a.depth ? ancestorAt(b, a.depth) : b
  while (x !== y) {
    if (x.dominator === null || y.dominator === null) return null
    // The jumps of two of the same depth are of the same depth.
    if (x.jump !== y.jump) {
      x = x.jump
      y = y.jump
    } else {
      x = x.dominator
      y = y.dominator
    }
  }
  return x
}
