/**
 * Real-looking pastes are taken for what they are, and read; and so they are after what the way does to a text.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Program } from '../bpf/index.ts'
import { detectDialect, dialects, parseBytecode } from './index.ts'

const icmp: Program = [
  { code: 0x28, jt: 0, jf: 0, k: 12 },
  { code: 0x15, jt: 0, jf: 3, k: 0x800 },
  { code: 0x30, jt: 0, jf: 0, k: 23 },
  { code: 0x15, jt: 0, jf: 1, k: 1 },
  { code: 0x06, jt: 0, jf: 0, k: 262144 },
  { code: 0x06, jt: 0, jf: 0, k: 0 },
]

const pastes = readFileSync(new URL('testdata/pastes.txt', import.meta.url), 'utf8')
  .split(/^== /m)
  .slice(1)
  .map((block) => {
    const end = block.indexOf('\n')
    const [dialect = '', about = ''] = block.slice(0, end).split(' | ')
    return { dialect, about, text: block.slice(end + 1) }
  })

const escapes: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
}

/** What happens to a text on its way from a terminal to a clipboard. */
const journeys: readonly (readonly [name: string, change: (text: string) => string])[] = [
  ['as pasted', (text) => text],
  ['with Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
  ['escaped for HTML', (text) => text.replace(/[<>&"']/g, (character) => escapes[character] ?? character)],
  ['between HTML tags', (text) => `<pre><code class="language-c">${text}</code></pre>`],
  ['in a Markdown fence', (text) => `\`\`\`c\n${text}\`\`\`\n`],
  ['quoted in mail', (text) => text.replace(/^/gm, '> ')],
  ['with no-break spaces', (text) => text.replaceAll(' ', '\u00a0')],
  [
    'numbered by cat -n',
    (text) =>
      text
        .trimEnd()
        .split('\n')
        .map((line, i) => `${String(i + 1).padStart(6)}\t${line}`)
        .join('\n'),
  ],
  ['without its last line end', (text) => text.trimEnd()],
]

test('every dialect has a paste', () => {
  const there = new Set(pastes.map(({ dialect }) => dialect))
  expect(dialects.map(({ id }) => id).filter((id) => !there.has(id))).toEqual([])
})

describe.each(pastes)('$dialect: $about', ({ dialect, text }) => {
  test.each(journeys)('%s', (_, change) => {
    const pasted = change(text)
    expect(detectDialect(pasted)).toBe(dialect)
    const parsed = parseBytecode(pasted)
    expect(parsed.ok ? parsed.value.program : parsed.error).toEqual(icmp)
  })
})

test.each(['', 'tcp port 80', 'ldh [12]\nret a', 'Hello, world.', 'host 10.0.0.1 and (port 80 or port 443)'])(
  'of no dialect: %j',
  (text) => {
    expect(detectDialect(text)).toBeNull()
  },
)
