/**
 * The note under the listing: which instructions serve several clauses at once, because the optimizer found them to
 * ask the same.
 *
 * Leaves out why: that is the optimizer's to tell.
 */
import { clauseLetter } from '../../marks/index.ts'

interface Stretch {
  readonly from: number
  to: number
}

/** Stretches told one by one; more are counted. */
const TOLD = 3

/** `rows` holds each instruction's clauses, `clauses` is how many the filter has. Null where there is nothing to say. */
export function tellShared(rows: readonly (readonly number[])[], clauses: number): string | null {
  const shared = rows.flatMap((served, pc) =>
    served.length > 1 ? [{ served: [...served].sort((a, b) => a - b), pc }] : [],
  )
  const [first] = shared
  if (first === undefined) return null
  const same = shared.every(({ served }) => served.join() === first.served.join())
  const whom = same ? nameClauses(first.served, clauses) : 'several clauses each'
  const stretches = stretchesOf(shared.map(({ pc }) => pc))
  const where = stretches.length > TOLD ? `${String(shared.length)} instructions` : list(stretches.map(spell))
  return `${where} ${shared.length === 1 ? 'serves' : 'serve'} ${whom}`
}

/**
 * Why there is sharing: a clause whose every instruction serves one before it too has no test of its own left, since
 * what it asks was known by then. Empty where there is none. `texts` are the clauses as written.
 */
export function tellDropped(rows: readonly (readonly number[])[], texts: readonly string[]): string {
  const dropped = texts.filter((_, clause) => {
    const serving = rows.filter((served) => served.includes(clause))
    return serving.length > 0 && serving.every((served) => served.some((other) => other < clause))
  })
  if (dropped.length === 0 || dropped.length > TOLD) return ''
  return `: the optimizer dropped ${list(dropped.map((text) => `\`${text}\`’s own test`))}`
}

function nameClauses(served: readonly number[], clauses: number): string {
  if (served.length === clauses) return clauses === 2 ? 'both clauses' : 'all clauses'
  return `clauses ${list(served.map(clauseLetter))}`
}

function stretchesOf(pcs: readonly number[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const pc of pcs) {
    const last = stretches.at(-1)
    if (last?.to === pc - 1) last.to = pc
    else stretches.push({ from: pc, to: pc })
  }
  return stretches
}

function spell({ from, to }: Stretch): string {
  const name = (pc: number): string => String(pc).padStart(3, '0')
  return from === to ? name(from) : `${name(from)}–${name(to)}`
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}
