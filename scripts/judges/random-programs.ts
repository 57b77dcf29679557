/**
 * Random programs and packets for comparing machines: the same seed gives the same cases, always.
 *
 * A socket shows of a verdict only min(verdict, length). So half the programs end by folding A, X and
 * the scratch memory into a number of 1–256 over a packet longer than that: a wrong bit anywhere
 * shows in 255 cases of 256. The others return at random places, over packets of any length, and a
 * part of those is broken in one way or another, to compare acceptance.
 *
 * Left out, because a UNIX socket pair cannot show them or shows something of its own: `ifidx`,
 * `hatype`, `rand`, and offsets from the link header.
 */
import {
  ALU,
  CLASS,
  EXTENSION_OFFSETS,
  JMP,
  MISC,
  MODE,
  SIZE,
  SKF_AD_OFF,
  SKF_NET_OFF,
  SRC,
  XOR_X,
} from '../../src/bpf/index.ts'
import { type ExtensionName, type Instruction, type Program } from '../../src/bpf/index.ts'
import { createRandom, type Random } from './random.ts'

export interface Case {
  readonly program: Program
  readonly packet: Uint8Array
}

const extensions: readonly ExtensionName[] = [
  ...(['proto', 'type', 'nla', 'nlan', 'mark', 'queue', 'rxhash', 'cpu', 'vlan_tci', 'vlan_avail', 'poff'] as const),
  'vlan_tpid',
]
const operations = [ALU.ADD, ALU.SUB, ALU.MUL, ALU.DIV, ALU.MOD, ALU.AND, ALU.OR, ALU.XOR, ALU.LSH, ALU.RSH] as const
const jumpTests = [JMP.JEQ, JMP.JGT, JMP.JGE, JMP.JSET] as const
const sizes = [SIZE.W, SIZE.H, SIZE.B] as const
/** Scratch words that random programs use. */
const WORDS = [0, 1, 7, 15] as const

/** `count` cases from a seed. */
export function randomCases(seed: number, count: number): Case[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => randomCase(random))
}

function randomCase(random: Random): Case {
  const kind = random.below(10)
  if (kind < 5) {
    const packet = randomPacket(random, 257 + random.below(150))
    return { program: digesting(random, packet.length), packet }
  }
  const packet = randomPacket(random, random.pick([0, 1, 3, 4, 14, 20, 42, 60, 100, 257]))
  const program = returning(random, packet.length)
  return { program: kind < 8 ? program : broken(random, program), packet }
}

function randomPacket(random: Random, length: number): Uint8Array {
  const packet = new Uint8Array(length)
  const style = random.below(3)
  for (let i = 0; i < length; i++) packet[i] = style === 0 ? random.below(256) : style === 1 ? random.below(4) : 0
  if (style !== 2) return packet
  // Netlink attributes, some of them holding others, so that nla and nlan find something.
  const view = new DataView(packet.buffer)
  for (let at = 0; at + 4 <= length;) {
    const size = 4 + random.below(24)
    view.setUint16(at, random.chance(0.05) ? random.below(70000) : size, true)
    view.setUint16(at + 2, random.below(6) | random.pick([0, 0, 0, 0x8000, 0x4000]), true)
    at += random.chance(0.3) ? 4 : (size + 3) & ~3
  }
  return packet
}

function instruction(code: number, k = 0, jt = 0, jf = 0): Instruction {
  return { code, jt, jf, k: k >>> 0 }
}

/** A number of the kind that finds mistakes: small, all ones, a single bit, or anything. */
function constant(random: Random): number {
  switch (random.below(6)) {
    case 0:
      return random.below(8)
    case 1:
      return random.below(300)
    case 2:
      return (1 << random.below(32)) >>> 0
    case 3:
      return (0xffffffff - random.below(3)) >>> 0
    default:
      return random.word()
  }
}

/** Mostly inside the packet, at times at its very end or past it, at times from the network header. */
function offset(random: Random, length: number): number {
  const roll = random.below(40)
  if (roll === 0) return constant(random) % 0x80000000
  if (roll === 1) return Math.max(0, length - random.below(6))
  if (roll === 2) return SKF_NET_OFF + random.below(Math.max(1, length))
  return random.below(Math.max(1, length - 4))
}

