/**
 * What a filter expression says, as a tree.
 *
 * A leaf is a primitive: the smallest part that a packet satisfies or not, and the unit that the
 * playground calls a clause. Parentheses leave no trace but the tree's shape. Every node has the
 * span of its text. Names are kept as written; looking them up belongs to code generation, because
 * libpcap reports a name it does not know before a syntax error that stands behind it.
 */
import type { Span } from '../base/index.ts'

/** Protocol qualifier, in its canonical spelling; null where none is written. */
export type ProtocolQualifier = string | null

export type Direction = 'default' | 'src' | 'dst' | 'or' | 'and' | 'addr1' | 'addr2' | 'addr3' | 'addr4' | 'ra' | 'ta'

/** What sort of thing an identifier is; `undefined` follows a primitive that takes no identifier. */
export type AddressKind =
  'default' | 'host' | 'net' | 'port' | 'portrange' | 'gateway' | 'proto' | 'protochain' | 'undefined'

export interface Qualifiers {
  readonly protocol: ProtocolQualifier
  readonly direction: Direction
  readonly address: AddressKind
}

/** The thing a primitive is about. */
export type Identifier =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'ipv4'; readonly text: string }
  | { readonly kind: 'ipv4-prefix'; readonly text: string; readonly length: number }
  | { readonly kind: 'ipv4-mask'; readonly text: string; readonly mask: string }
  | { readonly kind: 'ipv6'; readonly text: string }
  | { readonly kind: 'ipv6-prefix'; readonly text: string; readonly length: number }
  | { readonly kind: 'mac'; readonly text: string }
  | { readonly kind: 'arcnet'; readonly text: string }

export type RelationalOperator = '>' | '>=' | '=' | '<=' | '<' | '!='
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>'

export type Arithmetic = { readonly span: Span } & (
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'length' }
  | { readonly kind: 'load'; readonly protocol: string; readonly index: Arithmetic; readonly size: number }
  | { readonly kind: 'negate'; readonly operand: Arithmetic }
  | {
      readonly kind: 'binary'
      readonly operator: ArithmeticOperator
      readonly left: Arithmetic
      readonly right: Arithmetic
    }
)

/** A header that moves every later offset. */
export type Encapsulation = 'vlan' | 'mpls' | 'pppoed' | 'pppoes' | 'geneve'

/** A word or number where either may stand. */
export type NameOrNumber = string | number

export type Primitive = { readonly span: Span } & (
  | {
      readonly kind: 'identifier'
      readonly qualifiers: Qualifiers
      readonly identifier: Identifier
      /** The identifier alone, without the words before it. */
      readonly identifierSpan: Span
    }
  | { readonly kind: 'protocol'; readonly protocol: string }
  | {
      readonly kind: 'relation'
      readonly operator: RelationalOperator
      readonly left: Arithmetic
      readonly right: Arithmetic
    }
  | { readonly kind: 'broadcast' | 'multicast'; readonly protocol: ProtocolQualifier }
  | { readonly kind: 'less' | 'greater' | 'ifindex'; readonly value: number }
  | {
      readonly kind: 'byte'
      readonly index: number
      readonly operator: '&' | '|' | '<' | '>' | '='
      readonly value: number
    }
  | { readonly kind: 'inbound' | 'outbound' }
  | { readonly kind: 'encapsulation'; readonly encapsulation: Encapsulation; readonly value: number | null }
  | { readonly kind: 'llc'; readonly type: string | null }
  | {
      readonly kind: 'pf'
      readonly field: 'ifname' | 'rset' | 'rnr' | 'srnr' | 'reason' | 'action'
      readonly value: NameOrNumber
    }
  | { readonly kind: 'wlan-type'; readonly type: NameOrNumber | null; readonly subtype: NameOrNumber | null }
  | { readonly kind: 'wlan-direction'; readonly direction: NameOrNumber }
  | { readonly kind: 'atm-type'; readonly type: string }
  | { readonly kind: 'mtp2-type'; readonly type: string }
  | {
      /** An ATM or MTP3 field against one value. A list in parentheses is one primitive a value. */
      readonly kind: 'atm-field' | 'mtp3-field'
      readonly field: string
      readonly operator: RelationalOperator
      readonly value: number
    }
)

export type Expression =
  | Primitive
  | { readonly kind: 'not'; readonly operand: Expression; readonly span: Span }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression; readonly span: Span }
