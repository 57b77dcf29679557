/**
 * The kernel's ancillary loads in words. Source: Documentation/networking/filter.rst and what the
 * loads give (linux/filter.h, linux/if_packet.h for the packet types).
 */
import type { ExtensionName } from '../../bpf/index.ts'
import type { ValueKind } from './layouts/layout.ts'

interface ExtensionWords {
  /** What A gets: `A ← the CPU’s number`. */
  readonly full: string
  /** As the subject of a question: `CPU is 3?`. */
  readonly noun: string
  readonly kind: ValueKind | null
}

export const EXTENSION_WORDS: Readonly<Record<ExtensionName, ExtensionWords>> = {
  proto: { full: 'the packet’s protocol, as an EtherType', noun: 'Protocol', kind: 'ethertype' },
  type: { full: 'the packet’s type, to whom it goes', noun: 'Packet type', kind: 'packet-type' },
  ifidx: { full: 'the interface’s index', noun: 'Interface index', kind: null },
  nla: { full: 'where the netlink attribute of type X starts, looking from A', noun: 'Attribute offset', kind: null },
  nlan: {
    full: 'where the nested netlink attribute of type X starts, within the one at A',
    noun: 'Attribute offset',
    kind: null,
  },
  mark: { full: 'the packet’s mark', noun: 'Mark', kind: null },
  queue: { full: 'the queue’s number', noun: 'Queue', kind: null },
  hatype: { full: 'the interface’s hardware type', noun: 'Hardware type', kind: null },
  rxhash: { full: 'the packet’s receive hash', noun: 'Receive hash', kind: null },
  cpu: { full: 'the CPU’s number', noun: 'CPU', kind: null },
  vlan_tci: { full: 'the VLAN tag that the kernel took off', noun: 'VLAN tag', kind: null },
  vlan_avail: { full: 'whether there was a VLAN tag, 1 or 0', noun: 'VLAN tag present', kind: null },
  poff: { full: 'where the payload starts', noun: 'Payload start', kind: null },
  rand: { full: 'a random number', noun: 'Random number', kind: null },
  vlan_tpid: {
    full: 'the EtherType of the VLAN tag that the kernel took off',
    noun: 'VLAN tag’s EtherType',
    kind: 'ethertype',
  },
}