/** One instruction that goes on to the next, or jumps at most `room` instructions ahead. */
function bodyInstruction(random: Random, length: number, room: number): Instruction[] {
  switch (random.below(16)) {
    case 0:
    case 1:
      return [instruction(CLASS.LD | random.pick(sizes) | MODE.ABS, offset(random, length))]
    case 2: {
      const x = random.chance(0.1) ? constant(random) : random.below(Math.max(1, length))
      const k = random.chance(0.1) ? constant(random) : (offset(random, length) - x) >>> 0
      const load = instruction(CLASS.LD | random.pick(sizes) | MODE.IND, random.chance(0.5) ? k : random.below(20))
      return random.chance(0.5) ? [instruction(CLASS.LDX | MODE.IMM, x), load] : [load]
    }
    case 3:
      return [instruction(CLASS.LDX | SIZE.B | MODE.MSH, offset(random, length))]
    case 4:
      return [instruction(random.pick([CLASS.LD, CLASS.LDX]) | MODE.IMM, constant(random))]
    case 5:
      return [instruction(random.pick([CLASS.LD, CLASS.LDX]) | MODE.MEM, random.pick(WORDS))]
    case 6:
      return [instruction(random.pick([CLASS.ST, CLASS.STX]), random.pick(WORDS))]
    case 7: {
      const k = random.chance(0.1) ? XOR_X : SKF_AD_OFF + EXTENSION_OFFSETS[random.pick(extensions)]
      const load = instruction(CLASS.LD | random.pick(sizes) | MODE.ABS, k)
      if (random.chance(0.5)) return [load]
      const at = random.below(Math.max(1, length)) & ~3
      return [instruction(CLASS.LD | MODE.IMM, at), instruction(CLASS.LDX | MODE.IMM, random.below(6)), load]
    }
    case 8:
      return [instruction(random.pick([CLASS.LD, CLASS.LDX]) | SIZE.W | MODE.LEN)]
    case 9:
      return [instruction(CLASS.MISC | random.pick([MISC.TAX, MISC.TXA]))]
    case 10:
      return [instruction(CLASS.ALU | ALU.NEG)]
    case 11:
    case 12: {
      if (random.chance(0.1)) return [instruction(CLASS.JMP | JMP.JA, random.below(room + 1))]
      const code = CLASS.JMP | random.pick(jumpTests) | random.pick([SRC.K, SRC.X])
      return [instruction(code, constant(random), random.below(room + 1), random.below(room + 1))]
    }
    default: {
      const operation = random.pick(operations)
      if (random.chance(0.5)) return [instruction(CLASS.ALU | operation | SRC.X)]
      const isShift = operation === ALU.LSH || operation === ALU.RSH
      const k = isShift
        ? random.below(32)
        : operation === ALU.DIV || operation === ALU.MOD
          ? constant(random) || 1
          : constant(random)
      return [instruction(CLASS.ALU | operation | SRC.K, k)]
    }
  }
}

function body(random: Random, length: number): Instruction[] {
  const wanted = random.below(30)
  const instructions: Instruction[] = []
  // A jump over `room` lands on what stands behind the body at the latest.
  while (instructions.length < wanted)
    instructions.push(...bodyInstruction(random, length, Math.min(8, Math.max(0, wanted - instructions.length - 1))))
  return instructions
}

/** Gives every scratch word that is used a value, from a register that the body then overwrites. */
function prologue(random: Random): Instruction[] {
  return WORDS.flatMap((word) => [instruction(CLASS.LD | MODE.IMM, constant(random)), instruction(CLASS.ST, word)])
}

/** Everything the machine holds, folded into 1–256: A*31 + X, then each word the same way. */
function epilogue(): Instruction[] {
  const mix = [instruction(CLASS.ALU | ALU.MUL | SRC.K, 31), instruction(CLASS.ALU | ALU.ADD | SRC.X)]
  const fold = (bits: number) => [
    instruction(CLASS.MISC | MISC.TAX),
    instruction(CLASS.ALU | ALU.RSH | SRC.K, bits),
    instruction(CLASS.ALU | ALU.XOR | SRC.X),
  ]
  return [
    ...mix,
    ...WORDS.flatMap((word) => [instruction(CLASS.LDX | MODE.MEM, word), ...mix]),
    ...fold(16),
    ...fold(8),
    instruction(CLASS.ALU | ALU.AND | SRC.K, 0xff),
    instruction(CLASS.ALU | ALU.ADD | SRC.K, 1),
    instruction(CLASS.RET | SRC.A),
  ]
}

function digesting(random: Random, length: number): Program {
  return [...prologue(random), ...body(random, length), ...epilogue()]
}

function returning(random: Random, length: number): Program {
  const instructions = [...(random.chance(0.7) ? prologue(random) : []), ...body(random, length)].map((each) =>
    random.chance(0.05) ? randomReturn(random) : each,
  )
  return [...instructions, randomReturn(random)]
}

function randomReturn(random: Random): Instruction {
  if (random.chance(0.5)) return instruction(CLASS.RET | SRC.A)
  return instruction(CLASS.RET | SRC.K, random.chance(0.3) ? constant(random) : random.below(300))
}

/** Changes one thing, which often but not always makes the program unacceptable. */
function broken(random: Random, program: Program): Program {
  const at = random.below(program.length)
  const before = program[at] ?? randomReturn(random)
  const put = (changed: Partial<Instruction>) =>
    program.with(at, { ...before, ...changed, k: (changed.k ?? before.k) >>> 0 })
  switch (random.below(10)) {
    case 0:
      return put({ code: random.below(256) })
    case 1:
      return put({ code: random.below(65536) })
    case 2:
      return put({ k: random.pick([15, 16, 31, 32, 33, SKF_AD_OFF - 1, SKF_AD_OFF + random.below(80), 0xffffffff]) })
    case 3:
      return put({ code: CLASS.JMP | random.pick([JMP.JA, ...jumpTests]), jt: random.below(256), jf: random.below(4) })
    case 4:
      return put({
        code: CLASS.JMP | JMP.JA,
        k: random.pick([program.length - at - 1, program.length - at - 2, 0xffffffff]),
      })
    case 5:
      return put({
        code: CLASS.ALU | random.pick([ALU.DIV, ALU.MOD, ALU.LSH, ALU.RSH]),
        k: random.pick([0, 31, 32, 64]),
      })
    case 6:
      return put({ code: random.pick([0x60, 0x61, 0x02, 0x03]), k: random.below(20) })
    case 7:
      return program.slice(0, random.below(program.length))
    case 8:
      // Around the longest program the kernel takes.
      if (random.chance(0.95)) return [...program, randomReturn(random)]
      return [
        ...Array.from({ length: 4094 + random.below(4) }, () => instruction(CLASS.MISC | MISC.TAX)),
        randomReturn(random),
      ]
    default:
      return program.toReversed()
  }
}
