/**
 * What is known before an instruction, on whichever way it is reached: between which values A and X
 * lie, how long the packet is at least, and in which order A's bytes are at hand.
 *
 * It is what makes checks unnecessary, and what says how much of a packet a program looks at. Where a loop comes back, nothing is known. Left out: scratch
 * memory, whose words may hold anything.
 */
import {
  ALU,
  CLASS,
  MISC,
  MODE,
  SIZE,
  SRC,
  anything,
  calculated,
  classOf,
  exactly,
  modeOf,
  operationOf,
  readsExtension,
  sizeOf,
  sourceOf,
  union,
  upTo,
  type Flavour,
  type Instruction,
  type Program,
  type Range,
} from '../bpf/index.ts'
import { cutIntoBlocks, successors, type Blocks } from './blocks.ts'
import { absoluteOffset, type Place } from './offsets.ts'

export interface Facts {
  readonly a: Range
  readonly x: Range
  /** Bytes that the packet has at least. */
  readonly length: number
  /** Bytes that it has at least from byte X on; 0 where nothing is known of that. */
  readonly lengthFromX: number
  /** Whether X is a multiple of four, as lengths of headers are. */
  readonly xIsAligned: boolean
  /** Bytes of the load whose value, in the memory's own byte order, is at hand beside A: 2, 4, or 0 where none is. */
  readonly raw: 0 | 2 | 4
}

const nothing: Facts = { a: anything, x: anything, length: 0, lengthFromX: 0, xIsAligned: false, raw: 0 }

/** At the start of a run over a packet that has at least `length` bytes. */
export function factsAtStart(length: number): Facts {
  return { a: exactly(0), x: exactly(0), length, lengthFromX: length, xIsAligned: true, raw: 0 }
}

/** For each block's first instruction what is known there. */
export function factsOfBlocks(
  program: Program,
  blocks: Blocks,
  flavour: Flavour,
  atStart: Facts,
): ReadonlyMap<number, Facts> {
  const facts = new Map<number, Facts>([...blocks.loops].map((from) => [from, { ...nothing, length: atStart.length }]))
  if (!facts.has(0)) facts.set(0, atStart)
  for (const { from, to, exit } of blocks.all) {
    let here = facts.get(from) ?? nothing
    for (const instruction of program.slice(from, to)) here = after(instruction, here, flavour)
    for (const next of successors(exit)) {
      if (blocks.loops.has(next)) continue
      const before = facts.get(next)
      facts.set(next, before === undefined ? here : joined(before, here))
    }
  }
  return facts
}

function joined(one: Facts, other: Facts): Facts {
  return {
    a: union(one.a, other.a),
    x: union(one.x, other.x),
    length: Math.min(one.length, other.length),
    lengthFromX: Math.min(one.lengthFromX, other.lengthFromX),
    xIsAligned: one.xIsAligned && other.xIsAligned,
    raw: one.raw === other.raw ? one.raw : 0,
  }
}

/** Bytes that a load of this code reads: 1, 2 or 4. */
export function loadSize(code: number): 1 | 2 | 4 {
  const size = sizeOf(code)
  return size === SIZE.W ? 4 : size === SIZE.H ? 2 : 1
}

/** What an indexed load may reach without its sum wrapping around or going negative. */
export function staysSmall(x: Range, k: number): boolean {
  return x.max + k + 4 < 0x80000000
}

/** After an instruction that goes on. */
export function after(instruction: Instruction, before: Facts, flavour: Flavour): Facts {
  const { code, k } = instruction
  const inA = (a: Range, raw: Facts['raw'] = 0): Facts => ({ ...before, a, raw })
  const inX = (x: Range, xIsAligned = false): Facts => ({ ...before, x, lengthFromX: 0, xIsAligned })
  switch (classOf(code)) {
    case CLASS.LD:
      return afterLoad(instruction, before, flavour)
    case CLASS.LDX:
      switch (modeOf(code)) {
        case MODE.IMM:
          return inX(exactly(k), k % 4 === 0)
        case MODE.MSH:
          return { ...inX(upTo(60), true), length: k < 0x80000000 ? Math.max(before.length, k + 1) : before.length }
        default:
          return inX(anything)
      }
    case CLASS.ALU: {
      const operation = operationOf(code)
      if (operation === ALU.NEG) return inA(anything)
      if (sourceOf(code) === SRC.X) return inA(calculated(operation, before.a, before.x))
      const isBitwise = operation === ALU.AND || operation === ALU.OR || operation === ALU.XOR
      const keepsRaw = isBitwise && (before.raw === 4 || operation === ALU.AND || k <= 0xffff)
      return inA(calculated(operation, before.a, exactly(k)), keepsRaw ? before.raw : 0)
    }
    case CLASS.MISC:
      return code === (CLASS.MISC | MISC.TAX) ? inX(before.a) : inA(before.x)
    default:
      return before
  }
}

function afterLoad({ code, k }: Instruction, before: Facts, flavour: Flavour): Facts {
  const mode = modeOf(code)
  if (mode === MODE.IMM) return { ...before, a: exactly(k), raw: 0 }
  if (mode !== MODE.ABS && mode !== MODE.IND) return { ...before, a: anything, raw: 0 }
  if (mode === MODE.ABS && readsExtension(code, k, flavour)) return { ...before, a: anything, raw: 0 }
  const size = loadSize(code)
  const loaded: Facts = {
    ...before,
    a: size === 4 ? anything : upTo(size === 2 ? 0xffff : 0xff),
    raw: size === 1 ? 0 : size,
  }
  if (mode === MODE.ABS) return k < 0x80000000 ? { ...loaded, length: Math.max(before.length, k + size) } : loaded
  if (!staysSmall(before.x, k)) return loaded
  return {
    ...loaded,
    length: Math.max(before.length, before.x.min + k + size),
    lengthFromX: Math.max(before.lengthFromX, k + size),
  }
}

/**
 * Bytes of a packet that a program may look at, counted from the first: what lies behind does not matter to it.
 * Infinity where that is not known.
 */
export function reachOf(program: Program, place: Place): number {
  const { flavour } = place
  const blocks = cutIntoBlocks(program, flavour)
  const facts = factsOfBlocks(program, blocks, flavour, factsAtStart(0))
  let reach = 0
  for (const { from, to } of blocks.all) {
    let here = facts.get(from) ?? nothing
    for (const instruction of program.slice(from, to)) {
      reach = Math.max(reach, reachOfLoad(instruction, here, place))
      here = after(instruction, here, flavour)
    }
  }
  return reach
}

/** 0 for what loads nothing from the packet. */
function reachOfLoad({ code, k }: Instruction, { x }: Facts, place: Place): number {
  const mode = modeOf(code)
  const loads = classOf(code) === CLASS.LD || code === (CLASS.LDX | SIZE.B | MODE.MSH)
  if (!loads) return 0
  // An extension may look anywhere.
  if (mode === MODE.ABS && readsExtension(code, k, place.flavour)) return Infinity
  if (mode === MODE.ABS || mode === MODE.MSH) return absoluteOffset(k, place) + loadSize(code)
  if (mode !== MODE.IND) return 0
  return staysSmall(x, k) ? x.max + k + loadSize(code) : Infinity
}
