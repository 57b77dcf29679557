/**
 * Where the headers of each link type are, before any tag or tunnel moves them.
 *
 * A row is [offset of the type field, offset of the payload, payload → network header with a SNAP
 * header or none at all, the same without SNAP]. `-` stands for "this link type has none". The
 * numbers are those of libpcap 1.10.3's init_linktype(), which name their own compromises: Token
 * Ring without source routing, Juniper headers at their shortest.
 */
import { DLT } from '../../net/index.ts'

export interface LinkLayout {
  readonly linkHeader: number
  readonly linkTypeField: number
  readonly linkPayload: number
  readonly networkHeader: number
  readonly networkHeaderNoSnap: number
  /** Whether a header of varying length stands before the link header (radiotap and its like). */
  readonly linkHeaderVaries: boolean
  readonly linkPayloadVaries: boolean
  readonly isAtm: boolean
}

const NONE = 0xffffffff
type Row = readonly [linkTypeField: number, linkPayload: number, network: number, networkNoSnap: number]

/** 802.2 LLC: eight bytes with SNAP, three without. */
const LLC_SNAP = [8, 3] as const

const ROWS = new Map<number, Row>()
function row(numbers: readonly number[], ...values: Row) {
  for (const number of numbers) ROWS.set(number, values)
}

row([DLT.ARCNET], 2, 6, 0, 0)
row([DLT.ARCNET_LINUX], 4, 8, 0, 0)
row([DLT.EN10MB], 12, 14, 0, 3)
row([DLT.SLIP], NONE, 16, 0, 0)
row([DLT.SLIP_BSDOS], NONE, 24, 0, 0)
row([DLT.NULL, DLT.LOOP], 0, 4, 0, 0)
row([DLT.ENC], 0, 12, 0, 0)
row([DLT.PPP, DLT.PPP_PPPD, DLT.C_HDLC, DLT.PPP_SERIAL], 2, 4, 0, 0)
row([DLT.PPP_ETHER], 6, 8, 0, 0)
row([DLT.PPP_BSDOS], 5, 24, 0, 0)
row([DLT.FDDI], 13, 13, ...LLC_SNAP)
row([DLT.IEEE802], 14, 14, ...LLC_SNAP)
row([DLT.IEEE802_11, DLT.PRISM_HEADER, DLT.IEEE802_11_RADIO_AVS, DLT.IEEE802_11_RADIO, DLT.PPI], 24, 0, ...LLC_SNAP)
row([DLT.ATM_RFC1483, DLT.ATM_CLIP], 0, 0, ...LLC_SNAP)
row([DLT.SUNATM], 4, 4, ...LLC_SNAP)
row([DLT.RAW, DLT.IPV4, DLT.IPV6], NONE, 0, 0, 0)
row([DLT.LINUX_SLL], 14, 16, 0, 0)
row([DLT.LINUX_SLL2], 0, 20, 0, 0)
row([DLT.LTALK], NONE, 0, 0, 0)
row([DLT.IP_OVER_FC], 16, 16, ...LLC_SNAP)
row([DLT.FRELAY], NONE, 0, 0, 0)
row([DLT.MFR], NONE, 0, 4, 0)
row([DLT.APPLE_IP_OVER_IEEE1394], 16, 18, 0, 0)
row([DLT.SYMANTEC_FIREWALL], 6, 44, 0, 0)
row([DLT.PFLOG], 0, 0, 0, 0)
row(
  [DLT.JUNIPER_MFR, DLT.JUNIPER_MLFR, DLT.JUNIPER_MLPPP, DLT.JUNIPER_PPP, DLT.JUNIPER_CHDLC, DLT.JUNIPER_FRELAY],
  4,
  4,
  0,
  NONE,
)
row([DLT.JUNIPER_ATM1], 4, 4, 0, 10)
row([DLT.JUNIPER_ATM2], 8, 8, 0, 10)
row([DLT.JUNIPER_PPPOE, DLT.JUNIPER_ETHER], 16, 14, 18, 21)
row([DLT.JUNIPER_PPPOE_ATM], 4, 6, 0, NONE)
row([DLT.JUNIPER_GGSN], 6, 12, 0, NONE)
row([DLT.JUNIPER_ES], 6, NONE, NONE, NONE)
row([DLT.JUNIPER_MONITOR], 12, 12, 0, NONE)
row([DLT.BACNET_MS_TP], NONE, NONE, NONE, NONE)
row([DLT.JUNIPER_SERVICES], 12, NONE, NONE, NONE)
row([DLT.JUNIPER_VP, DLT.JUNIPER_ST], 18, NONE, NONE, NONE)
row([DLT.JUNIPER_ISM], 8, NONE, NONE, NONE)
row([DLT.JUNIPER_VS, DLT.JUNIPER_SRX_E2E, DLT.JUNIPER_FIBRECHANNEL, DLT.JUNIPER_ATM_CEMIC], 8, NONE, NONE, NONE)
row([DLT.MTP2, DLT.MTP2_WITH_PHDR, DLT.ERF, DLT.AX25_KISS], NONE, NONE, NONE, NONE)
row([DLT.PFSYNC], NONE, 4, 0, 0)
row([DLT.IPNET], 1, 24, 0, NONE)
row([DLT.NETANALYZER], 16, 18, 0, 3)
row([DLT.NETANALYZER_TRANSPARENT], 24, 26, 0, 3)

/** Bytes before the link header that are always there. */
const LINK_HEADER = new Map<number, number>([
  [DLT.NETANALYZER, 4],
  [DLT.NETANALYZER_TRANSPARENT, 12],
])

const RADIO: ReadonlySet<number> = new Set([DLT.PRISM_HEADER, DLT.IEEE802_11_RADIO_AVS, DLT.IEEE802_11_RADIO, DLT.PPI])

/** The range that libpcap assigns link types from; inside it even an unknown one can be read by byte. */
export const FIRST_ASSIGNED = 104
export const LAST_ASSIGNED = 289

/** Null where libpcap does not know the link type at all. */
export function linkLayout(linkType: number): LinkLayout | null {
  const known = ROWS.get(linkType)
  if (known === undefined && (linkType < FIRST_ASSIGNED || linkType > LAST_ASSIGNED)) return null
  const [linkTypeField, linkPayload, networkHeader, networkHeaderNoSnap] = known ?? [NONE, NONE, NONE, NONE]
  return {
    linkHeader: LINK_HEADER.get(linkType) ?? 0,
    linkTypeField,
    linkPayload,
    networkHeader,
    networkHeaderNoSnap,
    linkHeaderVaries: RADIO.has(linkType),
    linkPayloadVaries: RADIO.has(linkType) || linkType === DLT.IEEE802_11 || linkType === DLT.PFLOG,
    isAtm: linkType === DLT.SUNATM,
  }
}
