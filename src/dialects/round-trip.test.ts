/**
 * Every dialect gives back what it was given: read as itself, and read as whatever it is taken for.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CLASS, EXTENSION_OFFSETS, JMP, MODE, SKF_AD_OFF, checkProgram, classOf, knownOpcodes } from '../bpf/index.ts'
import type { Instruction, Program } from '../bpf/index.ts'
import { dialects, parseBytecode } from './index.ts'

const word = fc.oneof(
  fc.nat(20),
  fc.nat(0xffff),
  fc.integer({ min: 0, max: 0xffffffff }),
  fc.constantFrom(0xffffffff, 0x80000000, 0x7fffffff, 0xfff00000, SKF_AD_OFF + 40),
)
const extension = fc.constantFrom(...Object.values(EXTENSION_OFFSETS)).map((offset) => SKF_AD_OFF + offset)
const JA: number = CLASS.JMP | JMP.JA
/** Instructions whose k is something, as far as the machine goes. */
const usesK = (code: number): boolean => {
  const isRegister = (classOf(code) === CLASS.ALU || classOf(code) === CLASS.JMP) && (code & 0x08) !== 0
  const hasNone = [0x84, 0x07, 0x87, 0x16, CLASS.LD | MODE.LEN, CLASS.LDX | MODE.LEN]
  return !isRegister && !hasNone.includes(code)
}
const scratch = [0x02, 0x03, 0x60, 0x61]

/** A valid instruction with `room` instructions behind it. */
function instruction(code: number, room: number): fc.Arbitrary<Instruction> {
  const skip = fc.nat(Math.min(255, room - 1))
  const isBranch = classOf(code) === CLASS.JMP && code !== JA
  const isAbsolute = [0x20, 0x28, 0x30].includes(code)
  const constant =
    code === JA
      ? fc.nat(room - 1)
      : !usesK(code)
        ? fc.constant(0)
        : scratch.includes(code)
          ? fc.nat(15)
          : code === 0x64 || code === 0x74
            ? fc.nat(31)
            : code === 0x34 || code === 0x94
              ? word.map((k) => Math.max(1, k))
              : isAbsolute
                ? fc.oneof(
                    word.filter((k) => k < SKF_AD_OFF || k === SKF_AD_OFF + 40),
                    extension,
                  )
                : word
  return fc.record({
    code: fc.constant(code),
    jt: isBranch ? skip : fc.constant(0),
    jf: isBranch ? skip : fc.constant(0),
    k: constant,
  })
}

/** Valid programs, of up to 16 stores so that scratch words may be read, any codes, and a return. */
const programs: fc.Arbitrary<Program> = fc.array(fc.constantFrom(...knownOpcodes), { maxLength: 30 }).chain((codes) => {
  const body = fc.tuple(...codes.map((code, index) => instruction(code, codes.length - index)))
  return fc.tuple(body, word).map(([middle, k]) => {
    const read = [...new Set(middle.filter(({ code }) => scratch.includes(code)).map((row) => row.k))]
    const stores = read.map((n): Instruction => ({ code: 0x02, jt: 0, jf: 0, k: n }))
    return [...stores, ...middle, { code: 0x06, jt: 0, jf: 0, k }]
  })
})

const everyOpcode: Program = [
  ...Array.from({ length: 16 }, (_, k) => ({ code: 0x02, jt: 0, jf: 0, k })),
  ...knownOpcodes.map((code) => ({ code, jt: 0, jf: 0, k: usesK(code) && code !== JA ? 3 : 0 })),
  { code: 0x06, jt: 0, jf: 0, k: 0 },
]

/** Fields that an instruction does not use are not 0. The listing cannot say them. */
const strange = fc.array(
  fc.record({ code: fc.nat(0xffff), jt: fc.nat(255), jf: fc.nat(255), k: fc.integer({ min: 0, max: 0xffffffff }) }),
  { minLength: 1, maxLength: 12 },
)

test('the programs are valid, and have all 49 opcodes', () => {
  fc.assert(
    fc.property(programs, (program) => {
      expect(checkProgram(program)).toEqual({ ok: true, value: undefined })
    }),
  )
  expect(checkProgram(everyOpcode)).toEqual({ ok: true, value: undefined })
  expect(new Set(everyOpcode.map(({ code }) => code)).size).toBe(49)
})

const read = (text: string, as: (typeof dialects)[number]['id'] | null = null) => {
  const parsed = parseBytecode(text, as)
  return parsed.ok ? parsed.value.program : parsed.error
}

describe.each(dialects.map((dialect) => [dialect.id, dialect] as const))('%s', (id, { print }) => {
  test('reads what it prints', () => {
    expect(read(print(everyOpcode), id)).toEqual(everyOpcode)
    fc.assert(
      fc.property(programs, (program) => {
        expect(read(print(program), id)).toEqual(program)
      }),
      { numRuns: 200 },
    )
  })

  test('is found out from what it prints, or read right all the same', () => {
    expect(read(print(everyOpcode))).toEqual(everyOpcode)
    fc.assert(
      fc.property(programs, (program) => {
        expect(read(print(program))).toEqual(program)
      }),
      { numRuns: 200 },
    )
  })
})

test.each(dialects.filter(({ id }) => id !== 'tcpdump -d'))('$id keeps what no machine looks at', ({ id, print }) => {
  fc.assert(
    fc.property(strange, (program) => {
      expect(read(print(program), id)).toEqual(program)
    }),
    { numRuns: 200 },
  )
})

test('no text makes a reader throw', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    '(',
    ')',
    ',',
    ';',
    '(000) ',
    'ldh ',
    'jt 1 jf ',
    '0x28',
    '6 0 0 0',
    '\n',
  )
  const words = fc.constantFrom(
    'BPF_STMT(',
    'offsetof(struct seccomp_data, nr)',
    '"code":',
    '2,',
    '&lt;',
    '0000: ',
    '1\n',
  )
  const text = fc
    .array(fc.oneof(pieces, words, fc.string({ maxLength: 3 })), { maxLength: 20 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, (source) => {
      for (const id of [null, ...dialects.map((dialect) => dialect.id)]) {
        const parsed = parseBytecode(source, id)
        const spans = parsed.ok ? parsed.value.lineSpans : parsed.error.map(({ span }) => span)
        for (const { from, to } of spans) expect(0 <= from && from <= to && to <= source.length).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})
