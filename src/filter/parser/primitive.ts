/**
 * Primitives that begin with a keyword: `tcp`, `src host a`, `vlan 10`, `ether broadcast`, `type mgt`.
 */
import type { AddressKind, Arithmetic, Direction, Encapsulation, Expression, NameOrNumber, Primitive } from '../ast.ts'
import type { Token, TokenKind } from '../tokens.ts'
import { isRelational, parseArithmetic } from './arithmetic.ts'
import type { Cursor } from './cursor.ts'
import { parseIdentifiers, parseNumber } from './identifier.ts'

/** A primitive and what an identifier behind it would mean. */
export interface Parsed {
  readonly node: Expression
  readonly qualifiers: { protocol: string | null; direction: Direction; address: AddressKind }
}

/** After a primitive that takes no identifier, a bare identifier means nothing. */
const NONE = { protocol: null, direction: 'default', address: 'undefined' } as const

/** A comparison, whose left side has been read. */
export function parseRelation(cursor: Cursor, left: Arithmetic): Parsed {
  const operator = cursor.kind()
  if (!isRelational(operator)) cursor.fail('a comparison: `=`, `!=`, `<`, `<=`, `>` or `>=`')
  cursor.take()
  const right = parseArithmetic(cursor)
  return finish(cursor, { kind: 'relation', operator, left, right, span: cursor.since(left.span) })
}

export function parseKeywordPrimitive(cursor: Cursor): Parsed {
  const token = cursor.peek()
  const start = token.span
  switch (token.kind) {
    case 'protocol':
      cursor.take()
      return parseQualified(cursor, token.text, start)
    case 'less':
    case 'greater':
    case 'ifindex':
      cursor.take()
      return finish(cursor, { kind: token.kind, value: number(cursor, 'a number'), span: cursor.since(start) })
    case 'byte': {
      cursor.take()
      const index = number(cursor, 'the number of the byte to compare')
      const operator = cursor.kind()
      if (operator !== '&' && operator !== '|' && operator !== '<' && operator !== '>' && operator !== '=')
        return cursor.fail('`=`, `<`, `>`, `&` or `|`')
      cursor.take()
      return finish(cursor, {
        kind: 'byte',
        index,
        operator,
        value: number(cursor, 'a number'),
        span: cursor.since(start),
      })
    }
    case 'inbound':
    case 'outbound':
      cursor.take()
      return finish(cursor, { kind: token.kind, span: cursor.since(start) })
    case 'vlan':
    case 'mpls':
    case 'pppoes':
    case 'geneve':
      cursor.take()
      return finish(cursor, encapsulation(cursor, token.kind, start))
    case 'pppoed':
      cursor.take()
      return finish(cursor, { kind: 'encapsulation', encapsulation: 'pppoed', value: null, span: cursor.since(start) })
    case 'llc': {
      cursor.take()
      // `rnr` is a keyword of packet-filter logs as well.
      const type = cursor.kind() === 'id' || cursor.kind() === 'rnr' ? cursor.take().text : null
      return finish(cursor, { kind: 'llc', type, span: cursor.since(start) })
    }
    case 'ifname':
    case 'rset':
    case 'action':
      cursor.take()
      return finish(cursor, {
        kind: 'pf',
        field: token.kind,
        value: cursor.expect('id', 'a name').text,
        span: cursor.since(start),
      })
    case 'rnr':
    case 'srnr':
      cursor.take()
      return finish(cursor, {
        kind: 'pf',
        field: token.kind,
        value: number(cursor, 'a rule number'),
        span: cursor.since(start),
      })
    case 'reason':
      cursor.take()
      return finish(cursor, { kind: 'pf', field: 'reason', value: nameOrNumber(cursor), span: cursor.since(start) })
    case 'atm':
      cursor.take()
      return finish(cursor, { kind: 'atm-type', type: token.text, span: cursor.since(start) })
    case 'mtp2':
      cursor.take()
      return finish(cursor, { kind: 'mtp2-type', type: token.text, span: cursor.since(start) })
    case 'vpi':
    case 'vci':
      cursor.take()
      return parseFieldValues(cursor, 'atm-field', token)
    case 'mtp3':
      cursor.take()
      return parseFieldValues(cursor, 'mtp3-field', token)
    default:
      return parseQualified(cursor, null, start)
  }
}

const DIRECTIONS: ReadonlySet<TokenKind> = new Set(['addr1', 'addr2', 'addr3', 'addr4', 'ra', 'ta'])
const ADDRESS_KINDS: ReadonlySet<TokenKind> = new Set(['host', 'net', 'port', 'portrange'])

