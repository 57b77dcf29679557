/**
 * Which primitives have a program on which link types, roughly: a generator that drew without regard
 * to it would mostly draw refusals. It decides nothing; the judge does.
 * Source: observed answers of libpcap 1.10.3 to one expression of each sort on each link type.
 */
export interface Sense {
  /** Network protocols can be told apart. */
  readonly network: boolean
  readonly mac: boolean
  readonly vlan: boolean
  readonly mpls: boolean
  readonly llc: boolean
  readonly wlan: boolean
  readonly atm: boolean
  readonly ss7: boolean
  readonly pf: boolean
  readonly arcnet: boolean
  readonly radio: boolean
  readonly chain: boolean
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

const NETWORK = words(`NULL EN10MB IEEE802 ARCNET SLIP PPP FDDI ATM_RFC1483 RAW SLIP_BSDOS PPP_BSDOS ATM_CLIP PPP_SERIAL
PPP_ETHER SYMANTEC_FIREWALL C_HDLC IEEE802_11 FRELAY LOOP ENC LINUX_SLL LTALK PFLOG PRISM_HEADER IP_OVER_FC SUNATM
IEEE802_11_RADIO ARCNET_LINUX JUNIPER_MLPPP JUNIPER_MLFR JUNIPER_ES JUNIPER_GGSN JUNIPER_MFR JUNIPER_ATM2
JUNIPER_SERVICES JUNIPER_ATM1 APPLE_IP_OVER_IEEE1394 IEEE802_11_RADIO_AVS JUNIPER_MONITOR BACNET_MS_TP PPP_PPPD
JUNIPER_PPPOE JUNIPER_PPPOE_ATM JUNIPER_ETHER JUNIPER_PPP JUNIPER_FRELAY JUNIPER_CHDLC JUNIPER_VP PPI JUNIPER_ISM
JUNIPER_ST IPNET IPV4 IPV6 JUNIPER_VS JUNIPER_SRX_E2E JUNIPER_FIBRECHANNEL JUNIPER_ATM_CEMIC NETANALYZER
NETANALYZER_TRANSPARENT LINUX_SLL2`)
const WLAN = words('IEEE802_11 PRISM_HEADER IEEE802_11_RADIO IEEE802_11_RADIO_AVS PPI')
const ETHERNET = words('EN10MB NETANALYZER NETANALYZER_TRANSPARENT')
const OTHER_MAC = words('FDDI IEEE802 IP_OVER_FC')
const RADIO = words('PRISM_HEADER IEEE802_11_RADIO IEEE802_11_RADIO_AVS')
const POINT_TO_POINT = words('PPP C_HDLC')
const SS7 = words('MTP2 MTP2_WITH_PHDR ERF')
const ARCNET = words('ARCNET ARCNET_LINUX')

export function senseOf(name: string): Sense {
  const wlan = WLAN.has(name)
  const ethernet = ETHERNET.has(name)
  return {
    network: NETWORK.has(name),
    mac: wlan || ethernet || OTHER_MAC.has(name),
    vlan: wlan || ethernet,
    mpls: ethernet || POINT_TO_POINT.has(name),
    llc: wlan || name === 'EN10MB' || name === 'SUNATM' || name === 'ATM_RFC1483' || OTHER_MAC.has(name),
    wlan,
    atm: name === 'SUNATM',
    ss7: SS7.has(name),
    pf: name === 'PFLOG',
    arcnet: ARCNET.has(name),
    radio: RADIO.has(name),
    chain: NETWORK.has(name) && !wlan && name !== 'PFLOG',
  }
}

/** Link types with code of their own, drawn more often than the others. */
export const distinctive: readonly string[] = [
  ...['EN10MB', 'EN10MB', 'EN10MB', 'EN10MB', 'EN10MB', 'RAW', 'LINUX_SLL', 'LINUX_SLL2', 'NULL', 'PPP', 'C_HDLC'],
  ...['IEEE802_11', 'IEEE802_11', 'IEEE802_11', 'IEEE802_11_RADIO', 'IEEE802_11_RADIO', 'PPI', 'PRISM_HEADER', 'FDDI'],
  ...['PFLOG', 'PFLOG', 'PFLOG', 'PFLOG', 'SUNATM', 'SUNATM', 'SUNATM', 'SUNATM', 'SUNATM', 'ATM_RFC1483', 'IEEE802'],
  ...['MTP2', 'MTP2', 'MTP2_WITH_PHDR', 'ERF', 'ARCNET', 'IP_OVER_FC', 'NETANALYZER', 'JUNIPER_PPPOE_ATM', 'IPV6'],
]
