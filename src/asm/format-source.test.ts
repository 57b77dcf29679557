import { expect, test } from 'vitest'
import { randomAssembly } from '../../scripts/judges/random-assembly.ts'
import { assemble } from './assemble.ts'
import { formatAssembly } from './format-source.ts'

test.each([
  [
    'ldh[12]\njne#0x806 ,drop\nret#-1\ndrop:ret #0',
    '    ldh [12]\n    jne #0x806, drop\n    ret #-1\ndrop:\n    ret #0\n',
  ],
  ['ldx 4 * ( [ 14 ] & 0xf )', '    ldx 4*([14]&0xf)\n'],
  ['ldb [x+14]\nst M [3]\nldh [x  +  2]', '    ldb [x + 14]\n    st M[3]\n    ldh [x + 2]\n'],
  ['jeq %x,aa,bb', '    jeq %x, aa, bb\n'],
  [
    'ld [0]   ;one\nldh [12] ; two\n; alone\n\nret a;three',
    '    ld [0]    ;one\n    ldh [12]  ; two\n; alone\n\n    ret a  ;three\n',
  ],
  ['# first column\nret a', '# first column\n    ret a\n'],
  ['  # not in it\nret a', '  # not in it\n    ret a\n'],
  ['ld /* here */ [0]', 'ld /* here */ [0]\n'],
  ['ret a /* behind */', '    ret a  /* behind */\n'],
  ['(000) ldh [12]\n(001) ret #1', '    (000) ldh [12]\n    (001) ret #1\n'],
])('%j', (source, expected) => {
  expect(formatAssembly(source)).toBe(expected)
})

test.each(['ld @', '/* two\nlines */ ret a', 'ret a // slashes', 'ret a /* no end'])('%j is left alone', (source) => {
  expect(formatAssembly(source)).toBeNull()
})

test('laid out, a random source is the same program, keeps its comments, and is not laid out again', () => {
  let count = 0
  for (const source of randomAssembly(9, 500)) {
    const formatted = formatAssembly(source)
    const before = assemble(source)
    if (formatted === null || !before.ok) continue
    count++
    expect(formatAssembly(formatted)).toBe(formatted)
    expect(assemble(formatted)).toMatchObject({ ok: true, value: { program: before.value.program } })
    const comments = (text: string) => text.match(/;.*|\/\*[^]*?\*\//g)?.map((comment) => comment.trim()) ?? []
    expect(comments(formatted)).toEqual(comments(source))
  }
  expect(count).toBeGreaterThan(200)
})
