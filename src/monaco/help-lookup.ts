/**
 * Finds the word under a column, and its help. Pure; language-help.ts hands the answers to Monaco.
 */
import type { EditorLanguage, HelpWord, LanguageHelp } from './types.ts'

export interface HelpHit {
  readonly help: HelpWord
  /** Columns count from one, the end is exclusive. */
  readonly startColumn: number
  readonly endColumn: number
}

// A filter's word may hold `-` and `.` (`tcp-syn`, `icmp-echo`, a host's name): libpcap's lexer takes
// the longest, so `len-14` is one word there too.
export const WORD_PATTERNS: Readonly<Record<EditorLanguage, RegExp>> = {
  filter: /[A-Za-z0-9](?:[-.\w]*[.A-Za-z0-9])?/g,
  assembly: /[A-Za-z_]\w*/g,
  bytecode: /[A-Za-z_]\w*/g,
}

/** The help for what stands at `column` (from one) of `line`, if there is any. */
export function helpAt(language: EditorLanguage, help: LanguageHelp, line: string, column: number): HelpHit | null {
  const at = column - 1
  const word = [...line.matchAll(WORD_PATTERNS[language])].find((hit) => spans(hit.index, hit[0].length, at))
  if (word) return hitOf(findWord(language, help, word[0]), word.index)
  const operators = help.words.filter(({ word }) => !/\w/.test(word)).sort((a, b) => b.word.length - a.word.length)
  for (const operator of operators) {
    for (let from = line.indexOf(operator.word); from >= 0; from = line.indexOf(operator.word, from + 1)) {
      if (spans(from, operator.word.length, at)) return hitOf(operator, from)
    }
  }
  return null
}

/** What can stand at a place: in assembly an instruction, an operand or the label that a jump goes to. */
export type CompletionPlace = 'statement' | 'operand' | 'target' | 'anywhere'

/** @param before the line up to the word that is being typed */
export function completionPlace(language: EditorLanguage, before: string): CompletionPlace {
  if (language !== 'assembly') return 'anywhere'
  const statement = before.replace(/^\s*(?:[A-Za-z_]\w*\s*:\s*)*/, '')
  if (statement === '') return 'statement'
  if (/^(?:jmp|ja)\s+$/i.test(statement)) return 'target'
  return /^j\w+\s[^,]*,/i.test(statement) ? 'target' : 'operand'
}

/** `ldh [x + k]` with its parts to fill in, in the editor's notation: `ldh [x + ${1:k}]`. */
export function toSnippet(form: string): string {
  const [name = '', ...rest] = form.split(' ')
  let number = 0
  const operands = rest.join(' ').replace(/\b(?:k|Lt|Lf|L|extension)\b/g, (part) => `\${${String(++number)}:${part}}`)
  return operands === '' ? name : `${name} ${operands}`
}

/** Labels that an assembly text defines, in order, each once. A label in a comment is not one. */
export function labelsIn(text: string): readonly string[] {
  const code = text.replace(/\/\*[^]*?\*\/|;.*/g, ' ')
  return [...new Set([...code.matchAll(/([A-Za-z_]\w*)[ \t]*:/g)].map((hit) => hit[1] ?? ''))]
}

function findWord(language: EditorLanguage, help: LanguageHelp, word: string): HelpWord | undefined {
  // bpf_asm takes its words in any case, libpcap only in lower case.
  const wanted = language === 'filter' ? word : word.toLowerCase()
  return help.words.find((entry) => entry.word === wanted)
}

function spans(from: number, length: number, at: number): boolean {
  return from <= at && at < from + length
}

function hitOf(help: HelpWord | undefined, from: number): HelpHit | null {
  return help ? { help, startColumn: from + 1, endColumn: from + 1 + help.word.length } : null
}
