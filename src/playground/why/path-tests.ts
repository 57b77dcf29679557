/**
 * The tests that a run made: what each compared, as an expression over the packet and as numbers, and which bytes
 * it was about. `sub x; jeq #0`, which libpcap writes for `=`, is the comparison that it stands for.
 *
 * Left out on purpose: words; see words.ts.
 */
import { JMP, SRC, operationOf, sourceOf, type Program } from '../../bpf/index.ts'
import {
  isConditional,
  jumpHolds,
  readPacket,
  type ByteRange,
  type Environment,
  type MachineState,
  type Trace,
} from '../../vm/index.ts'
import { compute, constant, type Expression, type HeaderLength, type Load } from '../explain/expression.ts'
import { after, assume } from '../explain/transfer.ts'
import { START, type World } from '../explain/world.ts'
import { originsOf, union } from '../origins.ts'

export interface PathTest {
  readonly pc: number
  /** Which step of the run it was, from 1. */
  readonly step: number
  /** Whether the test held. */
  readonly taken: boolean
  /** JMP.JEQ, JGT, JGE or JSET. */
  readonly operation: number
  /** What is compared, and the number that it was; null where that cannot be told. */
  readonly subject: Expression
  readonly value: number | null
  /** What it is compared with. */
  readonly other: Expression
  readonly otherValue: number | null
  /** Bytes that the subject was loaded from, and those of what it is compared with. */
  readonly bytes: readonly ByteRange[]
  readonly otherBytes: readonly ByteRange[]
  /** What was known before it on the way that the run took. */
  readonly world: World
}

/** The tests of a recorded run, in its order; of a run without end the beginning. */
export function pathTests(program: Program, trace: Trace, environment: Environment): PathTest[] {
  const tests: PathTest[] = []
  let world = START
  originsOf(program, trace, environment).forEach(({ pc, before, a, x }, index) => {
    const instruction = program[pc]
    if (instruction === undefined) return
    if (!isConditional(instruction)) {
      world = after(instruction, world)
      return
    }
    const taken = jumpHolds(instruction, before.a, before.x)
    const operation = operationOf(instruction.code)
    const compared = compare(operation, sourceOf(instruction.code) === SRC.X ? null : instruction.k, world)
    const values = valuesOf(compared, before, instruction.k, sourceOf(instruction.code) === SRC.X, environment)
    // The run knows where a register is from, also where no expression tells what is in it.
    const bytes = compared.subject.kind === 'unknown' ? a : bytesOf(compared.subject, environment)
    const otherBytes = compared.other.kind === 'unknown' ? x : bytesOf(compared.other, environment)
    tests.push({ pc, step: index + 1, taken, operation, ...compared, ...values, bytes, otherBytes, world })
    // A test that cannot come out this way by what is known would be a fault of the knowledge: then it is let go.
    world = assume(instruction, world, taken) ?? { ...START, a: world.a, x: world.x, m: world.m }
  })
  return tests
}

interface Compared {
  readonly subject: Expression
  readonly other: Expression
  /** The subject is the left side of a difference that A held. */
  readonly isDifference: boolean
}

function compare(operation: number, k: number | null, { a, x }: World): Compared {
  const isDifference = operation === JMP.JEQ && k === 0 && a.kind === 'operation' && a.operator === 'sub'
  if (isDifference) return { subject: a.left, other: a.right, isDifference }
  return { subject: a, other: k === null ? x : constant(k), isDifference }
}

function valuesOf(
  { subject, other, isDifference }: Compared,
  { a, x }: MachineState,
  k: number,
  withIndex: boolean,
  environment: Environment,
): { value: number | null; otherValue: number | null } {
  if (!isDifference) return { value: a, otherValue: withIndex ? x : k }
  const right = valueOf(other, environment)
  const value = right === null ? valueOf(subject, environment) : (a + right) >>> 0
  return { value, otherValue: right ?? (value === null ? null : (value - a) >>> 0) }
}

/** What an expression is for a packet; null for what is beside its bytes, and past their end. */
export function valueOf(expression: Expression, environment: Environment): number | null {
  const { packet, metadata } = environment
  const read = (load: Load | HeaderLength): number | null => {
    const place = placeOf(load, environment)
    const value = place === null ? -1 : readPacket(packet, place.from, place.to - place.from)
    return value < 0 ? null : value
  }
  switch (expression.kind) {
    case 'constant':
      return expression.value
    case 'length':
      return metadata.len ?? packet.length
    case 'network':
      return metadata.netoff
    case 'load':
      return read(expression)
    case 'header-length': {
      const byte = read(expression)
      return byte === null ? null : 4 * (expression.half === 'low' ? byte & 0x0f : byte >>> 4)
    }
    case 'operation': {
      const left = valueOf(expression.left, environment)
      const right = valueOf(expression.right, environment)
      return left === null || right === null ? null : compute(expression.operator, left, right)
    }
    default:
      return null
  }
}

/** Where a load is in a packet, which need not reach so far; null where that hangs on what cannot be told. */
function placeOf(load: Load | HeaderLength, environment: Environment): ByteRange | null {
  const start = load.base === null ? 0 : valueOf(load.base, environment)
  if (start === null) return null
  const from = (start + load.offset) >>> 0
  return { from, to: from + (load.kind === 'load' ? load.size : 1) }
}

/** The bytes that an expression is worked out from; not those that tell where they are. */
function bytesOf(expression: Expression, environment: Environment): readonly ByteRange[] {
  if (expression.kind === 'operation')
    return union(bytesOf(expression.left, environment), bytesOf(expression.right, environment))
  const place =
    expression.kind === 'load' || expression.kind === 'header-length' ? placeOf(expression, environment) : null
  return place === null ? [] : [place]
}
