/**
 * Colours for bpf_asm text. A grammar for the eye only; the assembler has the say.
 *
 * Words from the kernel's Documentation/networking/filter.rst; that they are taken in any case, that
 * an extension may follow `#`, and that a label's colon may stand apart is observed behaviour.
 */
import type { languages } from 'monaco-editor/editor'

const words = (text: string): string[] => text.trim().split(/\s+/)

const MNEMONICS = words(`
  ld ldi ldh ldb ldx ldxi ldxb st stx
  jmp ja jeq jneq jne jlt jle jgt jge jset
  add sub mul div mod neg and or xor lsh rsh tax txa ret`)

const EXTENSIONS = words(`
  len proto type poff ifidx nla nlan mark queue hatype rxhash cpu vlan_tci vlan_avail vlan_pr vlan_tpid rand`)

export const assemblyGrammar: languages.IMonarchLanguage = {
  defaultToken: 'invalid',
  ignoreCase: true,
  mnemonics: MNEMONICS,
  extensions: EXTENSIONS,
  registers: ['a', 'x', 'm'],
  brackets: [
    { open: '(', close: ')', token: 'delimiter.parenthesis' },
    { open: '[', close: ']', token: 'delimiter.square' },
  ],
  tokenizer: {
    root: [
      [/\s+/, 'white'],
      [/;.*/, 'comment'],
      [/\/\*/, { token: 'comment', next: '@comment' }],
      [/([a-z_]\w*)(\s*)(:)/, ['tag', 'white', 'delimiter']],
      [/%[ax]\b/, 'variable'],
      [/(#)([a-z_]\w*)/, ['operator', { cases: { '$2@extensions': 'constant', '@default': 'identifier' } }]],
      [
        /[a-z_]\w*/,
        {
          cases: {
            '@mnemonics': 'keyword',
            '@extensions': 'constant',
            '@registers': 'variable',
            '@default': 'tag',
          },
        },
      ],
      [/0x[\da-f]+\b/, 'number.hex'],
      [/0b[01]+\b/, 'number.binary'],
      [/\d+\b/, 'number'],
      [/[[\]()]/, '@brackets'],
      [/[#+\-*&]/, 'operator'],
      [/,/, 'delimiter'],
    ],
    comment: [
      [/\*\//, { token: 'comment', next: '@pop' }],
      [/[^*]+|\*/, 'comment'],
    ],
  },
}

export const assemblyConfiguration: languages.LanguageConfiguration = {
  comments: { lineComment: ';', blockComment: ['/*', '*/'] },
  brackets: [
    ['(', ')'],
    ['[', ']'],
  ],
  autoClosingPairs: [
    { open: '(', close: ')' },
    { open: '[', close: ']' },
  ],
  wordPattern: /[A-Za-z_]\w*/,
}