/** Whether the token begins a direction or an address kind. */
function startsHead(kind: TokenKind): boolean {
  return kind === 'src' || kind === 'dst' || DIRECTIONS.has(kind) || ADDRESS_KINDS.has(kind)
}

/** What follows a protocol, or stands where one could. */
function parseQualified(cursor: Cursor, protocol: string | null, start: Token['span']): Parsed {
  const kind = cursor.kind()
  switch (kind) {
    case 'broadcast':
    case 'multicast':
      cursor.take()
      return finish(cursor, { kind, protocol, span: cursor.since(start) })
    case 'type': {
      cursor.take()
      const type = nameOrNumber(cursor)
      if (cursor.kind() !== 'subtype')
        return finish(cursor, { kind: 'wlan-type', type, subtype: null, span: cursor.since(start) })
      cursor.take()
      return finish(cursor, { kind: 'wlan-type', type, subtype: nameOrNumber(cursor), span: cursor.since(start) })
    }
    case 'subtype': {
      cursor.take()
      const subtype = cursor.expect('id', 'the name of an 802.11 subtype').text
      return finish(cursor, { kind: 'wlan-type', type: null, subtype, span: cursor.since(start) })
    }
    case 'dir':
      cursor.take()
      return finish(cursor, { kind: 'wlan-direction', direction: nameOrNumber(cursor), span: cursor.since(start) })
    case 'proto':
    case 'protochain':
    case 'gateway':
      cursor.take()
      return withIdentifiers(cursor, { protocol, direction: 'default', address: kind }, start)
    default: {
      if (startsHead(kind)) {
        const direction = parseDirection(cursor)
        const address = ADDRESS_KINDS.has(cursor.kind()) ? (cursor.take().kind as AddressKind) : 'default'
        return withIdentifiers(cursor, { protocol, direction, address }, start)
      }
      if (protocol === null) return cursor.fail('a primitive such as `host`, `port`, `tcp` or `ip[0] = 69`')
      // libpcap looks at what follows before it takes the protocol for a primitive.
      if (!cursor.endsTerm()) cursor.fail('a qualifier such as `host`, or `and`, `or` or the end')
      return finish(cursor, { kind: 'protocol', protocol, span: cursor.since(start) })
    }
  }
}

function parseDirection(cursor: Cursor): Direction {
  const kind = cursor.kind()
  if (DIRECTIONS.has(kind)) return cursor.take().kind as Direction
  if (kind !== 'src' && kind !== 'dst') return 'default'
  cursor.take()
  const joint = cursor.kind()
  if (joint !== 'or' && joint !== 'and') return kind
  cursor.take()
  const other = kind === 'src' ? 'dst' : 'src'
  cursor.expect(other, `\`${other}\``)
  return joint
}

function withIdentifiers(cursor: Cursor, qualifiers: Parsed['qualifiers'], start: Token['span']): Parsed {
  return { node: parseIdentifiers(cursor, qualifiers, start), qualifiers }
}

/** `vpi 5`, `vci > 3`, `opc (1 or 2)`. */
function parseFieldValues(cursor: Cursor, kind: 'atm-field' | 'mtp3-field', field: Token): Parsed {
  const one = (start: Token['span'], operator: '=' | Parameters<typeof isRelational>[0]): Primitive => {
    const value = number(cursor, 'a number')
    if (!isRelational(operator)) return cursor.fail('a comparison')
    return cursor.complete({ kind, field: field.text, operator, value, span: cursor.since(start) } as const)
  }
  if (isRelational(cursor.kind())) return { node: one(field.span, cursor.take().kind), qualifiers: NONE }
  if (cursor.kind() !== '(') return { node: one(field.span, '='), qualifiers: NONE }
  cursor.take()
  let node: Expression = one(field.span, '=')
  while (cursor.kind() === 'or') {
    cursor.take()
    node = { kind: 'or', left: node, right: one(cursor.peek().span, '='), span: cursor.since(field.span) }
  }
  cursor.expect(')', '`or` or `)`')
  return { node, qualifiers: NONE }
}

function encapsulation(cursor: Cursor, kind: Encapsulation, start: Token['span']): Primitive {
  const numbered = cursor.kind() === 'number' || cursor.kind() === '('
  const value = numbered ? parseNumber(cursor, 'a number') : null
  return { kind: 'encapsulation', encapsulation: kind, value, span: cursor.since(start) }
}

function finish(cursor: Cursor, node: Primitive): Parsed {
  return { node: cursor.complete(node), qualifiers: NONE }
}

function number(cursor: Cursor, expected: string): number {
  return cursor.expect('number', expected).value
}

function nameOrNumber(cursor: Cursor): NameOrNumber {
  const token = cursor.peek()
  if (token.kind === 'number') return cursor.take().value
  return cursor.expect('id', 'a name or a number').text
}
