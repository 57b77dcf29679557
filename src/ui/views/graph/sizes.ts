/** How large a box has to be for its words. In pixels, for the faces and sizes of graph.module.css. */
import type { GraphBox, GraphRow } from './types.ts'

export const ROW = 20
export const HEAD = 24
const PAD_X = 12
export const PAD_Y = 6
const MONO = 7.25
const SANS = 6.4
const NARROWEST = 132
const WIDEST = 300
/** Clauses whose letters a box shows; where it serves more, fewer and how many there are besides. */
const MOST_LETTERS = 6
export const LETTER = 17
const MORE = 36
/** Rows that a box shows; a block of more says how many there are. */
export const MOST_ROWS = 10
/** Where the operation and the operand begin. */
const NUMBERED = { number: 22, op: 54, operand: 96 } as const
const PLAIN = { number: 12, op: 22, operand: 64 } as const

export function columnsOf({ number }: GraphRow): { readonly [K in keyof typeof NUMBERED]: number } {
  return number === '' ? PLAIN : NUMBERED
}

export function sizeOf({ title, note, rows, clauses }: GraphBox): { readonly width: number; readonly height: number } {
  const head = (title.length + (note === '' ? 0 : note.length + 1)) * SANS + 2 * PAD_X + lettersOf(clauses).width + 14
  const widest = Math.max(0, ...rows.map((row) => columnsOf(row).operand + row.operand.length * MONO + PAD_X))
  const shown = Math.min(rows.length, MOST_ROWS + 1)
  return {
    width: Math.round(Math.min(WIDEST, Math.max(NARROWEST, head, widest))),
    height: HEAD + shown * ROW + PAD_Y,
  }
}

/** The clauses whose letters are shown, how many are not, and the pixels that both take. */
export function lettersOf(clauses: readonly number[]): {
  readonly shown: readonly number[]
  readonly more: number
  readonly width: number
} {
  const shown = clauses.length > MOST_LETTERS ? clauses.slice(0, MOST_LETTERS - 2) : clauses
  const more = clauses.length - shown.length
  return { shown, more, width: shown.length * LETTER + (more > 0 ? MORE : 0) }
}

/** The title as far as it fits beside the letters. */
export function fitting(title: string, width: number, letters: number): string {
  const room = Math.floor((width - 2 * PAD_X - letters - 10) / SANS)
  return title.length <= room ? title : `${title.slice(0, Math.max(1, room - 1))}…`
}
