/**
 * EtherType values: what the two bytes after the MAC addresses say the frame carries.
 * Source: IANA "IEEE 802 Numbers"; the set is the one that libpcap's filters know.
 */
export const ETHERTYPE = {
  NS: 0x0600,
  IP: 0x0800,
  ARP: 0x0806,
  MOPDL: 0x6001,
  MOPRC: 0x6002,
  DN: 0x6003,
  LAT: 0x6004,
  SCA: 0x6007,
  TEB: 0x6558,
  REVARP: 0x8035,
  ATALK: 0x809b,
  AARP: 0x80f3,
  VLAN: 0x8100,
  IPX: 0x8137,
  IPV6: 0x86dd,
  MPLS: 0x8847,
  MPLS_MULTI: 0x8848,
  PPPOED: 0x8863,
  PPPOES: 0x8864,
  QINQ_AD: 0x88a8,
  LOOPBACK: 0x9000,
  QINQ_OLD: 0x9100,
} as const

/** Up to here the two bytes are the length of an 802.3 frame, above they are an EtherType. */
export const ETHERMTU = 1500

/** Names that `ether proto` takes. The same word and number as libpcap 1.10. */
export const ETHER_PROTOCOL_NAMES: Readonly<Record<string, number>> = {
  aarp: ETHERTYPE.AARP,
  arp: ETHERTYPE.ARP,
  atalk: ETHERTYPE.ATALK,
  decnet: ETHERTYPE.DN,
  ip: ETHERTYPE.IP,
  ip6: ETHERTYPE.IPV6,
  lat: ETHERTYPE.LAT,
  loopback: ETHERTYPE.LOOPBACK,
  mopdl: ETHERTYPE.MOPDL,
  moprc: ETHERTYPE.MOPRC,
  rarp: ETHERTYPE.REVARP,
  sca: ETHERTYPE.SCA,
}

const TITLES = new Map<number, string>([
  [ETHERTYPE.IP, 'IPv4'],
  [ETHERTYPE.ARP, 'ARP'],
  [ETHERTYPE.REVARP, 'RARP'],
  [ETHERTYPE.VLAN, '802.1Q VLAN'],
  [ETHERTYPE.QINQ_AD, '802.1ad VLAN'],
  [ETHERTYPE.QINQ_OLD, 'Q-in-Q VLAN'],
  [ETHERTYPE.IPV6, 'IPv6'],
  [ETHERTYPE.MPLS, 'MPLS'],
  [ETHERTYPE.MPLS_MULTI, 'MPLS multicast'],
  [ETHERTYPE.PPPOED, 'PPPoE discovery'],
  [ETHERTYPE.PPPOES, 'PPPoE session'],
  [ETHERTYPE.IPX, 'IPX'],
  [ETHERTYPE.ATALK, 'AppleTalk'],
  [ETHERTYPE.AARP, 'AppleTalk ARP'],
  [ETHERTYPE.DN, 'DECnet'],
  [ETHERTYPE.LAT, 'LAT'],
  [ETHERTYPE.SCA, 'DEC SCA'],
  [ETHERTYPE.MOPDL, 'MOP dump/load'],
  [ETHERTYPE.MOPRC, 'MOP remote console'],
  [ETHERTYPE.LOOPBACK, 'Loopback'],
  [ETHERTYPE.TEB, 'bridged Ethernet'],
])

/** A name for people, or undefined where the number is not a known EtherType. */
export function ethertypeTitle(value: number): string | undefined {
  return TITLES.get(value)
}
