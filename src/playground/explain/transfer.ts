/**
 * What one instruction does to what is known: the world after it, and on which ways it can go on.
 * The meaning of the instructions is that of vm/, told on expressions instead of numbers.
 */
import {
  ALU,
  CLASS,
  type Instruction,
  JMP,
  MISC,
  MODE,
  SIZE,
  SKF_AD_OFF,
  SKF_LL_OFF,
  SKF_NET_OFF,
  SRC,
  classOf,
  extensionAt,
  miscOf,
  modeOf,
  operationOf,
  sizeOf,
  sourceOf,
} from '../../bpf/index.ts'
import { testHolds } from '../../vm/index.ts'
import {
  type Expression,
  LENGTH,
  NETWORK,
  type Operator,
  UNKNOWN,
  constant,
  extension,
  headerLength,
  load,
  loadAt,
  operation,
} from './expression.ts'
import { type World, possibleValues, withFact, withLimit } from './world.ts'

export interface Way {
  readonly pc: number
  readonly world: World
}

const OPERATORS: ReadonlyMap<number, Operator> = new Map([
  [ALU.ADD, 'add'],
  [ALU.SUB, 'sub'],
  [ALU.MUL, 'mul'],
  [ALU.DIV, 'div'],
  [ALU.OR, 'or'],
  [ALU.AND, 'and'],
  [ALU.LSH, 'lsh'],
  [ALU.RSH, 'rsh'],
  [ALU.MOD, 'mod'],
  [ALU.XOR, 'xor'],
])

/** The operator of an arithmetic code, or undefined for neg and what does not exist. */
export function operatorOf(code: number): Operator | undefined {
  return OPERATORS.get(operationOf(code))
}

/** Bytes that a load takes: 4, 2 or 1. */
export function loadSize(code: number): number {
  const size = sizeOf(code)
  return size === SIZE.W ? 4 : size === SIZE.H ? 2 : 1
}

/** The world after an instruction that does not jump or return. */
export function after(instruction: Instruction, world: World): World {
  const { code, k } = instruction
  switch (classOf(code)) {
    case CLASS.LD:
      return { ...world, a: loaded(instruction, world) }
    case CLASS.LDX:
      return { ...world, x: loaded(instruction, world) }
    case CLASS.ST:
      return { ...world, m: world.m.with(k & 15, world.a) }
    case CLASS.STX:
      return { ...world, m: world.m.with(k & 15, world.x) }
    case CLASS.ALU: {
      if (operationOf(code) === ALU.NEG) return { ...world, a: operation('sub', constant(0), world.a) }
      const operator = operatorOf(code)
      const right = sourceOf(code) === SRC.X ? world.x : constant(k)
      return { ...world, a: operator === undefined ? UNKNOWN : operation(operator, world.a, right) }
    }
    case CLASS.MISC:
      return miscOf(code) === MISC.TXA ? { ...world, a: world.x } : { ...world, x: world.a }
    default:
      return world
  }
}

/** Where the instruction at `pc` can go from this world; nowhere after a return. */
export function waysFrom(instruction: Instruction, pc: number, world: World): readonly Way[] {
  const { code, jt, jf, k } = instruction
  const kind = classOf(code)
  if (kind === CLASS.RET) return []
  if (kind !== CLASS.JMP) return [{ pc: pc + 1, world: after(instruction, world) }]
  // The offset of a plain jump is added as 32 bits, so a large one goes backwards.
  if (operationOf(code) === JMP.JA) return [{ pc: pc + 1 + (k | 0), world }]
  const whenTrue = assume(instruction, world, true)
  const whenFalse = assume(instruction, world, false)
  return [
    ...(whenTrue === null ? [] : [{ pc: pc + 1 + jt, world: whenTrue }]),
    ...(whenFalse === null ? [] : [{ pc: pc + 1 + jf, world: whenFalse }]),
  ]
}

/** The world once a test has come out one way; null where it cannot. */
export function assume({ code, k }: Instruction, world: World, outcome: boolean): World | null {
  const other = sourceOf(code) === SRC.X ? world.x : constant(k)
  if (other.kind !== 'constant' || world.a.kind === 'unknown') return world
  const test = operationOf(code)
  const values = possibleValues(world.a, world.facts)
  if (values !== null) {
    const left = values.filter((value) => testHolds(test, value, other.value) === outcome)
    if (left.length === 0) return null
    return world.a.kind === 'constant' ? world : withFact(world, world.a.key, left)
  }
  if (test === JMP.JEQ) return outcome ? withFact(world, world.a.key, [other.value]) : world
  if (test !== JMP.JSET)
    return outcome ? world : withLimit(world, world.a.key, other.value - (test === JMP.JGE ? 1 : 0))
  const bits = operation('and', world.a, other)
  const possible = possibleValues(bits, world.facts)?.filter((value) => (value !== 0) === outcome)
  if (possible !== undefined) return possible.length === 0 ? null : withFact(world, bits.key, possible)
  const isOneBit = (other.value & (other.value - 1)) === 0
  return outcome && !isOneBit ? world : withFact(world, bits.key, [outcome ? other.value : 0])
}

function loaded({ code, k }: Instruction, world: World): Expression {
  switch (modeOf(code)) {
    case MODE.IMM:
      return constant(k)
    case MODE.ABS:
      return absolute(k, loadSize(code))
    case MODE.IND:
      return loadAt(world.x, k, loadSize(code))
    case MODE.MEM:
      return world.m[k] ?? UNKNOWN
    case MODE.LEN:
      return LENGTH
    case MODE.MSH:
      return headerLength(null, k, 'low')
    default:
      return UNKNOWN
  }
}

function absolute(k: number, size: number): Expression {
  if (k >= SKF_AD_OFF) {
    const name = extensionAt(k)
    return name === undefined ? UNKNOWN : extension(name)
  }
  if (k >= SKF_NET_OFF) return load(NETWORK, k - SKF_NET_OFF, size)
  return load(null, k >= SKF_LL_OFF ? k - SKF_LL_OFF : k, size)
}
