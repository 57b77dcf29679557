/**
 * The grammar of filter expressions as a list of alternatives, for counting what a generator draws.
 *
 * One entry an alternative of each rule of pcap-filter's grammar as libpcap 1.10.3 has it, under the
 * rule's own name, and one a spelling of each token that has several. `null`, `not`, `and`, `or` and
 * `paren` of the grammar carry no choice beyond their token's spelling. A line is `rule: a | b | c`;
 * an entry is `rule: a`.
 */
const RULES = `
prog: null expr | null
expr: term | expr and term | expr and id | expr or term | expr or id
id: nid | pnum | ( pid )
nid: ID | HID / NUM | HID mask HID | HID | HID6 / NUM | HID6 | EID | AID | not id
pid: nid | qid and id | qid or id
qid: pnum | pid
term: rterm | not term
head: pqual dqual aqual | pqual dqual | pqual aqual | pqual proto | pqual protochain | pqual ndaqual
rterm: head id | ( expr ) | pname | arth relop arth | arth irelop arth | other | atmtype | atmmultitype | atmfield atmvalue | mtp2type | mtp3field mtp3value
pqual: pname | none
dqual: src | dst | src or dst | dst or src | src and dst | dst and src | addr1 | addr2 | addr3 | addr4 | ra | ta
aqual: host | net | port | portrange
ndaqual: gateway
pname: link | ip | arp | rarp | sctp | tcp | udp | icmp | igmp | igrp | pim | vrrp | carp | atalk | aarp | decnet | lat | sca | mopdl | moprc | ip6 | icmp6 | ah | esp | iso | esis | isis | l1 | l2 | iih | lsp | snp | psnp | csnp | clnp | stp | ipx | netbeui | radio
other: pqual broadcast | pqual multicast | less NUM | greater NUM | byte NUM byteop NUM | inbound | outbound | ifindex NUM | vlan pnum | vlan | mpls pnum | mpls | pppoed | pppoes pnum | pppoes | geneve pnum | geneve | pfvar | pqual p80211 | pllc
pfvar: ifname ID | rset ID | rnr NUM | srnr NUM | reason reason | action action
p80211: type type subtype subtype | type type | subtype type_subtype | dir dir
type: NUM | ID
subtype: NUM | ID
type_subtype: ID
pllc: llc | llc ID | llc rnr
dir: NUM | ID
reason: NUM | ID
action: ID
relop: > | >= | =
irelop: <= | < | !=
arth: pnum | narth
narth: pname [ arth ] | pname [ arth : NUM ] | arth + arth | arth - arth | arth * arth | arth / arth | arth % arth | arth & arth | arth ^ arth | arth << arth | arth >> arth | - arth | ( narth ) | len
byteop: & | < | > | =
pnum: NUM | ( pnum )
atmtype: lane | metac | bcc | oamf4ec | oamf4sc | sc | ilmic
atmmultitype: oam | oamf4 | connectmsg | metaconnect
atmfield: vpi | vci
atmvalue: atmfieldvalue | relop NUM | irelop NUM | ( atmlistvalue )
atmlistvalue: atmfieldvalue | atmlistvalue or atmfieldvalue
mtp2type: fisu | lssu | msu | hfisu | hlssu | hmsu
mtp3field: sio | opc | dpc | sls | hsio | hopc | hdpc | hsls
mtp3value: mtp3fieldvalue | relop NUM | irelop NUM | ( mtp3listvalue )
mtp3listvalue: mtp3fieldvalue | mtp3listvalue or mtp3fieldvalue
AND: and | &&
NOT: not | !
LINK: link | ether | ppp | slip | fddi | tr | wlan
ESIS: esis | es-is
ISIS: isis | is-is
DIR: dir | direction
ADDR1: addr1 | address1
ADDR2: addr2 | address2
ADDR3: addr3 | address3
ADDR4: addr4 | address4
LEN: len | length
IFNAME: ifname | on
RSET: rset | ruleset
RNR: rnr | rulenum
SRNR: srnr | subrulenum
LSSU: lssu | lsu
EQ: = | ==
NUM: decimal | octal | hexadecimal | constant
HID: two parts | three parts | four parts
HID6: eight groups | six groups and dotted | gap | gap and dotted
EID: colons | dashes | dots | groups of four | twelve digits
AID: one digit | two digits
ID: word | escaped
LLC: i | s | u | supervisory | unnumbered
`

/** Alternatives with a bar in their name, which the list above cannot hold. */
const WITH_BARS = ['narth: arth | arth', 'byteop: |', 'OR: or', 'OR: ||']

/** The words that stand for numbers. */
const CONSTANT_WORDS = `icmptype icmpcode icmp-echoreply icmp-unreach icmp-sourcequench icmp-redirect icmp-echo
icmp-routeradvert icmp-routersolicit icmp-timxceed icmp-paramprob icmp-tstamp icmp-tstampreply icmp-ireq icmp-ireqreply
icmp-maskreq icmp-maskreply icmp6type icmp6code icmp6-destinationunreach icmp6-packettoobig icmp6-timeexceeded
icmp6-parameterproblem icmp6-echo icmp6-echoreply icmp6-multicastlistenerquery icmp6-multicastlistenerreportv1
icmp6-multicastlistenerdone icmp6-routersolicit icmp6-routeradvert icmp6-neighborsolicit icmp6-neighboradvert
icmp6-redirect icmp6-routerrenum icmp6-nodeinformationquery icmp6-nodeinformationresponse
icmp6-ineighbordiscoverysolicit icmp6-ineighbordiscoveryadvert icmp6-multicastlistenerreportv2
icmp6-homeagentdiscoveryrequest icmp6-homeagentdiscoveryreply icmp6-mobileprefixsolicit icmp6-mobileprefixadvert
icmp6-certpathsolicit icmp6-certpathadvert icmp6-multicastrouteradvert icmp6-multicastroutersolicit
icmp6-multicastrouterterm tcpflags tcp-fin tcp-syn tcp-rst tcp-push tcp-ack tcp-urg tcp-ece tcp-cwr`.split(/\s+/)

export const constantWords: readonly string[] = CONSTANT_WORDS

function readRules(): Map<string, string[]> {
  const rules = new Map<string, string[]>()
  for (const line of RULES.trim().split('\n')) {
    const colon = line.indexOf(':')
    rules.set(line.slice(0, colon), line.slice(colon + 2).split(' | '))
  }
  return rules
}

const rules = readRules()

/** Right-hand sides of a rule, in the grammar's order. */
export function alternativesOf(rule: string): readonly string[] {
  const found = rules.get(rule)
  if (found === undefined) throw new Error(`the grammar has no rule ${rule}`)
  return found
}

/** Ways to spoil an expression; see faults.ts. */
export const FAULTS = [
  'a token deleted',
  'a token doubled',
  'a token inserted',
  'two tokens swapped',
  'the end cut off',
  'a bad number',
  'a bad address',
  'a stray character',
] as const

/** Every name that a generator may report as drawn. */
export const alternatives: readonly string[] = [
  ...[...rules].flatMap(([rule, sides]) => sides.map((side) => `${rule}: ${side}`)),
  ...WITH_BARS,
  ...CONSTANT_WORDS.map((word) => `constant: ${word}`),
  ...FAULTS.map((fault) => `fault: ${fault}`),
]

/** The alternatives that cannot end in a program with this libpcap, and why. */
export const withoutProgram: ReadonlyMap<string, string> = new Map([
  ['head: pqual ndaqual', 'gateway is refused by a libpcap built with IPv6'],
  ['ndaqual: gateway', 'gateway is refused by a libpcap built with IPv6'],
])
