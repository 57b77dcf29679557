/**
 * Traps that are right by the rules and wrong by intention: offsets that `vlan` and its like move,
 * `host` without `ip`, `and` and `or` without parentheses.
 */
import type { Diagnostic } from '../../base/index.ts'
import { CLASS, MODE, classOf, modeOf } from '../../bpf/index.ts'
import type { Encapsulation, Expression, Primitive } from '../ast.ts'
import type { Block } from '../codegen/block.ts'
import { CompileFailure } from '../codegen/state.ts'
import type { CompileOptions } from '../types.ts'
import { contextOf } from './contradictions.ts'
import { literalsOf, neverTogether, type Budget, type Formula } from './formula.ts'
import { generateLeaves, type Leaf } from './leaf.ts'
import { balanced, quote } from './words.ts'

/** What it is called, and where the clauses after it look. `pppoed` moves nothing. */
const MOVERS: Readonly<Record<Exclude<Encapsulation, 'pppoed'>, { readonly name: string; readonly where: string }>> = {
  vlan: { name: 'a VLAN tag', where: '4 bytes further on, behind the tag' },
  mpls: { name: 'an MPLS label', where: '4 bytes further on, behind the label' },
  pppoes: { name: 'a PPPoE session', where: 'inside the PPPoE session' },
  geneve: { name: 'a Geneve tunnel', where: 'inside the tunnel' },
}

/** A clause after `vlan` that no longer looks at the outer header. */
export function adviseMoved(text: string, formula: Formula, options: CompileOptions): Diagnostic | null {
  const literals = literalsOf(formula)
  let info: Diagnostic | null = null
  for (const [at, literal] of literals.entries()) {
    const last = literals.slice(0, at).findLast(({ leaf }) => moverOf(leaf.primitive, options) !== null)
    const mover = last === undefined ? null : moverOf(last.leaf.primitive, options)
    if (last === undefined || mover === null || !isMoved(literal.leaf, options)) continue
    const { span } = literal.leaf.primitive
    const tag = quote(text, last.leaf.primitive.span)
    const moved = {
      code: 'filter/moved',
      message: `After ${tag}, ${quote(text, span)} is looked for ${mover.where}`,
      span,
    }
    if (!last.wanted || !(contextOf(formula, literal) ?? []).includes(last)) {
      const notes = [
        `That holds for packets without ${mover.name} too: neither \`or\` nor \`not\` takes it back.`,
        `Write what is meant for other packets before ${tag}.`,
      ]
      return { ...moved, severity: 'warning', notes }
    }
    const notes = [
      `So it matches only packets with ${mover.name}, and is about what stands behind it. ` +
        `To ask about the outer header, write it before ${tag}.`,
    ]
    info ??= { ...moved, severity: 'info', notes }
  }
  return info
}

function moverOf(primitive: Primitive, options: CompileOptions): { name: string; where: string } | null {
  if (primitive.kind !== 'encapsulation' || primitive.encapsulation === 'pppoed') return null
  // In a live capture the program itself looks whether there is a tag to step over.
  if (primitive.encapsulation === 'vlan' && options.live === true) return null
  return MOVERS[primitive.encapsulation]
}

/** Whether the clause would read other bytes if it stood alone. */
function isMoved(leaf: Leaf, options: CompileOptions): boolean {
  if (leaf.primitive.kind === 'encapsulation') return false
  try {
    const [alone] = generateLeaves([leaf.primitive], options)
    return alone === undefined || loadsOf(alone.code) !== loadsOf(leaf.code)
  } catch (failure) {
    if (failure instanceof CompileFailure) return true
    throw failure
  }
}

/** The loads from the packet, as text to compare. */
function loadsOf(root: Block): string {
  const seen = new Set<Block>([root])
  const loads: string[] = []
  for (const block of seen) {
    for (const { code, k } of block.statements) {
      const mode = modeOf(code)
      const isLoad = classOf(code) === CLASS.LD || classOf(code) === CLASS.LDX
      if (isLoad && (mode === MODE.ABS || mode === MODE.IND || mode === MODE.MSH)) loads.push(`${code} ${k}`)
    }
    for (const next of [block.jt, block.jf]) if (next !== null) seen.add(next)
  }
  return loads.join()
}

/** `host a`, `net n`, `src a`: an IPv4 address without `ip` before it. */
function matchesArp({ primitive }: Leaf): boolean {
  if (primitive.kind !== 'identifier' || primitive.qualifiers.protocol !== null) return false
  const { address } = primitive.qualifiers
  const isAddress = address === 'host' || address === 'net' || address === 'default'
  return isAddress && primitive.identifier.kind.startsWith('ipv4')
}

/** The first `host` that lets ARP through although no clause beside it asks for ARP or forbids it. */
export function adviseArp(text: string, formula: Formula, options: CompileOptions, budget: Budget): Diagnostic | null {
  const literals = literalsOf(formula)
  if (literals.some(({ leaf }) => mentionsArp(leaf.primitive))) return null
  for (const literal of literals) {
    if (!literal.wanted || !matchesArp(literal.leaf)) continue
    const before = literals.slice(0, literals.indexOf(literal)).map(({ leaf }) => leaf.primitive)
    const { span } = literal.leaf.primitive
    try {
      const arp = generateLeaves([...before, { kind: 'protocol', protocol: 'arp', span }], options).at(-1)
      if (arp === undefined) continue
      const isArp: Formula = { kind: 'literal', leaf: arp, wanted: true, span, turned: false }
      if (neverTogether([isArp, literal, ...(contextOf(formula, literal) ?? [])], budget) || budget.left === 0) continue
    } catch (failure) {
      if (failure instanceof CompileFailure) continue
      throw failure
    }
    return {
      severity: 'info',
      code: 'filter/arp-too',
      message: `${quote(text, span)} matches ARP and RARP as well as IPv4`,
      span,
      notes: ['For IPv4 alone, put `ip` before it.'],
    }
  }
  return null
}

function mentionsArp(primitive: Primitive): boolean {
  const protocol =
    primitive.kind === 'protocol'
      ? primitive.protocol
      : primitive.kind === 'identifier'
        ? primitive.qualifiers.protocol
        : null
  return protocol === 'arp' || protocol === 'rarp'
}

/** `a or b and c`: an `and` whose left side is an `or` that no parentheses hold together. */
export function advisePrecedence(text: string, expression: Expression): Diagnostic | null {
  let node = expression
  while (node.kind === 'not') node = node.operand
  if (node.kind !== 'and' && node.kind !== 'or') return null
  const { left, right, span } = node
  // Parentheses around the left side close before the right one begins.
  const held = closesMore(text.slice(left.span.from, right.span.from))
  if (node.kind === 'and' && left.kind === 'or' && left.span.from === span.from && !held) {
    const [one, two] = [left, right].map((side) => {
      const { from, to } = balanced(text, side.span)
      return text.slice(from, to)
    }) as [string, string]
    return {
      severity: 'info',
      code: 'filter/precedence',
      message: '`and` and `or` have the same precedence and group from left to right',
      span,
      notes: [`This means ${quote(`(${one}) and ${two}`, { from: 0, to: one.length + two.length + 7 })}.`],
    }
  }
  return advisePrecedence(text, left) ?? advisePrecedence(text, right)
}

function closesMore(text: string): boolean {
  let open = 0
  for (const character of text) {
    open += character === '(' ? 1 : character === ')' ? -1 : 0
    if (open < 0) return true
  }
  return false
}
