/**
 * IEEE 802.2 logical link control: service access points, control fields, and the network layer
 * protocol identifiers of the ISO family that follow them.
 * Source: IEEE 802.2; ISO/IEC TR 9577; the set is the one that libpcap's filters know.
 */
export const LLCSAP = {
  IP: 0x06,
  STP: 0x42,
  SNAP: 0xaa,
  IPX: 0xe0,
  NETBEUI: 0xf0,
  ISONS: 0xfe,
} as const

/** Names that `ether proto` takes beside the EtherTypes. */
export const LLC_PROTOCOL_NAMES: Readonly<Record<string, number>> = {
  iso: LLCSAP.ISONS,
  stp: LLCSAP.STP,
  ipx: LLCSAP.IPX,
  netbeui: LLCSAP.NETBEUI,
}

/** Low two bits of the control field: an information frame has 0 in the lowest. */
export const LLC_FORMAT = { S: 0x01, U: 0x03 } as const

export const LLC_S_MASK = 0x0f
export const LLC_U_MASK = 0xef

export const LLC_S_SUBTYPES: Readonly<Record<string, number>> = { rr: 0x01, rnr: 0x05, rej: 0x09 }

export const LLC_U_SUBTYPES: Readonly<Record<string, number>> = {
  ui: 0x03,
  ua: 0x63,
  disc: 0x43,
  dm: 0x0f,
  sabme: 0x6f,
  test: 0xe3,
  xid: 0xaf,
  frmr: 0x87,
}

/** Network layer protocol identifiers. */
export const NLPID = { CLNP: 0x81, ESIS: 0x82, ISIS: 0x83, IPV6: 0x8e, IP: 0xcc } as const

/** PDU types of IS-IS. */
export const ISIS_PDU = {
  L1_LAN_IIH: 15,
  L2_LAN_IIH: 16,
  PTP_IIH: 17,
  L1_LSP: 18,
  L2_LSP: 20,
  L1_CSNP: 24,
  L2_CSNP: 25,
  L1_PSNP: 26,
  L2_PSNP: 27,
} as const
