/**
 * The words of a filter, for completion and hover: what each means, in a line.
 *
 * Left out on purpose: primitives that the compiler does not cover yet; offering a word that is then
 * refused would be unkind. Source: pcap-filter(7), retold.
 */
import type { HelpWord } from './help-word.ts'

type Row = readonly [word: string, detail: string, documentation: string]

const PROTOCOLS: readonly Row[] = [
  ['ip', 'an IPv4 packet', 'Also a qualifier: `ip host 192.0.2.1`, and a header to look into: `ip[8] < 5`.'],
  ['ip6', 'an IPv6 packet', 'Also a qualifier, and a header to look into: `ip6[6] = 58`.'],
  ['arp', 'an ARP packet', 'As a qualifier it asks for the addresses inside: `arp host 192.0.2.1`.'],
  ['rarp', 'a reverse ARP packet', 'EtherType 0x8035.'],
  ['tcp', 'a TCP segment, over IPv4 or IPv6', 'Header bytes, IPv4 only: `tcp[13] & 2 != 0` is “SYN is set”.'],
  ['udp', 'a UDP datagram, over IPv4 or IPv6', 'Header bytes, IPv4 only: `udp[4:2] > 512`.'],
  ['icmp', 'an ICMP message, over IPv4', 'Header bytes: `icmp[0] = 8` is an echo request.'],
  ['icmp6', 'an ICMPv6 message, over IPv6', 'IP protocol 58.'],
  ['ether', 'the Ethernet header', '`ether host aa:bb:cc:dd:ee:ff`, `ether proto 0x88cc`, `ether[0] & 1 = 1`.'],
]

const KEYWORDS: readonly Row[] = [
  [
    'host',
    'an address, as source or destination',
    '`host 192.0.2.1`: in IPv4, and inside ARP and RARP too; `host 2001:db8::1`.',
  ],
  ['net', 'a network', '`net 192.0.2.0/24`, `net 10`, `net 2001:db8::/32`.'],
  [
    'port',
    'a port, as source or destination',
    '`port 53`, `tcp port http`: TCP, UDP and SCTP unless a protocol is said.',
  ],
  ['portrange', 'ports from one to another', '`portrange 6000-6008`, both ends included.'],
  ['src', 'the source alone', '`src host 192.0.2.1`, `src port 53`.'],
  ['dst', 'the destination alone', '`dst host 192.0.2.1`, `dst port 53`.'],
  ['proto', 'a protocol by number', '`ip proto 50`, `ether proto 0x88cc`.'],
  ['mask', 'the mask of a network', '`net 192.0.2.0 mask 255.255.255.0`.'],
  ['less', 'length at most', '`less 64` is `len <= 64`.'],
  ['greater', 'length at least', '`greater 1000` is `len >= 1000`.'],
  ['len', 'the length of the packet in bytes', 'In arithmetic: `len > 100`.'],
]

const OPERATORS: readonly Row[] = [
  ['and', 'both', 'Also `&&`. Binds like `or`: left to right, so use brackets.'],
  ['or', 'either', 'Also `||`. Binds like `and`: left to right, so use brackets.'],
  ['not', 'the opposite', 'Also `!`. Binds tighter than `and` and `or`.'],
]

function words(kind: HelpWord['kind'], rows: readonly Row[]): HelpWord[] {
  return rows.map(([word, detail, documentation]) => ({ word, kind, detail, documentation }))
}

export const filterWords: readonly HelpWord[] = [
  ...words('protocol', PROTOCOLS),
  ...words('keyword', KEYWORDS),
  ...words('operator', OPERATORS),
]
