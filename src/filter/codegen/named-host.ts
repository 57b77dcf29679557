/**
 * A host by its name: `host router`, `ether host printer`.
 *
 * A name may stand for several addresses, of both families; any of them will do.
 * Source of behaviour: the hosts' part of gen_scode of libpcap 1.10.3.
 */
import type { Qualifiers } from '../ast.ts'
import type { Block } from './block.ts'
import { genOr } from './boolean.ts'
import { genHost, genHost6, type Ipv6Words } from './host.ts'
import { genMacHost, macHostTitle } from './mac-host.ts'
import { lookUpEther, lookUpHost } from './name-lookup.ts'
import { NOT_SET, fail, failIdentifier, type CodegenState } from './state.ts'

const ALL_ONES = 0xffffffff
const WHOLE_IPV6: Ipv6Words = [ALL_ONES, ALL_ONES, ALL_ONES, ALL_ONES]

/** A note beside an unknown name. */
export const NO_RESOLVER = 'No name server is asked here. Write the address, or put the name into the table of names.'

export function genNamedHost(state: CodegenState, name: string, q: Qualifiers): Block {
  if (q.protocol === 'decnet')
    failIdentifier(state, `decnet name support not included, '${name}' cannot be translated\n`)
  if (q.protocol !== 'link') return genHostAddresses(state, name, q)
  const title = macHostTitle(state.linkType)
  const refusal = 'only ethernet/FDDI/token ring/802.11/ATM LANE/Fibre Channel supports link-level host name'
  if (title === null) return fail(state, refusal)
  const mac = lookUpEther(state.options.names, name)
  if (mac === null) return failIdentifier(state, `unknown ${title} host '${name}'`, NO_RESOLVER)
  return genMacHost(state, mac, q.direction) ?? fail(state, refusal)
}

/** All addresses of a host, in the order of the table. */
function genHostAddresses(state: CodegenState, name: string, q: Qualifiers): Block {
  const addresses = lookUpHost(state.options.names, name)
  if (addresses.length === 0) return failIdentifier(state, `unknown host '${name}'`, NO_RESOLVER)
  // Without a type field there is no ARP to ask for.
  const ipOnly = state.linkTypeField.constant === NOT_SET && q.protocol === null
  let b: Block | null = null
  for (const { version, address } of addresses) {
    if (q.protocol === (version === 4 ? 'ip6' : 'ip')) continue
    const next =
      version === 4
        ? genHost(state, address, ALL_ONES, ipOnly ? 'ip' : q.protocol, q.direction, q.address)
        : genHost6(state, address, WHOLE_IPV6, ipOnly ? 'ip6' : q.protocol, q.direction, q.address)
    b = b === null ? next : genOr(b, next)
  }
  return b ?? failIdentifier(state, `unknown host '${name}' for specified address family`)
}
