/**
 * Geneve, the one tunnel that a filter can ask for: its header behind UDP, and what it carries.
 *
 * Source: RFC 8926.
 */
import { ETHERTYPE } from '../../../net/index.ts'
import { constant, operation } from '../expression.ts'
import { ETHERNET } from '../layouts/link.ts'
import { GENEVE } from '../layouts/transport.ts'
import type { Facts } from '../world.ts'
import { type Place, type Stack, behind, loadAtPlace, placed, plus, valuesAt } from './place.ts'

const PORT = 6081

/** `udp` is where the UDP header begins. */
export function isGenevePort(facts: Facts, udp: Place): boolean {
  const ports = valuesAt(facts, plus(udp, 2), 2)
  return ports?.length === 1 && ports[0] === PORT
}

/** `inner` gives the headers under an EtherType. */
export function geneveStacks(
  facts: Facts,
  place: Place,
  inner: (place: Place, type: number) => readonly Stack[],
): readonly Stack[] {
  const header = placed(GENEVE, place)
  const options = operation('mul', operation('and', loadAtPlace(place, 1), constant(0x3f)), constant(4))
  const content = plus(behind(place, options), GENEVE.length)
  const types = valuesAt(facts, plus(place, 2), 2)
  if (types === undefined) return [[header]]
  return types.flatMap((type): readonly Stack[] => {
    if (type !== ETHERTYPE.TEB) return inner(content, type).map((stack) => [header, ...stack])
    const link = [header, placed(ETHERNET, content)]
    const innerTypes = valuesAt(facts, plus(content, 12), 2)
    if (innerTypes === undefined) return [link]
    return innerTypes.flatMap((inside) => inner(plus(content, 14), inside).map((stack) => [...link, ...stack]))
  })
}
