/**
 * Which clauses an instruction serves: the one it was made for, and those of every instruction whose
 * work it took over when the optimizer merged or removed that.
 *
 * Taking over only notes the other; the sets are put together once, at the end, so that a filter of
 * a thousand clauses costs no more than its notes.
 *
 * Two kinds of instruction serve no clause: the returns, which all clauses share, and the prologue
 * that computes the lengths of headers before the first test (header-lengths.ts).
 */
export interface Served {
  /** Index of the clause it was made for; null for none. */
  readonly clause: number | null
  /** What it took over, oldest first; null for nothing. */
  takenOver: Served[] | null
}

/** From now on `by` serves what `gone` served. */
export function takeOver(by: Served, gone: Served): void {
  if (by === gone) return
  if (by.takenOver === null) by.takenOver = [gone]
  else by.takenOver.push(gone)
}

/** Indices of all clauses it serves, ascending. */
export function clausesOf(served: Served): readonly number[] {
  if (served.takenOver === null) return served.clause === null ? [] : [served.clause]
  const seen: Served[] = [served]
  // The list is read on while it grows.
  for (let i = 0; i < seen.length; i++) {
    for (const other of seen[i]?.takenOver ?? []) if (!seen.includes(other)) seen.push(other)
    if (seen.length > MANY) return clausesOfMany(served)
  }
  const clauses: number[] = []
  for (const { clause } of seen) if (clause !== null && !clauses.includes(clause)) clauses.push(clause)
  return clauses.sort(ascending)
}

/** From so many on, looking through a list is slower than a set. */
const MANY = 16

function clausesOfMany(served: Served): readonly number[] {
  const clauses = new Set<number>()
  const seen = new Set<Served>([served])
  for (const each of seen) {
    if (each.clause !== null) clauses.add(each.clause)
    for (const other of each.takenOver ?? []) seen.add(other)
  }
  return [...clauses].sort(ascending)
}

function ascending(a: number, b: number): number {
  return a - b
}
