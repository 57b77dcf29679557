/** Which bytes each step of a run is about. */
import { expect, it } from 'vitest'
import { assemble } from '../asm/index.ts'
import { defaultMetadata, recordTrace } from '../vm/index.ts'
import { originsOf } from './origins.ts'

const packet = Uint8Array.from({ length: 64 }, (_, index) => (index === 14 ? 0x46 : index))

/** `14; 38–39`: for each step the bytes it is about. */
function told(source: string): string[] {
  const assembled = assemble(source)
  if (!assembled.ok) throw new Error(assembled.error[0]?.message)
  const environment = { packet, metadata: defaultMetadata, flavour: 'linux' } as const
  const trace = recordTrace(assembled.value.program, environment)
  return originsOf(assembled.value.program, trace, environment).map(({ about }) =>
    about.map(({ from, to }) => (to - from === 1 ? `${from}` : `${from}–${to - 1}`)).join(' '),
  )
}

it.each([
  ['a test is about what was loaded', 'ldh [12]\njeq #1, a, a\na: ret #0', ['12–13', '12–13', '']],
  ['behind a header of 24 bytes', 'ldx 4*([14]&0xf)\nldh [x + 14]\nret a', ['14', '38–39', '38–39']],
  ['arithmetic keeps it', 'ld [4]\nand #7\nadd #1\nret a', ['4–7', '4–7', '4–7', '4–7']],
  ['and joins two', 'ldb [1]\ntax\nldb [2]\nadd x\nret a', ['1', '1', '2', '2 1', '2 1']],
  ['through scratch memory', 'ldb [1]\nst M[3]\nld #5\nldx M[3]\ntxa\nret a', ['1', '1', '', '', '1', '1']],
  ['a constant is about nothing', 'ldb [1]\nld #5\njeq #5, a, a\na: ret #1', ['1', '', '', '']],
  ['a jump is about nothing', 'ldb [1]\nja on\non: ret #1', ['1', '', '']],
  ['past the end nothing is read', 'ld [62]\nret a', ['']],
  ['what the kernel knows is no byte', 'ld #cpu\nret a', ['', '']],
])('%s', (_, source, expected) => {
  expect(told(source)).toEqual(expected)
})
