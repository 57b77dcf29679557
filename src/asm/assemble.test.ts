/** The language row by row, from the kernel's documentation, and what is said about mistakes in it. */
import { expect, test } from 'vitest'
import { assemble, asmExtensions, asmMnemonics, formatBpfAsm, formatBpfAsmC, printAssembly } from './index.ts'

function assembled(source: string): string {
  const result = assemble(source)
  return result.ok ? formatBpfAsm(result.value.program) : result.error.map(({ message }) => message).join('\n')
}

/** `code@text` of everything that is said, in the order of the text. */
function said(source: string): readonly string[] {
  const result = assemble(source)
  const diagnostics = result.ok ? result.value.warnings : result.error
  return diagnostics.map(({ code, span }) => `${code}@${source.slice(span.from, span.to)}`)
}

function notes(source: string): readonly string[] {
  const result = assemble(source)
  return (result.ok ? result.value.warnings : result.error).flatMap((diagnostic) => diagnostic.notes)
}

test.each([
  // One line an addressing mode of filter.rst.
  ['0', 'add x', '1,12 0 0 0,'],
  ['0', 'add %x', '1,12 0 0 0,'],
  ['1', 'ldh [12]', '1,40 0 0 12,'],
  ['2', 'ldb [x + 14]', '1,80 0 0 14,'],
  ['3', 'ldx M[15]', '1,97 0 0 15,'],
  ['4', 'ldi #-1', '1,0 0 0 4294967295,'],
  ['5', 'ldxb 4*([14]&0xf)', '1,177 0 0 14,'],
  ['6', 'jmp ok\nneg\nok: tax', '3,5 0 0 1,132 0 0 0,7 0 0 0,'],
  ['7', 'jeq #1,ok,no\nok: tax\nno: txa', '3,21 0 1 1,7 0 0 0,135 0 0 0,'],
  ['8', 'jgt %x,no,ok\nok: tax\nno: txa', '3,45 1 0 0,7 0 0 0,135 0 0 0,'],
  ['9', 'jlt #5,ok\nneg\nok: tax', '3,53 0 1 5,132 0 0 0,7 0 0 0,'],
  ['10', 'jset x,ok\nneg\nok: tax', '3,77 1 0 0,132 0 0 0,7 0 0 0,'],
  ['11', 'ret %a', '1,22 0 0 0,'],
  ['12', 'ld #vlan_tpid', '1,32 0 0 4294963260,'],
  ['12', 'ldx len', '1,129 0 0 0,'],
])('addressing mode %s: %s', (_mode, source, expected) => {
  expect(assembled(source)).toBe(expected)
})

test.each([
  ['#42', 42],
  ['#+42', 42],
  ['#-42', 0xffffffd6],
  ['#0x2A', 42],
  ['#052', 42],
  ['#0b101010', 42],
  ['#0', 0],
  ['# 42', 42],
])('number %s', (text, k) => {
  expect(assembled(`ret ${text}`)).toBe(`1,6 0 0 ${k},`)
})

test('jneq with the constant 3 skips three instructions when false', () => {
  expect(assembled('ld cpu\njneq #3, drop\nneg\nneg\nret #1\ndrop: ret #0')).toContain(',21 0 3 3,')
})

test('the documented outputs, both forms', () => {
  const result = assemble('  ldh [12]\n  jne #0x806, drop\n  ret #-1\n  drop: ret #0\n')
  if (!result.ok) throw new Error('does not assemble')
  expect(formatBpfAsm(result.value.program)).toBe('4,40 0 0 12,21 0 1 2054,6 0 0 4294967295,6 0 0 0,')
  expect(formatBpfAsmC(result.value.program)).toBe(
    '{ 0x28,  0,  0, 0x0000000c },\n{ 0x15,  0,  1, 0x00000806 },\n' +
      '{ 0x06,  0,  0, 0xffffffff },\n{ 0x06,  0,  0, 0000000000 },\n',
  )
})

