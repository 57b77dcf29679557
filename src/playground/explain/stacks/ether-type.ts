/**
 * What lies behind an EtherType: tags and labels in any number, PPPoE, the network layer; and LLC
 * where the two bytes are a length.
 */
import { ETHERMTU, ETHERTYPE, LLCSAP } from '../../../net/index.ts'
import { VLAN_ETHER_TYPES } from '../../../packet/index.ts'
import { ISIS, ISO, LLC, LLC_SNAP, MPLS, PPP, PPPOE, SNAP, VLAN } from '../layouts/link.ts'
import { type Facts, limitOf } from '../world.ts'
import { etherTypeOfVersion, ipVersions, networkStacks } from './network.ts'
import { type Place, type Stack, bitsAt, loadAtPlace, placed, plus, valuesAt } from './place.ts'

/** Tags and labels that are followed. */
const MOST_TAGS = 6

/** Filters on link types that always have LLC take SNAP for granted. */
export const SNAP_CAVEAT = 'if SNAP follows'

const PPP_TYPES: ReadonlyMap<number, number> = new Map([
  [0x0021, ETHERTYPE.IP],
  [0x0057, ETHERTYPE.IPV6],
  [0x0281, ETHERTYPE.MPLS],
])
const ISIS_NLPID = 0x83

/** `types` are what the EtherType can be, undefined for anything; `place` is behind it. */
export function etherTypeStacks(
  facts: Facts,
  place: Place,
  types: readonly number[] | undefined,
  depth = 0,
): readonly Stack[] {
  if (types === undefined || depth > MOST_TAGS) return [[]]
  return types.flatMap((type): readonly Stack[] => {
    if (VLAN_ETHER_TYPES.includes(type)) {
      const inner = typesBehindTag(facts, plus(place, 2))
      const stacks = inner === 'length' ? llcStacks(facts, plus(place, 4)) : null
      return (stacks ?? etherTypeStacks(facts, plus(place, 4), inner === 'length' ? undefined : inner, depth + 1)).map(
        (stack) => [placed(VLAN, place), ...stack],
      )
    }
    if (type === ETHERTYPE.MPLS || type === ETHERTYPE.MPLS_MULTI) return mplsStacks(facts, place)
    if (type === ETHERTYPE.PPPOED) return [[placed(PPPOE, place)]]
    if (type === ETHERTYPE.PPPOES) {
      const stacks = pppStacks(facts, plus(place, PPPOE.length))
      return stacks.map((stack) => [placed(PPPOE, place), ...stack])
    }
    return networkStacks(facts, place, type)
  })
}

/** What two bytes that end an Ethernet header or a tag can be: EtherTypes, or known to be a length. */
export function typesBehindTag(facts: Facts, place: Place): readonly number[] | 'length' | undefined {
  const types = valuesAt(facts, place, 2)
  if (types !== undefined) return types.every((type) => type <= ETHERMTU) ? 'length' : types
  return limitOf(loadAtPlace(place, 2).key, facts) <= ETHERMTU ? 'length' : undefined
}

/** The protocol's number at `place`, without framing before it. */
export function pppStacks(facts: Facts, place: Place, caveat: string | null = null): readonly Stack[] {
  const header = placed(PPP, place, caveat)
  const types = valuesAt(facts, place, 2)?.map((number) => PPP_TYPES.get(number) ?? 0)
  return etherTypeStacks(facts, plus(place, PPP.length), types).map((stack) => [header, ...stack])
}

/** Labels until one is the last; what it carries shows in its own first bits. */
export function mplsStacks(facts: Facts, place: Place, depth = 0): readonly Stack[] {
  const label = placed(MPLS, place)
  const next = plus(place, MPLS.length)
  const isLast = bitsAt(facts, plus(place, 2), 1, 1) ?? bitsAt(facts, place, 4, 0x100)
  if (isLast === null || depth > MOST_TAGS) return [[label]]
  if (isLast === 0) return mplsStacks(facts, next, depth + 1).map((stack) => [label, ...stack])
  const versions = ipVersions(facts, next) ?? []
  if (versions.length === 0) return [[label]]
  return versions.flatMap((version) =>
    networkStacks(facts, next, etherTypeOfVersion(version)).map((stack) => [label, ...stack]),
  )
}

/** An 802.2 header, and SNAP or ISO's protocols behind it. */
export function llcStacks(facts: Facts, place: Place, caveat: string | null = null): readonly Stack[] {
  const header = placed(LLC, place, caveat)
  const behind = plus(place, LLC.length)
  const saps = sapsAt(facts, place)
  if (saps?.every((sap) => sap === LLCSAP.ISONS) === true) {
    const isIsis = valuesAt(facts, behind, 1)?.every((number) => number === ISIS_NLPID) ?? false
    return [[header, placed(isIsis ? ISIS : ISO, behind)]]
  }
  if (saps?.every((sap) => sap !== LLCSAP.SNAP) === true) return [[header]]
  const isSnap = bitsAt(facts, place, 4, 0xffffff00) === 0xaaaa0300
  const snap = placed(SNAP, behind, isSnap ? null : (caveat ?? SNAP_CAVEAT))
  const both = placed(LLC_SNAP, place, snap.caveat)
  const types = valuesAt(facts, plus(behind, 3), 2)
  return etherTypeStacks(facts, plus(place, LLC_SNAP.length), types).map((stack) => [both, header, snap, ...stack])
}

function sapsAt(facts: Facts, place: Place): readonly number[] | undefined {
  const both = valuesAt(facts, place, 2)?.map((number) => number >>> 8)
  return both ?? valuesAt(facts, place, 1)
}
