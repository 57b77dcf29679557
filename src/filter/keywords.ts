/**
 * Every reserved word and what it stands for. Source: pcap-filter(7) and libpcap 1.10's scanner.
 * Keywords are case-sensitive; a word that is not here is a name.
 */
import type { Keyword, TokenKind } from './tokens.ts'

/** word → [terminal, canonical spelling] */
export const KEYWORDS = new Map<string, readonly [TokenKind, string]>()

function reserve(kind: TokenKind, canonical: string, ...words: string[]) {
  for (const word of [canonical, ...words]) KEYWORDS.set(word, [kind, canonical])
}

const PLAIN: readonly Keyword[] = [
  'src',
  'dst',
  'host',
  'net',
  'mask',
  'port',
  'portrange',
  'proto',
  'protochain',
  'gateway',
  'less',
  'greater',
  'byte',
  'broadcast',
  'multicast',
  'inbound',
  'outbound',
  'ifindex',
  'vlan',
  'mpls',
  'pppoed',
  'pppoes',
  'geneve',
  'llc',
  'type',
  'subtype',
  'ra',
  'ta',
  'reason',
  'action',
  'vpi',
  'vci',
]
for (const word of PLAIN) reserve(word, word)

reserve('and', 'and')
reserve('or', 'or')
reserve('!', 'not')
reserve('len', 'len', 'length')
reserve('dir', 'dir', 'direction')
reserve('addr1', 'addr1', 'address1')
reserve('addr2', 'addr2', 'address2')
reserve('addr3', 'addr3', 'address3')
reserve('addr4', 'addr4', 'address4')
reserve('ifname', 'ifname', 'on')
reserve('rset', 'rset', 'ruleset')
reserve('rnr', 'rnr', 'rulenum')
reserve('srnr', 'srnr', 'subrulenum')

reserve('protocol', 'link', 'ether', 'ppp', 'slip', 'fddi', 'tr', 'wlan')
reserve('protocol', 'esis', 'es-is')
reserve('protocol', 'isis', 'is-is')
const PROTOCOL_WORDS = (
  'ip arp rarp sctp tcp udp icmp igmp igrp pim vrrp carp radio ip6 icmp6 ah esp ' +
  'atalk aarp decnet lat sca moprc mopdl iso l1 l2 iih lsp snp csnp psnp clnp stp ipx netbeui'
).split(' ')
for (const word of PROTOCOL_WORDS) reserve('protocol', word)

for (const word of 'lane metac bcc oam oamf4 oamf4ec oamf4sc sc ilmic connectmsg metaconnect'.split(' '))
  reserve('atm', word)
reserve('mtp2', 'lssu', 'lsu')
for (const word of 'fisu msu hfisu hlssu hmsu'.split(' ')) reserve('mtp2', word)
for (const word of 'sio opc dpc sls hsio hopc hdpc hsls'.split(' ')) reserve('mtp3', word)

/** Words that are numbers: field offsets, message types and flag bits. */
export const CONSTANTS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    icmptype: 0,
    icmpcode: 1,
    'icmp-echoreply': 0,
    'icmp-unreach': 3,
    'icmp-sourcequench': 4,
    'icmp-redirect': 5,
    'icmp-echo': 8,
    'icmp-routeradvert': 9,
    'icmp-routersolicit': 10,
    'icmp-timxceed': 11,
    'icmp-paramprob': 12,
    'icmp-tstamp': 13,
    'icmp-tstampreply': 14,
    'icmp-ireq': 15,
    'icmp-ireqreply': 16,
    'icmp-maskreq': 17,
    'icmp-maskreply': 18,
    icmp6type: 0,
    icmp6code: 1,
    'icmp6-destinationunreach': 1,
    'icmp6-packettoobig': 2,
    'icmp6-timeexceeded': 3,
    'icmp6-parameterproblem': 4,
    'icmp6-echo': 128,
    'icmp6-echoreply': 129,
    'icmp6-multicastlistenerquery': 130,
    'icmp6-multicastlistenerreportv1': 131,
    'icmp6-multicastlistenerdone': 132,
    'icmp6-routersolicit': 133,
    'icmp6-routeradvert': 134,
    'icmp6-neighborsolicit': 135,
    'icmp6-neighboradvert': 136,
    'icmp6-redirect': 137,
    'icmp6-routerrenum': 138,
    'icmp6-nodeinformationquery': 139,
    'icmp6-nodeinformationresponse': 140,
    'icmp6-ineighbordiscoverysolicit': 141,
    'icmp6-ineighbordiscoveryadvert': 142,
    'icmp6-multicastlistenerreportv2': 143,
    'icmp6-homeagentdiscoveryrequest': 144,
    'icmp6-homeagentdiscoveryreply': 145,
    'icmp6-mobileprefixsolicit': 146,
    'icmp6-mobileprefixadvert': 147,
    'icmp6-certpathsolicit': 148,
    'icmp6-certpathadvert': 149,
    'icmp6-multicastrouteradvert': 151,
    'icmp6-multicastroutersolicit': 152,
    'icmp6-multicastrouterterm': 153,
    tcpflags: 13,
    'tcp-fin': 0x01,
    'tcp-syn': 0x02,
    'tcp-rst': 0x04,
    'tcp-push': 0x08,
    'tcp-ack': 0x10,
    'tcp-urg': 0x20,
    'tcp-ece': 0x40,
    'tcp-cwr': 0x80,
  }),
)
