/**
 * One line of plain English for everything the kernel knows of a packet beside its bytes.
 *
 * Source: Documentation/networking/filter.rst and the socket buffer's documented fields.
 */

/** The values a person can set; names as bpf_asm has them, and `len`, `netoff` which no extension is called. */
export type MetadataName =
  | 'len'
  | 'proto'
  | 'type'
  | 'ifidx'
  | 'mark'
  | 'queue'
  | 'hatype'
  | 'rxhash'
  | 'cpu'
  | 'vlan_tci'
  | 'vlan_avail'
  | 'vlan_tpid'
  | 'rand'
  | 'netoff'

export const METADATA_WORDS: Readonly<Record<MetadataName, string>> = {
  len: 'Length of the packet in bytes, also where only its beginning was captured',
  proto: 'EtherType of what the packet carries: 0x0800 for IPv4',
  type: 'Whom it was for: 0 this host, 1 broadcast, 2 multicast, 3 another host, 4 sent by us',
  ifidx: 'Number of the network interface it came in by',
  mark: 'A mark that iptables, tc or a program set on it',
  queue: 'Number of the receive queue it came in by',
  hatype: 'Kind of the interface’s hardware: 1 for Ethernet',
  rxhash: 'Hash of its flow, by which it was spread over processors',
  cpu: 'Number of the processor that runs the filter',
  vlan_tci: 'VLAN tag that the hardware took off: priority and VLAN number',
  vlan_avail: 'Whether the hardware took a VLAN tag off: 1 or 0',
  vlan_tpid: 'EtherType of the tag that was taken off: 0x8100 as a rule',
  rand: 'What a random number shall be, so that a run can be repeated',
  netoff: 'Byte at which the network header starts: 14 on Ethernet',
}
