/**
 * What is to be said of a packet and a filter beside the clauses: a VLAN tag that the filter does not look behind,
 * offsets that a clause has moved for those behind it, and an optimized program that ends otherwise.
 *
 * Left out on purpose: advice on a filter whatever the packet; that is filter/advice's.
 */
import { compileFilter, type ClauseTree, type ClauseValue, type FilterWithLeaves } from '../../filter/index.ts'
import { DLT } from '../../net/index.ts'
import { VLAN_ETHER_TYPES, etherTypeName } from '../../packet/index.ts'
import { readPacket, run, verdictOf, type Environment } from '../../vm/index.ts'
import { filterOptions } from '../filter-options.ts'
import type { SourceInput } from '../source-input.ts'

/** Where the EtherType of an untagged Ethernet frame is, and how long a tag makes it wait. */
const TYPE_AT = 12
const TAG = 4

interface Told {
  readonly source: SourceInput
  readonly filter: FilterWithLeaves
  readonly environment: Environment
  readonly whole: ClauseValue
}

/** Code stands in backquotes. Empty where there is nothing to say. */
export function notesFor({ source, filter, environment, whole }: Told): string[] {
  if (source.linkType !== DLT.EN10MB || source.live) return []
  return [...(whole === 'false' ? missedTag(source, filter, environment) : []), ...movedOffsets(source, filter)]
}

/** A tagged frame, a filter that knows nothing of tags. */
function missedTag(source: SourceInput, { leaves, tree }: FilterWithLeaves, environment: Environment): string[] {
  let tags = 0
  const typeAt = (): number => readPacket(environment.packet, TYPE_AT + TAG * tags, 2)
  while (VLAN_ETHER_TYPES.includes(typeAt())) tags++
  const carried = typeAt()
  if (tags === 0 || carried < 0 || leaves.some(({ moves }) => moves !== null)) return []
  const what = etherTypeName(carried) ?? `what has EtherType 0x${carried.toString(16).padStart(4, '0')}`
  const moved = `${tags === 1 ? 'A VLAN tag moves' : `${tags} VLAN tags move`} ${what} ${countWord(TAG * tags)} bytes on`
  const text = source.text.trim()
  const tried = `${'vlan and '.repeat(tags)}${tree !== null && hasOr(tree) ? `(${text})` : text}`
  // Only what was tried is advised.
  const compiled = compileFilter(tried, filterOptions(source))
  const { outcome } = compiled.ok ? run(compiled.value.program, environment) : { outcome: null }
  return outcome !== null && verdictOf(outcome) > 0
    ? [`${moved}: try \`${tried}\`.`]
    : [`${moved}; this filter does not look behind ${tags === 1 ? 'it' : 'them'}.`]
}

function hasOr(tree: ClauseTree): boolean {
  if (tree.kind === 'or') return true
  return tree.kind === 'not' ? hasOr(tree.operand) : tree.kind === 'and' && tree.operands.some(hasOr)
}

function movedOffsets({ text }: SourceInput, { clauses, leaves }: FilterWithLeaves): string[] {
  let tags = 0
  return leaves.flatMap(({ moves, clause }) => {
    const span = clauses[clause]?.span
    if (moves === null || span === undefined || clause === leaves.length - 1) return []
    const behind = `Behind \`${text.slice(span.from, span.to)}\``
    switch (moves) {
      case 'vlan': {
        tags++
        const type = TYPE_AT + TAG * tags
        return [
          `${behind} everything is looked for ${countWord(TAG * tags)} bytes further on, past the tag: ` +
            `the EtherType in bytes ${type}–${type + 1}, IPv4 from byte ${type + 2}.`,
        ]
      }
      case 'mpls':
        return [`${behind} the packet is looked for behind the label, and its first four bits tell IPv4 from IPv6.`]
      case 'pppoed':
      case 'pppoes':
        return [`${behind} everything is looked for behind the PPPoE header, with PPP’s protocol number for a type.`]
      case 'geneve':
        return [`${behind} everything is looked for in the packet that Geneve carries; its options tell where that is.`]
    }
  })
}

function countWord(count: number): string {
  return ['zero', '', '', '', 'four', '', '', '', 'eight'][count] || `${count}`
}
