/**
 * A bpf_asm source laid out: labels in the first column on lines of their own, instructions four blanks in, one blank
 * between words, comments where they are, those behind instructions in a column.
 *
 * What a line says stays as it is, spelling and case too, so the text assembles to what it did. A text that is not made
 * of the language's tokens alone, or has a comment over several lines, is left alone: null.
 */
import { lex, type Token } from './lexer.ts'

const INDENT = '    '
/** Comments further right than this stay where their line ends. */
const LAST_COLUMN = 40

interface Line {
  readonly text: string
  readonly comment: string
}

export function formatAssembly(source: string): string | null {
  const { tokens, commentProblems } = lex(source)
  if (commentProblems.length > 0 || tokens.some(({ kind }) => kind === 'unknown')) return null
  if ((source.match(/\/\*[^]*?\*\//g) ?? []).some((comment) => comment.includes('\n'))) return null
  const lines: Line[] = []
  let from = 0
  for (const written of source.replace(/\n+$/, '').split('\n')) {
    const to = from + written.length
    lines.push(
      ...layOut(
        source,
        tokens.filter(({ kind, span }) => kind !== 'end' && span.from >= from && span.to <= to),
        from,
        to,
      ),
    )
    from = to + 1
  }
  return `${withComments(lines).join('\n')}\n`
}

/** A line of the source as one or two: labels apart. */
function layOut(source: string, tokens: readonly Token[], from: number, to: number): Line[] {
  const whole = source.slice(from, to)
  const first = tokens[0]
  const last = tokens.at(-1)
  if (first === undefined || last === undefined) return [{ text: whole.trim(), comment: '' }]
  // A comment before or between the words is not moved, and neither is one that begins with `#`.
  if (first.text === '#' || source.slice(from, last.span.to).includes('/*'))
    return [{ text: whole.trimEnd(), comment: '' }]
  const comment = source.slice(last.span.to, to).trim()
  const labels: string[] = []
  let rest = tokens
  while (rest[0]?.kind === 'word' && rest[1]?.text === ':') {
    labels.push(`${rest[0].text}:`)
    rest = rest.slice(2)
  }
  if (rest.length === 0) return [{ text: labels.join(' '), comment }]
  const statement = { text: INDENT + spaced(rest), comment }
  return labels.length === 0 ? [statement] : [{ text: labels.join(' '), comment: '' }, statement]
}

/** The words of a statement with the blanks they should have between them. */
function spaced(tokens: readonly Token[]): string {
  return tokens
    .map((token, index) => gap(tokens[index - 1], token, tokens[index - 2]) + wordOf(tokens[index - 1], token))
    .join('')
}

/** bpf_asm wants a blank between the sign and the number in `[x + 4]`. */
function wordOf(before: Token | undefined, { kind, text }: Token): string {
  const isOffset = kind === 'number' && before !== undefined && /^x$/i.test(before.text)
  return isOffset ? text.replace(/^[+-]/, '$& ') : text
}

const NO_GAP_AFTER = ['#', '%', '[', '(', '*', '&']
const NO_GAP_BEFORE = [',', ']', ')', ':', '*', '&']

function gap(before: Token | undefined, token: Token, beforeThat: Token | undefined): string {
  if (before === undefined) return ''
  if (NO_GAP_AFTER.includes(before.text) || NO_GAP_BEFORE.includes(token.text)) return ''
  // `M[3]`, but `ldh [12]`.
  if (token.text === '[' && /^m$/i.test(before.text)) return ''
  // A sign that touches its number is part of it and a token with it; one that stands alone has blanks around it.
  if (before.text === '-' && beforeThat?.text === '#') return ''
  return ' '
}

/** Comments behind neighbouring lines in one column, as far as that is not too far to the right. */
function withComments(lines: readonly Line[]): string[] {
  let run: Line[] = []
  const made: string[] = []
  const finish = (): void => {
    const widths = run.filter(({ comment }) => comment !== '').map(({ text }) => text.length)
    const column = Math.max(0, ...widths.filter((width) => width <= LAST_COLUMN)) + 2
    for (const { text, comment } of run) {
      made.push(
        comment === ''
          ? text
          : text === ''
            ? comment
            : `${text.padEnd(column)}${text.length > LAST_COLUMN ? '  ' : ''}${comment}`,
      )
    }
    run = []
  }
  for (const line of lines) {
    if (line.text === '' && line.comment === '') {
      finish()
      made.push('')
    } else run.push(line)
  }
  finish()
  return made
}
