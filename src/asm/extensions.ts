/**
 * The extension operands of bpf_asm: what the Linux kernel knows of a packet beside its bytes.
 *
 * Names and meanings: the extension table of Documentation/networking/filter.rst; `vlan_pr` from
 * the recorded answers in testdata/; the other spellings from bpfc(8), which bpf_asm refuses.
 */
import { EXTENSION_OFFSETS, SKF_AD_OFF, type ExtensionName } from '../bpf/index.ts'

export interface AsmExtension {
  readonly name: string
  /** One line for people. */
  readonly doc: string
}

type OperandName = ExtensionName | 'len'

const docs: Readonly<Record<OperandName, string>> = {
  len: 'Length of the packet in bytes (skb->len).',
  proto: 'EtherType of the packet as the kernel sees it (skb->protocol), in host byte order: 0x800 is IPv4.',
  type: 'Who the packet is for (skb->pkt_type): 0 this host, 1 broadcast, 2 multicast, 3 another host, 4 outgoing.',
  poff: 'Offset in bytes where the payload starts, behind the headers that the kernel can parse.',
  ifidx: 'Index of the network interface (skb->dev->ifindex).',
  nla: 'Offset of the netlink attribute of type X, looked for from offset A; 0 if there is none.',
  nlan: 'Offset of the nested netlink attribute of type X within the attribute at offset A; 0 if there is none.',
  mark: 'Packet mark (skb->mark), as set by iptables -j MARK or SO_MARK.',
  queue: 'Number of the receive queue (skb->queue_mapping).',
  hatype: 'Hardware type of the interface (skb->dev->type): 1 is Ethernet, 772 is loopback.',
  rxhash: 'Hash over addresses and ports (skb->hash).',
  cpu: 'Number of the CPU that the filter runs on.',
  vlan_tci: 'VLAN tag that the network card took off the frame (priority and id, 16 bits).',
  vlan_avail: '1 if the network card took a VLAN tag off the frame, else 0.',
  vlan_tpid: 'EtherType of the VLAN tag that the card took off (skb->vlan_proto).',
  rand: 'A random number of 32 bits.',
}

const aliases: Readonly<Record<string, OperandName>> = { vlan_pr: 'vlan_avail' }

/** bpfc's spellings, which bpf_asm does not know. */
const aliasesOfBpfc: Readonly<Record<string, OperandName>> = {
  pktlen: 'len',
  pto: 'proto',
  ifx: 'ifidx',
  que: 'queue',
  hat: 'hatype',
  rxh: 'rxhash',
  vlant: 'vlan_tci',
  vlanp: 'vlan_avail',
  // tcpdump's, which bpfc does not know either.
  random: 'rand',
}

export const asmExtensions: readonly AsmExtension[] = [
  ...Object.entries(docs).map(([name, doc]) => ({ name, doc })),
  ...Object.entries(aliases).map(([name, canonical]) => ({
    name,
    doc: `The same as ${canonical}. ${docs[canonical]}`,
  })),
]

export interface ResolvedExtension {
  readonly name: OperandName
  /** True where only bpfc knows this spelling. */
  readonly bpfcOnly: boolean
}

/** Any spelling, in upper or lower case → the extension; undefined where it names none. */
export function resolveExtension(word: string): ResolvedExtension | undefined {
  const spelling = word.toLowerCase()
  if (Object.hasOwn(docs, spelling)) return { name: spelling as OperandName, bpfcOnly: false }
  const alias = Object.hasOwn(aliases, spelling) ? aliases[spelling] : undefined
  if (alias !== undefined) return { name: alias, bpfcOnly: false }
  const ofBpfc = Object.hasOwn(aliasesOfBpfc, spelling) ? aliasesOfBpfc[spelling] : undefined
  return ofBpfc === undefined ? undefined : { name: ofBpfc, bpfcOnly: true }
}

/** The k of the absolute load that reads the extension. */
export function extensionOperand(name: ExtensionName): number {
  return SKF_AD_OFF + EXTENSION_OFFSETS[name]
}
