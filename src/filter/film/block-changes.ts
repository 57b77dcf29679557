/**
 * What was done to the statements of one block, in words: its state before and after, and the reason
 * that the optimizer gives.
 *
 * The words follow from the two states. A pattern that nobody has words for is told as what became
 * of what, which is always true.
 */
import { ALU, CLASS, MISC, MODE, SRC, classOf, modeOf, operationOf, sourceOf } from '../../bpf/index.ts'
import { formatInstruction } from '../../bpf/index.ts'
import { NOP, isReturn, type Statement } from '../codegen/block.ts'
import { A_ATOM, X_ATOM, FIRST_WORD, type Node } from '../optimizer/flow-graph.ts'
import { atomDefined } from '../optimizer/live-atoms.ts'
import type { Reason } from '../optimizer/watch.ts'
import { instruction } from './snapshot.ts'

interface Code {
  readonly code: number
  readonly k: number
}

/** A block as it was before something was done to it. */
export interface BlockState {
  readonly statements: readonly (Code & { readonly statement: Statement })[]
  readonly branch: Code
  readonly et: Node | null
  readonly ef: Node | null
}

export function stateOf({ block, et, ef }: Node): BlockState {
  return {
    statements: block.statements.map((statement) => ({ code: statement.code, k: statement.k, statement })),
    branch: { code: block.code, k: block.k },
    et: et?.to ?? null,
    ef: ef?.to ?? null,
  }
}

interface Difference {
  readonly was: Code
  /** Null where it is gone. */
  readonly is: Code | null
}

export interface Told {
  /** Without the number of the block it is about. */
  readonly text: string
  /** Numbers of other blocks in it. */
  readonly others: readonly number[]
}

/** One for each change; none where nothing changed. `numberOf` numbers blocks. */
export function tellChanges(
  before: BlockState,
  node: Node,
  reason: Reason,
  numberOf: (node: Node) => number,
): readonly Told[] {
  const left = new Set(node.block.statements)
  const differences: Difference[] = []
  for (const was of before.statements) {
    const is = was.statement
    if (was.code === NOP) continue
    if (is.code === NOP || !left.has(is)) differences.push({ was, is: null })
    else if (is.code !== was.code || is.k !== was.k) differences.push({ was, is })
  }
  switch (reason) {
    case 'values':
      return differences.map(tellValue).map(alone)
    case 'dead stores':
      return differences.map(({ was }) => alone(`nothing reads ${destination(was)} after ${quote(was)}, removed`))
    case 'needless': {
      if (differences.length === 0) return []
      const why = isReturn(node.block) ? 'a return needs no value' : 'what it computes is there already'
      return [alone(`${why}: ${list(differences.map(({ was }) => was))} removed`)]
    }
    case 'neighbours':
      return [
        ...tellNeighbours(differences).map(alone),
        ...tellTest(before, node, differences).map(alone),
        ...tellExits(before, node, numberOf),
      ]
  }
}

function alone(text: string): Told {
  return { text, others: [] }
}

function tellValue({ was, is }: Difference): string {
  const kind = classOf(was.code)
  if (is !== null) return `${whyKnown(was, is)}: ${quote(was)} becomes ${quote(is)}`
  if (kind === CLASS.ALU) return `${quote(was)} changes nothing, removed`
  if (kind === CLASS.LD || kind === CLASS.LDX) return `${quote(was)} is in ${destination(was)} already, removed`
  return `${destination(was)} has that value already: ${quote(was)} removed`
}

function whyKnown(was: Code, is: Code): string {
  const kind = classOf(was.code)
  if (kind === CLASS.LD && modeOf(was.code) === MODE.IND) return 'X is known'
  if (kind === CLASS.LD || kind === CLASS.LDX) return `M[${was.k}] is known`
  if (is.code === (CLASS.MISC | MISC.TXA)) return 'A is 0'
  return classOf(is.code) === CLASS.LD ? 'the outcome is known' : 'X is known'
}

/** Arithmetic that the comparison can do as well. */
function mayJoinTest({ code }: Code): boolean {
  return classOf(code) === CLASS.ALU && (operationOf(code) === ALU.SUB || operationOf(code) === ALU.AND)
}

function tellNeighbours(differences: readonly Difference[]): string[] {
  const told: string[] = []
  let sum: Code[] = []
  let constant: { was: Code; is: Code } | null = null
  for (const { was, is } of differences) {
    if (is === null) {
      if (!mayJoinTest(was)) sum.push(was)
    } else if (sum.length > 0 && was.code === is.code) {
      told.push(`${list(sum)} ${sum.length > 1 ? 'go' : 'goes'} into the load: ${quote(was)} becomes ${quote(is)}`)
      sum = []
    } else if (is.code === (CLASS.MISC | MISC.TAX))
      told.push(`A has just been stored in M[${was.k}]: ${quote(was)} becomes ${quote(is)}`)
    else if (was.code === (CLASS.LD | MODE.IMM)) constant = { was, is }
    else if (constant !== null) {
      const { was: load, is: loadX } = constant
      told.push(`${quote(load)} and ${quote(was)} become ${quote(loadX)} and ${quote(is)}`)
      constant = null
    } else told.push(`${quote(was)} becomes ${quote(is)}`)
  }
  if (constant !== null) told.push(`${quote(constant.was)} becomes ${quote(constant.is)}`)
  // A load whose address the sum did not change.
  if (sum.length > 0) told.push(`${list(sum)} removed, for the load behind needs no sum`)
  return told
}

function tellTest(before: BlockState, { block, et, ef }: Node, differences: readonly Difference[]): string[] {
  const joined = differences.find(({ was, is }) => is === null && mayJoinTest(was))?.was
  const changed = block.code !== before.branch.code || block.k !== before.branch.k
  if (joined === undefined && !changed) return []
  const becomes = `${quote(before.branch)} becomes ${quote(block)}`
  if (joined === undefined) return [sourceOf(before.branch.code) === SRC.X ? `X is known: ${becomes}` : becomes]
  const swapped = et?.to === before.ef && ef?.to === before.et && before.et !== before.ef
  const end = changed ? `: ${becomes}` : `, which stays ${quote(block)}`
  return [`${quote(joined)} goes into the test${end}${swapped ? ', its exits swapped' : ''}`]
}

function tellExits(before: BlockState, { block, et, ef }: Node, numberOf: (node: Node) => number): Told[] {
  const target = et?.to
  if (target === undefined || target !== ef?.to || before.et === before.ef) return []
  // Where `and` went into the test, the exits have been swapped before.
  const swapped = operationOf(block.code) !== operationOf(before.branch.code)
  const holds = target === (swapped ? before.ef : before.et)
  const number = numberOf(target)
  return [
    { text: `its test ${holds ? 'always' : 'never'} holds: both exits lead to block ${number}`, others: [number] },
  ]
}

/** A, X or M[k]: where the statement puts its value. */
function destination({ code, k }: Code): string {
  const atom = atomDefined(code, k)
  if (atom === A_ATOM) return 'A'
  return atom === X_ATOM ? 'X' : `M[${atom - FIRST_WORD}]`
}

/** In tcpdump's words. */
export function quote({ code, k }: Code): string {
  const { op, operand } = formatInstruction(instruction(code, k), 0)
  return `\`${operand === '' ? op : `${op} ${operand}`}\``
}

function list(codes: readonly Code[]): string {
  const quoted = codes.map(quote)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`
}
