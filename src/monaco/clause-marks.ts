/**
 * Clauses of the source as Monaco decorations: an underline in the clause's colour and its letter
 * after it. The colours live in code-editor.css; never colour alone, hence the letter.
 */
import type { editor } from 'monaco-editor/editor'
import { lineStarts, toRange } from './text-position.ts'
import type { ClauseMark } from './types.ts'

/** There are eight clause colours; the ninth clause starts over, its letter tells it apart. */
const COLOURS = 8

// Values of Monaco's enums by number, so that this file and its test load without Monaco.
const NEVER_GROWS_WHEN_TYPING_AT_EDGES: NonNullable<editor.IModelDecorationOptions['stickiness']> = 1
const CURSOR_STOPS_RIGHT: NonNullable<editor.InjectedTextOptions['cursorStops']> = 1

/** Monaco wraps a line by the number of its characters: so many more stand for the room that the mark takes. */
const ROOM = '\u00a0'

/** 0 → a, 25 → z, 26 → aa. */
export function clauseLetter(index: number): string {
  const last = String.fromCharCode(97 + (index % 26))
  return index < 26 ? last : clauseLetter(Math.floor(index / 26) - 1) + last
}

/** Underlines and letters. Clauses without a visible stretch (left over from a longer text) are passed over. */
export function clauseDecorations(text: string, clauses: readonly ClauseMark[]): editor.IModelDeltaDecoration[] {
  const starts = lineStarts(text)
  return visible(text, clauses).map(({ span, index, truth }) => ({
    range: toRange(text, span, starts),
    options: {
      description: 'clause',
      stickiness: NEVER_GROWS_WHEN_TYPING_AT_EDGES,
      inlineClassName: `bpf-clause ${colourClass(index)}`,
      after: {
        content: clauseLetter(index) + ROOM.repeat(truth === undefined ? 1 : 3),
        inlineClassName: `bpf-clause-letter ${colourClass(index)}${truthClass(truth)}`,
        inlineClassNameAffectsLetterSpacing: true,
        cursorStops: CURSOR_STOPS_RIGHT,
      },
    },
  }))
}

/**
 * The fill behind the pointed clause. Apart from the marks, and a background only: an inline class
 * would make Monaco draw the line anew under the mouse, which it then takes for the mouse leaving.
 */
export function pointedDecorations(
  text: string,
  clauses: readonly ClauseMark[],
  pointed: readonly number[],
): editor.IModelDeltaDecoration[] {
  return visible(text, clauses)
    .filter(({ index }) => pointed.includes(index))
    .map(({ span, index }) => ({
      range: toRange(text, span),
      options: {
        description: 'pointed clause',
        stickiness: NEVER_GROWS_WHEN_TYPING_AT_EDGES,
        className: `bpf-clause-pointed ${colourClass(index)}`,
      },
    }))
}

function visible(text: string, clauses: readonly ClauseMark[]): readonly ClauseMark[] {
  return clauses.filter(({ span }) => span.from < span.to && span.to <= text.length)
}

/** Marked by a shape; its words are in the Why section, which a screen reader reads. */
function truthClass(truth: ClauseMark['truth']): string {
  return truth === undefined ? '' : ` bpf-truth bpf-truth-${truth.replace(' ', '-')}`
}

function colourClass(index: number): string {
  return `bpf-clause-${'abcdefgh'.charAt(index % COLOURS)}`
}

/** The clause that holds `offset`; its end belongs to it only where `onLetter`, the caret being past the text then. */
export function clauseAt(clauses: readonly ClauseMark[], offset: number, onLetter: boolean): number | null {
  const hit = clauses.find(({ span }) => span.from <= offset && (offset < span.to || (onLetter && offset === span.to)))
  return hit?.index ?? null
}
