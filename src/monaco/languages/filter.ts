/**
 * Colours for pcap-filter text. A grammar for the eye only: it knows words, not sentences, and
 * colours `host tcp` as if it were right; the compiler has the say.
 *
 * Words from pcap-filter(7) of libpcap 1.10, word shape as its scanner takes them (longest run of
 * letters, digits, `-`, `.`, `_` that ends in none of the last two but the dot).
 */
import type { languages } from 'monaco-editor/editor'

const words = (text: string): string[] => text.trim().split(/\s+/)

const KEYWORDS = words(`
  host net port portrange proto protochain gateway mask less greater len length byte broadcast multicast
  src dst inbound outbound ra ta addr1 addr2 addr3 addr4 address1 address2 address3 address4
  vlan mpls pppoed pppoes geneve llc type subtype dir direction
  ifname on ifindex rnr rulenum srnr subrulenum reason rset ruleset action
  vpi vci lane metac bcc sc ilmic connectmsg metaconnect oam oamf4 oamf4ec oamf4sc
  fisu lssu lsu msu hfisu hlssu hmsu sio opc dpc sls hsio hopc hdpc hsls`)

const PROTOCOLS = words(`
  ether fddi tr wlan link ppp slip radio ip ip6 arp rarp atalk aarp decnet lat moprc mopdl sca iso clnp esis es-is
  isis is-is l1 l2 iih lsp snp csnp psnp stp ipx netbeui tcp udp sctp icmp icmp6 igmp igrp pim vrrp carp ah esp`)

const CONSTANTS = words(`
  tcpflags tcp-fin tcp-syn tcp-rst tcp-push tcp-ack tcp-urg tcp-ece tcp-cwr icmptype icmpcode
  icmp-echoreply icmp-unreach icmp-sourcequench icmp-redirect icmp-echo icmp-routeradvert icmp-routersolicit
  icmp-timxceed icmp-paramprob icmp-tstamp icmp-tstampreply icmp-ireq icmp-ireqreply icmp-maskreq icmp-maskreply
  icmp6type icmp6code icmp6-destinationunreach icmp6-packettoobig icmp6-timeexceeded icmp6-parameterproblem
  icmp6-echo icmp6-echoreply icmp6-multicastlistenerquery icmp6-multicastlistenerreportv1
  icmp6-multicastlistenerdone icmp6-routersolicit icmp6-routeradvert icmp6-neighborsolicit
  icmp6-neighboradvert icmp6-redirect icmp6-routerrenum icmp6-nodeinformationquery
  icmp6-nodeinformationresponse icmp6-ineighbordiscoverysolicit icmp6-ineighbordiscoveryadvert
  icmp6-multicastlistenerreportv2 icmp6-homeagentdiscoveryrequest icmp6-homeagentdiscoveryreply
  icmp6-mobileprefixsolicit icmp6-mobileprefixadvert icmp6-certpathsolicit icmp6-certpathadvert
  icmp6-multicastrouteradvert icmp6-multicastroutersolicit icmp6-multicastrouterterm`)

export const filterGrammar: languages.IMonarchLanguage = {
  defaultToken: 'invalid',
  keywords: KEYWORDS,
  protocols: PROTOCOLS,
  constants: CONSTANTS,
  logic: ['and', 'or', 'not'],
  brackets: [
    { open: '(', close: ')', token: 'delimiter.parenthesis' },
    { open: '[', close: ']', token: 'delimiter.square' },
  ],
  // Monarch ignores a rule's own flags: hexadecimal digits are spelled out in both cases.
  tokenizer: {
    root: [
      [/\s+/, 'white'],
      [/(?:[\da-fA-F]{1,2}[:-]){5}[\da-fA-F]{1,2}(?![\w:.-])/, 'number.address'],
      [/(?:[\da-fA-F]{4}\.){2}[\da-fA-F]{4}(?![\w.-])/, 'number.address'],
      [
        /(?=[\da-fA-F:]*:[\da-fA-F]*:)(?:[\da-fA-F:]*:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F:]+)(?:\/\d+)?/,
        'number.address',
      ],
      { include: '@common' },
    ],
    // Inside `proto[offset:size]` a colon parts two numbers; it never belongs to an address.
    load: [[/\s+/, 'white'], [/\]/, { token: '@brackets', next: '@pop' }], [/:/, 'operator'], { include: '@common' }],
    common: [
      [/\[/, { token: '@brackets', next: '@load' }],
      [/\\[\w.-]+/, 'type.escape'],
      [/\$[\da-fA-F]{1,2}\b/, 'number.address'],
      [/\d{1,3}(?:\.\d{1,3}){1,3}(?![\w.-])(?:\/\d+)?/, 'number.address'],
      [/0x[\da-fA-F]+(?![\w.])/, 'number.hex'],
      [/(\d+)(-)(\d+)(?![\w.-])/, ['number', 'operator', 'number']],
      [/\d+(?=\/\d)/, 'number.address'],
      [/\d+(?![\w.])/, 'number'],
      [
        /[A-Za-z0-9](?:[-.\w]*[.A-Za-z0-9])?/,
        {
          cases: {
            '@logic': 'operator.word',
            '@keywords': 'keyword',
            '@protocols': 'type',
            '@constants': 'constant',
            '@default': 'identifier',
          },
        },
      ],
      [/[()]/, '@brackets'],
      [/&&|\|\||<<|>>|==|!=|<=|>=|[!=<>&|^+\-*/%]/, 'operator'],
    ],
  },
}

export const filterConfiguration: languages.LanguageConfiguration = {
  brackets: [
    ['(', ')'],
    ['[', ']'],
  ],
  autoClosingPairs: [
    { open: '(', close: ')' },
    { open: '[', close: ']' },
  ],
  surroundingPairs: [{ open: '(', close: ')' }],
  wordPattern: /[A-Za-z0-9](?:[-.\w]*[.A-Za-z0-9])?/,
}
