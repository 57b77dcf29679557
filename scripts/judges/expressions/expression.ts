/**
 * Random expressions: primitives joined, negated and nested; stacks of encapsulations; and lists so
 * long that jumps reach over more than 255 instructions.
 */
import { alternativesOf } from './alternatives.ts'
import { pname, relation } from './arithmetic.ts'
import { headed, id, type IdentifierKind } from './identifiers.ts'
import type { Pen } from './pen.ts'
import { encapsulation, keyworded } from './primitives.ts'
import { fourParts, num } from './words.ts'

export function program(pen: Pen): string {
  if (pen.maybe(1)) return pen.use('prog: null', pen.pick(['', ' ']))
  pen.use('prog: null expr')
  const text = pen.random.below(150) === 0 ? longList(pen) : pen.maybe(6) ? stack(pen) : expr(pen, 2)
  return pen.maybe(4) ? text.replaceAll(' ', pen.pick(['  ', '\t', ' \t '])) : text
}

/** A term, and what an identifier behind it would be; null where none makes sense. */
interface Term {
  readonly text: string
  readonly inherits: IdentifierKind | null
}

function expr(pen: Pen, depth: number): string {
  pen.use('expr: term')
  const first = term(pen, depth)
  let last = first.text
  let { inherits } = first
  const more = pen.weigh([
    [45, 0],
    [30, 1],
    [15, 2],
    [10, 3],
  ])
  for (let i = 0; i < more; i++) {
    const both = pen.maybe(45)
    const word = both ? pen.and() : pen.or()
    const rule = both ? 'expr: expr and' : 'expr: expr or'
    const bare = inherits !== null ? pen.maybe(35) : pen.wild && pen.maybe(8)
    if (bare) last += ` ${word} ${pen.use(`${rule} id`, id(pen, inherits ?? 'any', 2))}`
    else {
      const next = term(pen, depth)
      last += ` ${word} ${pen.use(`${rule} term`, next.text)}`
      inherits = next.inherits
    }
  }
  return last
}

function term(pen: Pen, depth: number): Term {
  if (pen.maybe(10)) {
    const { text, inherits } = term(pen, depth)
    return { text: pen.use('term: not term', `${pen.not()}${text}`), inherits }
  }
  pen.use('term: rterm')
  if (depth > 0 && pen.maybe(18)) {
    return { text: pen.use('rterm: ( expr )', `(${expr(pen, depth - 1)})`), inherits: null }
  }
  return leaf(pen)
}

function leaf(pen: Pen): Term {
  const network = pen.sense.network || pen.wild
  const { pf, atm, ss7, wlan } = pen.sense
  const kind = pen.weigh([
    [network ? 30 : 0, 'headed'],
    [network ? 20 : 0, 'protocol'],
    [18, 'relation'],
    [pf || atm || ss7 || wlan ? 60 : 25, 'keyword'],
  ] as const)
  switch (kind) {
    case 'headed': {
      const { text, kind: inherits } = headed(pen)
      return { text, inherits }
    }
    case 'protocol':
      return {
        text: pen.use('rterm: pname', pname(pen, pen.wild || pen.maybe(30) ? undefined : EVERYDAY)),
        inherits: null,
      }
    case 'relation':
      return { text: relation(pen, 2), inherits: null }
    case 'keyword':
      return { text: keyworded(pen), inherits: null }
  }
}

const EVERYDAY = alternativesOf('pname').filter((name) => name !== 'link' && name !== 'radio')

/** `vlan and mpls and … and something`: each moves the offsets of all that follows. */
function stack(pen: Pen): string {
  const { vlan, mpls, network } = pen.sense
  const limits = { vlan: 4096, mpls: 2 ** 20, pppoes: 65536, geneve: 2 ** 24 } as const
  const layers = (['vlan', 'vlan', 'mpls', 'mpls', 'pppoes', 'geneve'] as const).filter((layer) => {
    if (pen.wild) return true
    return layer === 'vlan' ? vlan : layer === 'mpls' ? mpls : network
  })
  if (layers.length === 0) return expr(pen, 2)
  const parts = Array.from({ length: 1 + pen.random.below(3) }, () => {
    const layer = pen.pick(layers)
    return encapsulation(pen, layer, limits[layer])
  })
  parts.push(leaf(pen).text)
  if (pen.maybe(50)) parts.push(leaf(pen).text)
  pen.use('expr: term')
  pen.use('expr: expr and term')
  pen.use('term: rterm')
  return parts.reduce((left, right) => `${left} ${pen.and()} ${right}`)
}

/** More than 255 instructions. */
function longList(pen: Pen): string {
  const count = 40 + pen.random.below(80)
  pen.use('expr: term')
  pen.use('term: rterm')
  const join = (parts: readonly string[], rule: string) => {
    pen.use(rule)
    return parts.reduce((left, right) => `${left} ${pen.or()} ${right}`)
  }
  if (!pen.sense.network) {
    const parts = Array.from({ length: count * 2 }, (_, i) => `link[${i}] = ${num(pen, 256)}`)
    for (const each of ['rterm: arth relop arth', 'narth: pname [ arth ]', 'LINK: link', 'EQ: =']) pen.use(each)
    return join(parts, 'expr: expr or term')
  }
  pen.use('rterm: head id')
  pen.use('head: pqual aqual')
  if (pen.maybe(50)) {
    const hosts = Array.from({ length: count }, () => fourParts(pen))
    return `${pen.word('aqual', ['host'])} ${join(hosts, 'expr: expr or id')}`
  }
  return join(
    Array.from({ length: count }, () => `${pen.word('aqual', ['port'])} ${num(pen, 65536)}`),
    'expr: expr or term',
  )
}
