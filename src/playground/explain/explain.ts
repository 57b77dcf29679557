/**
 * The meaning of a program in plain words that know the protocols: `A ← bytes 30–33, IPv4
 * destination`, `Destination is 192.168.1.1?`.
 *
 * How: the program is walked over expressions instead of numbers (analyse.ts), so that each
 * instruction is explained by what every way to it has loaded and tested, whoever wrote it and in
 * whatever order. Nothing is recognized by its text.
 */
import { CLASS, type Program, classOf } from '../../bpf/index.ts'
import { readPacket } from '../../vm/index.ts'
import { analyse } from './analyse.ts'
import { load, type Expression, type HeaderLength } from './expression.ts'
import { nameIn } from './name.ts'
import { after } from './transfer.ts'
import type { ValueMeaning } from './values.ts'
import { describeInstruction } from './words.ts'
import type { Facts, World } from './world.ts'

/**
 * One sentence for each instruction. `linkType` is a DLT number; for one that is not known here, bytes stay bytes.
 *
 * Where the ways to an instruction do not tell what its bytes are, a packet may: what they are in it is said then, and
 * that it is so in this one.
 */
export function explainProgram(
  program: Program,
  linkType: number,
  packet: Uint8Array | null = null,
): readonly string[] {
  const worlds = worldsOf(program)
  const shown = packet === null ? null : factsOf(packet)
  return program.map((instruction, pc) => {
    const told = (ways: readonly World[], link: number): string => describeInstruction(instruction, pc, ways, link)
    const ways = worlds[pc] ?? []
    const sentence = told(ways, linkType)
    if (shown === null || sentence !== told(ways, NO_LINK_TYPE)) return sentence
    const here = told(
      ways.map((world) => withPacket(world, shown)),
      linkType,
    )
    return here === sentence ? sentence : `${here} (in this frame)`
  })
}

const analysed = new WeakMap<Program, ReturnType<typeof analyse>>()

/** The walk takes most of the time, and a program is explained anew for each packet. */
function worldsOf(program: Program): ReturnType<typeof analyse> {
  let worlds = analysed.get(program)
  if (worlds === undefined) analysed.set(program, (worlds = analyse(program)))
  return worlds
}

/** No DLT number. */
const NO_LINK_TYPE = -1
/** Bytes of a packet in which its headers say what follows them, behind a tag or two and the options of IPv4 too. */
const TELLING_BYTES = 96

/** Of a header whose length the program has worked out the length stays that, and does not become a number. */
function withPacket(world: World, shown: Facts): World {
  const facts = new Map([...shown, ...world.facts])
  for (const register of [world.a, world.x]) {
    for (const { base, offset } of headerLengths(register)) if (base === null) facts.delete(load(null, offset, 1).key)
  }
  return { ...world, facts }
}

function headerLengths(expression: Expression): readonly HeaderLength[] {
  if (expression.kind === 'header-length') return [expression]
  return expression.kind === 'operation' ? [expression.left, expression.right].flatMap(headerLengths) : []
}

/** What the first loads of a packet give. */
function factsOf(packet: Uint8Array): Facts {
  const facts = new Map<string, readonly number[]>()
  for (let at = 0; at < Math.min(packet.length, TELLING_BYTES); at++) {
    for (const size of at === 0 ? [1, 2, 4] : [1, 2]) {
      const value = readPacket(packet, at, size)
      if (value >= 0) facts.set(load(null, at, size).key, [value])
    }
  }
  return facts
}

/** For each instruction how to spell what A holds after it; null where it is just a number, and
 * after a return. */
export function valueMeanings(program: Program, linkType: number): readonly (ValueMeaning | null)[] {
  const worlds = worldsOf(program)
  return program.map((instruction, pc) => {
    if (classOf(instruction.code) === CLASS.RET) return null
    const name = nameIn(worlds[pc] ?? [], linkType, (world) => after(instruction, world).a)
    if (name === null || name.kind === null || name.kind === 'bytes' || name.mask !== null) return null
    return { kind: name.kind, size: name.size }
  })
}
