/**
 * Packet-filter logs (pflog): interface, rule set, rule numbers, reason and action.
 * Source of behaviour: gen_pf_* and the tables of libpcap 1.10.3, as built for Linux.
 */
import { SIZE } from '../../bpf/index.ts'
import { DLT } from '../../net/index.ts'
import type { Primitive } from '../ast.ts'
import type { Block } from './block.ts'
import { genBcmp, genCmp } from './load.ts'
import { fail, type CodegenState } from './state.ts'

/** Offsets in the log header. */
const OFFSET = { action: 2, reason: 3, ifname: 4, rset: 20, rnr: 36, srnr: 40 } as const
/** Names have this many bytes, the closing NUL included. */
const NAME_BYTES = 16

const REASONS = [
  'match',
  'bad-offset',
  'fragment',
  'short',
  'normalize',
  'memory',
  'bad-timestamp',
  'congestion',
  'ip-option',
  'proto-cksum',
  'state-mismatch',
  'state-insert',
  'state-limit',
  'src-limit',
  'synproxy',
]

const ACTIONS: Readonly<Record<string, number>> = {
  pass: 0,
  accept: 0,
  drop: 1,
  block: 1,
  scrub: 2,
  noscrub: 3,
  nat: 4,
  nonat: 5,
  binat: 6,
  nobinat: 7,
  rdr: 8,
  nordr: 9,
  'synproxy-drop': 10,
}

export function genPf(state: CodegenState, { field, value }: Primitive & { kind: 'pf' }): Block {
  // Names of reasons and actions are looked up before the link type is.
  const number = numberOf(state, field, value)
  if (state.linkType !== DLT.PFLOG) {
    const name = field === 'rset' ? 'ruleset' : field
    fail(state, `${name} supported only on PF linktype`)
  }
  if (number !== null) {
    const size = field === 'rnr' || field === 'srnr' ? SIZE.W : SIZE.B
    return genCmp(state, 'link-header', OFFSET[field], size, number)
  }
  const bytes = [...new TextEncoder().encode(String(value))]
  if (bytes.length >= NAME_BYTES) {
    const what = field === 'ifname' ? 'ifname interface' : 'ruleset'
    fail(state, `${what} names can only be ${NAME_BYTES - 1} characters`)
  }
  return genBcmp(state, 'link-header', OFFSET[field], bytes)
}

function numberOf(state: CodegenState, field: string, value: string | number): number | null {
  if (typeof value === 'number') return value
  switch (field) {
    case 'reason': {
      const reason = REASONS.indexOf(value.toLowerCase())
      return reason >= 0 ? reason : fail(state, `unknown PF reason "${value}"`)
    }
    case 'action':
      return ACTIONS[value.toLowerCase()] ?? fail(state, `unknown PF action "${value}"`)
    default:
      return null
  }
}
