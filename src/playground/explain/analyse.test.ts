import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instruction, Program } from '../../bpf/index.ts'
import { type Environment, createState, defaultMetadata, step } from '../../vm/index.ts'
import { analyse } from './analyse.ts'
import { type Expression, compute } from './expression.ts'
import type { World } from './world.ts'

/**
 * The number an expression stands for in this packet; null where it stands for none that the
 * machine could have reached, undefined where anything will do.
 */
function evaluate(expression: Expression, packet: Uint8Array): number | null | undefined {
  switch (expression.kind) {
    case 'unknown':
    case 'extension':
    case 'network':
      return undefined
    case 'constant':
      return expression.value
    case 'length':
      return packet.length
    case 'load':
      return read(expression.base, expression.offset, expression.size, packet)
    case 'header-length': {
      const byte = read(expression.base, expression.offset, 1, packet)
      return typeof byte === 'number' ? 4 * (expression.half === 'low' ? byte & 15 : byte >>> 4) : byte
    }
    case 'operation': {
      const left = evaluate(expression.left, packet)
      const right = evaluate(expression.right, packet)
      return typeof left === 'number' && typeof right === 'number'
        ? compute(expression.operator, left, right)
        : undefined
    }
  }
}

function read(base: Expression | null, offset: number, size: number, packet: Uint8Array): number | null | undefined {
  const start = base === null ? 0 : evaluate(base, packet)
  if (typeof start !== 'number') return start
  const from = (start + offset) >>> 0
  if (from + size > packet.length) return null
  return packet.subarray(from, from + size).reduce((value, byte) => value * 256 + byte, 0)
}

function admits(world: World, a: number, x: number, m: Uint32Array, packet: Uint8Array): boolean {
  const is = (expression: Expression, value: number): boolean => {
    const expected = evaluate(expression, packet)
    return expected === undefined || expected === value
  }
  return is(world.a, a) && is(world.x, x) && world.m.every((value, index) => is(value, m[index] ?? 0))
}

const small = fc.nat(20)
const instruction: fc.Arbitrary<Instruction> = fc
  .oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom(0x20, 0x28, 0x30, 0x40, 0x48, 0x50, 0xb1, 0x80, 0x81), small) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(0x00, 0x01, 0x02, 0x03, 0x60, 0x61), fc.nat(15)) },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constantFrom(0x04, 0x0c, 0x14, 0x1c, 0x24, 0x44, 0x54, 0x5c, 0x64, 0x74, 0xa4), small),
    },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(0x07, 0x87), fc.constant(0)) },
  )
  .map(([code, k]) => ({ code, jt: 0, jf: 0, k }))
const jump: fc.Arbitrary<Instruction> = fc
  .tuple(fc.constantFrom(0x15, 0x15, 0x1d, 0x25, 0x35, 0x45), fc.nat(3), fc.nat(3), small)
  .map(([code, jt, jf, k]) => ({ code, jt, jf, k }))
const program: fc.Arbitrary<Program> = fc
  .array(fc.oneof({ weight: 2, arbitrary: instruction }, jump), { minLength: 3, maxLength: 24 })
  .map((body) => [...body, ...Array.from({ length: 4 }, () => ({ code: 0x06, jt: 0, jf: 0, k: 1 }))])

describe('analyse', () => {
  it('knows nothing that a real run contradicts', () => {
    // Few different byte values, so that tests of equality come out either way.
    const packet = fc.uint8Array({ minLength: 30, maxLength: 60, max: 20 })
    fc.assert(
      fc.property(program, packet, (instructions, bytes) => {
        const worlds = analyse(instructions)
        const environment: Environment = { packet: bytes, metadata: defaultMetadata, flavour: 'linux' }
        const state = createState()
        while (state.outcome === null) {
          const { pc, a, x, m } = state
          const known = worlds[pc] ?? []
          expect(known.some((world) => admits(world, a, x, m, bytes))).toBe(true)
          step(instructions, environment, state)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('has no way to what cannot be reached', () => {
    const impossible: Program = [
      { code: 0x28, jt: 0, jf: 0, k: 12 },
      { code: 0x15, jt: 0, jf: 2, k: 0x800 },
      { code: 0x15, jt: 0, jf: 1, k: 0x806 },
      { code: 0x06, jt: 0, jf: 0, k: 1 },
      { code: 0x06, jt: 0, jf: 0, k: 0 },
    ]
    expect(analyse(impossible).map((worlds) => worlds.length > 0)).toEqual([true, true, true, false, true])
  })

  it.each([
    ['clear, so zero under the mask', 1, [true, true, true, false, true]],
    ['set, so not zero under the mask', 0, [true, true, true, true, false]],
  ])('remembers what a test of bits has shown: %s', (_, whenSet, reached) => {
    const bits: Program = [
      { code: 0x30, jt: 0, jf: 0, k: 14 },
      // One outcome goes on, the other leaves the program, which ends that way here.
      { code: 0x45, jt: whenSet === 1 ? 9 : 0, jf: whenSet === 1 ? 0 : 9, k: 4 },
      { code: 0x54, jt: 0, jf: 0, k: 4 },
      { code: 0x15, jt: 0, jf: 1, k: 4 },
      { code: 0x06, jt: 0, jf: 0, k: 1 },
      { code: 0x06, jt: 0, jf: 0, k: 0 },
    ]
    const ways = analyse(bits).map((worlds) => worlds.length > 0)
    expect([ways[0], ways[1], ways[2], ways[4], ways[5]]).toEqual(reached)
  })

  it('joins ways where many meet, and still knows that one of them has not shown what the others have', () => {
    const tests = Array.from({ length: 19 }, (_, index): Program => [
      { code: 0x30, jt: 0, jf: 0, k: 20 + index },
      { code: 0x15, jt: 38 - 2 * index, jf: 0, k: index },
    ])
    const meeting: Program = [
      { code: 0x28, jt: 0, jf: 0, k: 12 },
      { code: 0x15, jt: 0, jf: 39, k: 0x800 },
      ...tests.flat(),
      { code: 0x05, jt: 0, jf: 0, k: 1 },
      { code: 0x30, jt: 0, jf: 0, k: 9 },
      { code: 0x87, jt: 0, jf: 0, k: 0 },
      { code: 0x06, jt: 0, jf: 0, k: 1 },
    ]
    const worlds = analyse(meeting)
    expect(worlds[40]?.every((world) => world.facts.has('[12:2]'))).toBe(true)
    expect(worlds[42]?.length).toBeLessThan(17)
    expect(worlds[42]?.map((world) => world.facts.has('[12:2]')).sort()).toEqual(expect.arrayContaining([false, true]))
  })
})
