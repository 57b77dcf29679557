/**
 * A pasted text → the same text without what the way to here did to it, each character in its place:
 * HTML escapes, Windows line ends, no-break spaces, Markdown fences and quotation marks of mail, line
 * numbers of an editor or `cat -n`, and the prompt lines of a terminal become what they stand for, or blanks.
 *
 * Left out on purpose: taking comments away, which mean something else in each dialect.
 */

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#34': '"',
  '#39': "'",
  '#x27': "'",
  '#x22': '"',
  '#x2f': '/',
  '#x7b': '{',
  '#x7d': '}',
  '#123': '{',
  '#125': '}',
  '#160': ' ',
}

/** The result is as long as the text, so that spans mean the same in both. */
export function cleanPaste(text: string): string {
  const plain = text
    .replace(/&(#?\w{2,5});/g, (entity, name: string) => {
      const character = ENTITIES[name.toLowerCase()]
      return character === undefined ? entity : character.padEnd(entity.length)
    })
    .replace(/<\/?(?:pre|code|div|span|p|br)(?:\s[^<>]*)?\/?>/gi, blank)
    .replace(/[\r\u00a0\u202f\ufeff\u200b\u2028]/g, ' ')
  // iptables -L ends the program with one.
  let bare = plain.replaceAll('\0', ' ')
  // One may be around the other, as a numbered listing quoted in mail.
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const before = bare
    bare = bare.replace(/^[^\S\n]*(?:```|~~~)[^\n]*$/gm, blank)
    bare = withoutLineNumbers(withoutPrefix(bare, /^[^\S\n]*>(?=[^\S\n]|$)/, true))
    if (bare === before) break
  }
  return bare.replace(PROMPT, blank)
}

const MOST_LAYERS = 4

// `$ `, `# `, `% `, with or without user, host and folder before it, and then a command that people dump
// filters with. A line of any other kind is the dialect's to judge.
const PROMPT =
  /^[^\n$#%>]{0,60}[$#%>] +(?:sudo +)?(?:tcpdump|bpf_asm|\.\/bpf_asm|bpfc|bpf_dbg|ss|cat|xxd|hexdump|od|seccomp-tools|nfbpf_compile|bpf-playground|iptables-save)\b[^\n]*$/gm

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}

/** The prefix goes from every line; with `all`, only where each line that is not blank, of two or more, has it. */
function withoutPrefix(text: string, prefix: RegExp, all: boolean): string {
  const lines = text.split('\n')
  const filled = lines.filter((line) => line.trim() !== '')
  if (all && (filled.length < 2 || !filled.every((line) => prefix.test(line)))) return text
  return lines.map((line) => line.replace(prefix, blank)).join('\n')
}

// The numbers of seccomp-tools are part of its table.
const LINE_NUMBER = /^(?!\s*\d{4}:\s+0x)[^\S\n]*(\d+)(?:[:.|)][^\S\n]|[:|]?\t|[^\S\n]*│)/

/** Line numbers count up by one on every line, blank lines aside or not. */
function withoutLineNumbers(text: string): string {
  const numbers = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => LINE_NUMBER.exec(line)?.[1])
  const counts = numbers.every((number, index) => number !== undefined && Number(number) >= Number(numbers[0]) + index)
  // A count that is far off is no count.
  const dense = Number(numbers.at(-1)) <= Number(numbers[0]) + 2 * numbers.length
  // One line alone may be numbered as `cat -n` does it, which looks like nothing else.
  const isNumbered = numbers.length > 1 ? counts && dense : /^ +1\t/.test(text)
  return isNumbered ? withoutPrefix(text, LINE_NUMBER, false) : text
}
