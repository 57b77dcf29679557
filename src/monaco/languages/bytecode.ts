/**
 * Colours for bytecode as people paste it: numbers in lines or between commas (tcpdump -ddd, bpf_asm,
 * xt_bpf), rows of C (tcpdump -dd), and whatever C or `#` comments stand around them.
 */
import type { languages } from 'monaco-editor/editor'

export const bytecodeGrammar: languages.IMonarchLanguage = {
  defaultToken: 'invalid',
  brackets: [
    { open: '{', close: '}', token: 'delimiter.curly' },
    { open: '(', close: ')', token: 'delimiter.parenthesis' },
    { open: '[', close: ']', token: 'delimiter.square' },
  ],
  tokenizer: {
    root: [
      [/\s+/, 'white'],
      [/\/\/.*/, 'comment'],
      [/#.*/, 'comment'],
      [/\/\*/, { token: 'comment', next: '@comment' }],
      [/0[xX][\da-fA-F]+\b/, 'number.hex'],
      [/\d+\b/, 'number'],
      [/BPF_[A-Z0-9_]+\b/, 'keyword'],
      [/[A-Za-z_]\w*/, 'identifier'],
      [/[{}()[\]]/, '@brackets'],
      [/["',;]/, 'delimiter'],
      [/[-+|=*.&]/, 'operator'],
    ],
    comment: [
      [/\*\//, { token: 'comment', next: '@pop' }],
      [/[^*]+|\*/, 'comment'],
    ],
  },
}

export const bytecodeConfiguration: languages.LanguageConfiguration = {
  comments: { lineComment: '//', blockComment: ['/*', '*/'] },
  brackets: [
    ['{', '}'],
    ['(', ')'],
    ['[', ']'],
  ],
  wordPattern: /\w+/,
}
