/**
 * Which dialect a text is written in, by marks that no other dialect has; the first rule that holds decides.
 *
 * Nothing is parsed here: a text with mistakes in it is still of its dialect, and its parser says what is wrong.
 */
import { cleanPaste } from './clean-paste.ts'
import type { DialectId } from './dialect.ts'
import { looksBigEndian, looksLikeBytes } from './raw-bytes.ts'

const ONE_LINE = /(?:^|[\s"'`=])\d{1,6}\s*,\s*\d{1,10}\s+\d{1,10}\s+\d{1,10}\s+\S/

const rules: readonly (readonly [id: DialectId, holds: (text: string) => boolean])[] = [
  ['tcpdump -d', (text) => /^\s*\(\d{3,}\)\s+[a-z]/m.test(text)],
  ['seccomp-tools', (text) => /^\s*\d{4}:\s+0x[0-9a-f]+\s+0x[0-9a-f]+\s+0x/im.test(text)],
  ['ss -b', (text) => /bpf filter \(\d+\):|^\s*0x[0-9a-f]+ \d+ \d+ \d+,/im.test(text)],
  [
    'iptables',
    (text) => /(?:--bytecode|iptables|match bpf |\bbytecode ['"])/.test(text) && /\d+ \d+ \d+ \d+/.test(text),
  ],
  ['C macros', (text) => /\bBPF_(?:STMT|JUMP)\s*\(/.test(text) && !/^\s*(?:import|from)\s|\blet\b/m.test(text)],
  ['Go', (text) => /RawInstruction|\.SockFilter\b|\{\s*Op:\s|Bpf(?:Stmt|Jump)\(/.test(text)],
  [
    'Rust',
    (text) => /\bsock_filter\s*\{\s*code\s*:|\blet\s[^\n=]{0,99}=\s*(?:vec!|&)?\[|\bbpf_(?:stmt|jump)!?\(/.test(text),
  ],
  ['JSON objects', (text) => /\{\s*"\s*(?:code|op|jt|jf|k)"\s*:/.test(text)],
  // One line, but not the inside of brackets.
  ['xt_bpf', (text) => ONE_LINE.test(text) && !/[{[(]\s*\d/.test(text)],
  ['tcpdump -ddd', (text) => /^\s*\d+\s*\n+\s*\d+[^\S\n]+\d+[^\S\n]+\d+[^\S\n]+\S+[^\S\n]*$/m.test(text)],
  ['hex little-endian', looksLikeBytes],
  ['C numbers', (text) => /\bsock_filter\b|\.code\s*=/.test(text) && text.includes('{')],
  ['bpf_asm -c', (text) => /^\s*\{ (?:0x[0-9a-f]{2}|0000), [ \d]\d, [ \d]\d, (?:0x[0-9a-f]{8}|0{10}) \}/m.test(text)],
  ['tcpdump -dd', (text) => /\{[^{}[\]\"\n]*,[^{}[\]\"\n]*,/.test(text)],
  ['Python', (text) => /\((?:0x)?[0-9a-f]+\s*,[^()]*,[^()]*,[^()]*\)|struct\.pack|\bBPF_(?:STMT|JUMP)\(/i.test(text)],
  ['JSON', (text) => /\[\s*\d+\s*,\s*\d+\s*,/.test(text)],
]

/** Null where the text is of no dialect. Takes a text as it was pasted. */
export function detectDialect(text: string): DialectId | null {
  const clean = cleanPaste(text)
  const found = rules.find(([, holds]) => holds(clean))?.[0] ?? null
  if (found === 'hex little-endian' && looksBigEndian(clean)) return 'hex big-endian'
  // The two differ in the comma at the end alone.
  if (found === 'xt_bpf' && /,\s*["'`]?\s*$/.test(clean)) return 'bpf_asm'
  return found
}