test('each instruction knows its own text', () => {
  const source = 'L1: ldh\t[12] ; type\nL2:\n  jeq #0x800, L3 , L3\n/* so */ L3 : ret #0xffff'
  const result = assemble(source)
  const texts = result.ok ? result.value.lineSpans.map(({ from, to }) => source.slice(from, to)) : []
  expect(texts).toEqual(['ldh\t[12]', 'jeq #0x800, L3 , L3', 'ret #0xffff'])
})

test('line ends are blanks, and both kinds will do', () => {
  expect(assembled('ldh\r\n[12] ret #1\r\n')).toBe('2,40 0 0 12,6 0 0 1,')
})

test.each([
  ['ldh [12', ['asm/syntax@12']],
  ['rte #1', ['asm/unknown-mnemonic@rte']],
  ['ld [4]\nrte #1\nld (5]\nret #0', ['asm/unknown-mnemonic@rte', 'asm/syntax@(']],
  ['jmp drp\ndrop: ret #0', ['asm/unknown-label@drp']],
  ['jmp drop\ndrop ret #0', ['asm/missing-colon@drop']],
  ['ret #0\ndrop:', ['asm/label-without-instruction@drop']],
  ['ld foo', ['asm/unknown-extension@foo']],
  ['ldh #5', ['asm/operand@#5']],
  ['ldx cpu', ['asm/operand@cpu']],
  ['ldxb 5*([14]&0xf)', ['asm/operand@5*([14]&0xf)']],
  ['ld [a + 4]', ['asm/operand@a']],
  ['ret #12ab', ['asm/number@12ab']],
  ['ret #0x', ['asm/number@0x']],
  ['ret #1 $', ['asm/unknown-character@$']],
  ['/* no end\nret #1', ['asm/comment@/*']],
  ['', ['asm/empty@']],
  ['; nothing\n', ['asm/empty@; nothing\n']],
  ['aa: neg\njeq #1, aa\nret a', ['asm/jump-range@aa']],
  ['jeq #1, 5\nret a', ['asm/syntax@5']],
  ['jeq #1\nret a', ['asm/syntax@1']],
  ['jmp\nret #1', ['asm/syntax@jmp']],
  // A label of a broken statement is not unknown besides.
  ['jmp drop\ndrop: rte #0', ['asm/unknown-mnemonic@rte']],
])('mistake: %j', (source, expected) => {
  expect(assemble(source).ok).toBe(false)
  expect(said(source)).toEqual(expected)
})

test.each([
  ['ld [x+4]', '1,64 0 0 4,', ['asm/bpf_asm-refuses@+4']],
  ['ld [x - 4]', '1,64 0 0 4294967292,', ['asm/bpf_asm-refuses@-']],
  ['ld [x]', '1,64 0 0 0,', ['asm/bpf_asm-refuses@x']],
  ['ret 5', '1,6 0 0 5,', ['asm/bpf_asm-refuses@5']],
  ['ret #-0x1', '1,6 0 0 4294967295,', ['asm/bpf_asm-refuses@-0x1']],
  ['jmp e\ne: ret a', '2,5 0 0 0,22 0 0 0,', ['asm/bpf_asm-refuses@e']],
  ['jmp len\nlen: ret a', '2,5 0 0 0,22 0 0 0,', ['asm/bpf_asm-refuses@len']],
  ['aa: bb: ret a', '1,22 0 0 0,', ['asm/bpf_asm-refuses@bb']],
  ['jne x,aa,bb\naa: neg\nbb: ret a', '3,29 1 0 0,132 0 0 0,22 0 0 0,', ['asm/bpf_asm-refuses@bb']],
  [' # hello (you\nret a', '1,22 0 0 0,', ['asm/bpf_asm-refuses@# hello (you']],
  ['ret a # bye', '1,22 0 0 0,', ['asm/bpf_asm-refuses@# bye']],
  ['ret a // bye', '1,22 0 0 0,', ['asm/bpf_asm-refuses@// bye']],
  ['ld pto', '1,32 0 0 4294963200,', ['asm/bpf_asm-refuses@pto']],
  ['ret x', '1,14 0 0 0,', ['asm/return-x@ret x']],
  ['aa: neg\njmp aa', '2,132 0 0 0,5 0 0 4294967294,', ['asm/backward-jump@jmp aa']],
  ['ret #0x123456789', '1,6 0 0 591751049,', ['asm/number-size@0x123456789']],
  ['ret #018', '1,6 0 0 1,', ['asm/number@018']],
  ['ret #0x8000000000000000', '1,6 0 0 0,', ['asm/number-size@0x8000000000000000']],
  ['ret #9999999999999999999', '1,6 0 0 4294967295,', ['asm/number-size@9999999999999999999']],
  ['aa: neg\naa: ret a', '2,132 0 0 0,22 0 0 0,', ['asm/duplicate-label@aa']],
])('taken, with a word: %j', (source, expected, warnings) => {
  expect(assembled(source)).toBe(expected)
  expect(said(source)).toEqual(warnings)
})

