/**
 * Random programs for comparing what is accepted: the same seed gives the same programs, always.
 *
 * A half is well-formed but for scratch words, which are written and read at random; the other half
 * has one to three things in it changed. Half the loads and operations are those of the context, so
 * that seccomp's narrower set is passed as well as left.
 */
import { ALU, CLASS, JMP, MISC, MODE, SIZE, SKF_AD_OFF, SKF_LL_OFF, SKF_NET_OFF, SRC } from '../../src/bpf/index.ts'
import { type KernelCheck, type Instruction, type Program } from '../../src/bpf/index.ts'
import { createRandom, type Random } from './random.ts'

const arithmetic = [ALU.ADD, ALU.SUB, ALU.MUL, ALU.DIV, ALU.AND, ALU.OR, ALU.XOR, ALU.LSH, ALU.RSH, ALU.NEG] as const
const jumpTests = [JMP.JEQ, JMP.JGT, JMP.JGE, JMP.JSET] as const
const sizes = [SIZE.W, SIZE.H, SIZE.B] as const
const packetLoads = [MODE.ABS, MODE.IND].flatMap((mode) => sizes.map((size) => CLASS.LD | size | mode))
const memory = [CLASS.LD | MODE.MEM, CLASS.LDX | MODE.MEM, CLASS.ST, CLASS.STX] as const
const operandless = [
  CLASS.LD | MODE.IMM,
  CLASS.LDX | MODE.IMM,
  CLASS.LD | SIZE.W | MODE.LEN,
  CLASS.LDX | SIZE.W | MODE.LEN,
  CLASS.MISC | MISC.TAX,
  CLASS.MISC | MISC.TXA,
] as const

/** `count` programs from a seed. */
export function randomLoadPrograms(context: KernelCheck, seed: number, count: number): Program[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => {
    const program = wellFormed(random, context)
    return random.chance(0.5) ? program : broken(random, program)
  })
}

function instruction(code: number, k = 0, jt = 0, jf = 0): Instruction {
  return { code, jt, jf, k: k >>> 0 }
}

function wellFormed(random: Random, context: KernelCheck): Program {
  const length = random.chance(0.9) ? 1 + random.below(20) : 1 + random.below(600)
  // Words that are written before anything else: often all that the program will read.
  const words = Array.from({ length: random.pick([0, 0, 1, 2, 4]) }, (_, word) => word)
  const prologue = words.map((word) => instruction(random.pick([CLASS.ST, CLASS.STX]), word))
  const body = Array.from({ length: length - 1 }, (_, at) =>
    bodyInstruction(random, context, length - 2 - at, Math.max(1, words.length)),
  )
  return [...prologue, ...body, randomReturn(random)]
}

/** `room`: instructions between this one and the last of the program, which a jump may all skip. */
function bodyInstruction(random: Random, context: KernelCheck, room: number, words: number): Instruction {
  switch (random.below(12)) {
    case 0:
    case 1:
    case 2:
      return load(random, context)
    case 3:
      return instruction(random.pick(memory), random.below(random.chance(0.9) ? words : 16))
    case 4:
    case 5:
      return instruction(random.pick(operandless), random.word())
    case 6:
    case 7:
    case 8:
      return jump(random, room)
    case 9:
      return random.chance(0.2) ? randomReturn(random) : instruction(CLASS.ALU | ALU.NEG)
    default:
      return operation(random, context)
  }
}

function load(random: Random, context: KernelCheck): Instruction {
  if (context === 'seccomp' && !random.chance(0.03)) {
    const at = random.chance(0.98) ? random.below(16) * 4 : random.below(80)
    return instruction(CLASS.LD | SIZE.W | MODE.ABS, at)
  }
  if (random.chance(0.1)) return instruction(CLASS.LDX | SIZE.B | MODE.MSH, random.word())
  return instruction(random.pick(packetLoads), offset(random))
}

/** Extensions, those that are none a few times, and what lies on either side of each border. */
function offset(random: Random): number {
  switch (random.below(5)) {
    case 0:
      return random.chance(0.9) ? SKF_AD_OFF + 4 * random.below(16) : SKF_AD_OFF + random.below(80)
    case 1:
      return random.pick([SKF_NET_OFF, SKF_LL_OFF, SKF_AD_OFF - 256]) + random.below(250)
    case 2:
      return random.chance(0.9) ? random.below(0xffff) : random.word()
    default:
      return random.below(100)
  }
}

function operation(random: Random, context: KernelCheck): Instruction {
  const isMod = random.chance(context === 'seccomp' ? 0.02 : 0.1)
  const operation = isMod ? ALU.MOD : random.pick(arithmetic)
  if (operation === ALU.NEG) return instruction(CLASS.ALU | ALU.NEG, random.word())
  if (random.chance(0.5)) return instruction(CLASS.ALU | operation | SRC.X, random.word())
  const isShift = operation === ALU.LSH || operation === ALU.RSH
  return instruction(CLASS.ALU | operation | SRC.K, isShift ? random.below(32) : random.word() || 1)
}

function jump(random: Random, room: number): Instruction {
  const near = () => random.below(Math.min(room, random.chance(0.9) ? 6 : 255) + 1)
  if (random.chance(0.1)) return instruction(CLASS.JMP | JMP.JA, random.chance(0.5) ? near() : random.below(room + 1))
  return instruction(CLASS.JMP | random.pick(jumpTests) | random.pick([SRC.K, SRC.X]), random.word(), near(), near())
}

function randomReturn(random: Random): Instruction {
  return instruction(CLASS.RET | random.pick([SRC.K, SRC.A]), random.word())
}

function broken(random: Random, program: Program): Program {
  let changed = program
  for (let left = 1 + random.below(3); left > 0; left--) changed = changedOnce(random, changed)
  return changed
}

/** Often still acceptable: one thing different. */
function changedOnce(random: Random, program: Program): Program {
  const at = random.below(program.length)
  const before = program[at]
  if (before === undefined) return program
  const put = (changed: Partial<Instruction>): Program => program.with(at, { ...before, ...changed })
  const left = program.length - at - 1
  switch (random.below(12)) {
    case 0:
      return put({ code: random.below(random.chance(0.8) ? 256 : 65536) })
    case 1:
      return put({ k: random.pick([0, 3, 4, 15, 16, 31, 32, 33, 60, 61, 63, 64, 68, 0x7fffffff, 0xffffffff]) })
    case 2:
      return put({ k: offset(random) })
    case 3:
      return put({ jt: random.chance(0.5) ? random.below(256) : Math.min(255, left), jf: random.below(4) })
    case 4:
      return put({ jf: random.chance(0.5) ? random.below(256) : Math.max(0, Math.min(255, left - 1)) })
    case 5:
      return put({ code: CLASS.JMP | JMP.JA, k: random.pick([left, Math.max(0, left - 1), 0xffffffff, random.word()]) })
    case 6:
      return put({
        code: CLASS.ALU | random.pick([ALU.DIV, ALU.MOD, ALU.LSH, ALU.RSH]) | random.pick([SRC.K, SRC.X]),
        k: random.pick([0, 1, 31, 32, 64]),
      })
    case 7:
      return put({ code: random.pick(memory), k: random.below(18) })
    case 8:
      return program.slice(0, random.below(program.length))
    case 9:
      return program.toReversed()
    case 10:
      return program.toSpliced(at, 1)
    default:
      // Around the longest program that the kernel takes.
      if (random.chance(0.97)) return [...program, randomReturn(random)]
      return [
        ...Array.from({ length: 4094 + random.below(4) }, () => instruction(CLASS.MISC | MISC.TAX)),
        randomReturn(random),
      ]
  }
}
