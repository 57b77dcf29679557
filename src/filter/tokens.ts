/**
 * The words of a filter expression.
 *
 * A token's kind is the terminal of pcap-filter(7)'s grammar it stands for; several spellings share
 * a kind (`ether`, `ppp`, `wlan` are all `link`). Source: pcap-filter(7) and libpcap 1.10's scanner.
 */
import type { Span } from '../base/index.ts'

/** Operators and punctuation; `=` stands for `==` too. */
export type Punctuation =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'
  | '<'
  | '>'
  | '='
  | '>='
  | '<='
  | '!='
  | '!'
  | '('
  | ')'
  | '['
  | ']'
  | ':'

export type TokenKind =
  | Punctuation
  | 'and'
  | 'or'
  | 'number'
  /** A name: host, service, protocol, or any word that is no keyword. */
  | 'id'
  /** IPv4 address in two to four parts. */
  | 'ipv4'
  | 'ipv6'
  | 'mac'
  /** ARCnet address, `$1f`. */
  | 'arcnet'
  | Keyword
  /** A protocol name that is a keyword; `text` says which. */
  | 'protocol'
  | 'end'

/** Keywords that are their own terminal. */
export type Keyword =
  | 'src'
  | 'dst'
  | 'host'
  | 'net'
  | 'mask'
  | 'port'
  | 'portrange'
  | 'proto'
  | 'protochain'
  | 'gateway'
  | 'less'
  | 'greater'
  | 'byte'
  | 'broadcast'
  | 'multicast'
  | 'inbound'
  | 'outbound'
  | 'ifindex'
  | 'len'
  | 'vlan'
  | 'mpls'
  | 'pppoed'
  | 'pppoes'
  | 'geneve'
  | 'llc'
  | 'type'
  | 'subtype'
  | 'dir'
  | 'addr1'
  | 'addr2'
  | 'addr3'
  | 'addr4'
  | 'ra'
  | 'ta'
  | 'ifname'
  | 'rset'
  | 'rnr'
  | 'srnr'
  | 'reason'
  | 'action'
  | 'vpi'
  | 'vci'
  /** lane, metac, oam, …; `text` says which. */
  | 'atm'
  /** fisu, lssu, msu and their h-forms. */
  | 'mtp2'
  /** sio, opc, dpc, sls and their h-forms. */
  | 'mtp3'

export interface Token {
  readonly kind: TokenKind
  /** As written, without the backslash that makes a keyword a name. For keywords the canonical spelling. */
  readonly text: string
  /** Of a number, a named constant too; 0 otherwise. */
  readonly value: number
  readonly span: Span
}