test.each([
  ['rte #1', 'Did you mean “ret”?'],
  ['jneqq #1, aa\naa: ret a', 'Did you mean “jneq”?'],
  ['jmp drp\ndrop: ret #0', 'Did you mean “drop”?'],
  ['ld vlan_tic', 'Did you mean “vlan_tci”?'],
])('suggestion for %j', (source, expected) => {
  expect(notes(source)).toContain(expected)
})

test('a conditional jump skips 255 instructions and no more', () => {
  const far = (count: number): string => `jeq #1, far\n${'neg\n'.repeat(count)}far: ret a`
  expect(assembled(far(255))).toContain('257,21 255 0 1,')
  expect(said(far(256))).toEqual(['asm/jump-range@far'])
})

test('a program has 4096 instructions at most', () => {
  expect(assemble('neg\n'.repeat(4096)).ok).toBe(true)
  expect(said('neg\n'.repeat(4097))).toEqual(['asm/too-long@neg'])
})

test('printed assembly says what it cannot spell', () => {
  const text = printAssembly([
    { code: 0xff, jt: 1, jf: 2, k: 3 },
    { code: 0x15, jt: 9, jf: 0, k: 3 },
    { code: 0x15, jt: 0, jf: 0, k: 3 },
    { code: 0x16, jt: 0, jf: 0, k: 0 },
  ])
  expect(text).toBe(
    '\t; { 0xff, 1, 2, 3 } has no spelling\n\t; { 0x15, 9, 0, 3 } has no spelling\n\tjeq #0x3, L1\nL1:\tret a\n',
  )
})

test('printed labels say where a return leads, and comments stand behind', () => {
  const source = 'jeq #1, aa, bb\naa: jeq #2, cc, dd\nbb: ret #5\ncc: ret #0\ndd: ret #0\n'
  const result = assemble(source)
  const text = result.ok ? printAssembly(result.value.program, ['first; of all', null, 'kept']) : ''
  expect(text).toBe(
    '\tjneq #0x1, accept        ; first; of all\n\tjeq #0x2, drop, drop2\naccept:\tret #5                   ; kept\n' +
      'drop:\tret #0\ndrop2:\tret #0\n',
  )
  expect(assembled(text)).toBe(assembled(source))
})

test('the description for editors: every form of every mnemonic assembles', () => {
  const fill = (form: string): string =>
    form
      .replace('extension', 'cpu')
      .replace(/\bk\b/, '1')
      .replace(/\bL[tf]?\b/g, 'aa')
  for (const { forms, doc } of asmMnemonics) {
    expect(doc).not.toBe('')
    for (const form of forms) expect(said(`${fill(form)}\naa: ret a`), form).toEqual([])
  }
  for (const { name } of asmExtensions) expect(said(`ld ${name}`), name).toEqual([])
})
