/**
 * Random filter expressions for a live capture: the whole language with VLAN tags, and what else the
 * kernel knows of a packet, strewn among it, on the link types that a capture on Linux has.
 */
import { Pen } from './expressions/pen.ts'
import { program } from './expressions/expression.ts'
import { createRandom, type Random } from './random.ts'
import type { ExpressionCase } from './random-expressions.ts'

const EN10MB = 1
const LINUX_SLL = 113
const LINUX_SLL2 = 276

export function randomLive(seed: number, count: number): ExpressionCase[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => ({
    linkType: random.pick([EN10MB, EN10MB, EN10MB, EN10MB, EN10MB, EN10MB, EN10MB, EN10MB, LINUX_SLL, LINUX_SLL2]),
    snaplen: random.pick([262144, 262144, 96]),
    netmask: random.pick([null, 0xffffff00]),
    optimize: random.below(4) > 0,
    live: true,
    expression: expression(random, kernelTerm),
  }))
}

/** Terms of the caller's, every third of the general language, joined, negated and nested. */
export function expression(random: Random, special: (random: Random) => string): string {
  const terms = [term(random, special)]
  for (let more = random.below(4); more > 0; more--) {
    terms.push(random.pick(['and', 'and', 'and', 'or']), term(random, special))
  }
  return terms.join(' ')
}

function term(random: Random, special: (random: Random) => string): string {
  const choice = random.below(100)
  if (choice < 12) return `not ${term(random, special)}`
  if (choice < 20) return `(${expression(random, special)})`
  if (choice < 66) return special(random)
  const general = program(new Pen(random, 'EN10MB', choice < 69))
  return random.below(2) === 0 ? general : `(${general})`
}

function kernelTerm(random: Random): string {
  const number = (limit: number) => String(random.below(limit))
  const make = random.pick([
    () => 'vlan',
    () => 'vlan',
    () => 'vlan',
    () => `vlan ${number(4096)}`,
    () => `vlan ${number(4096)}`,
    () => `vlan ${number(4096)}`,
    () => `vlan ${number(5000)}`,
    () => `mpls ${number(2000)}`,
    () => `pppoes ${number(70000)}`,
    () => 'geneve',
    () => 'inbound',
    () => 'outbound',
    () => `ifindex ${number(10)}`,
    () => 'ip protochain 6',
    () => 'ipx',
    () => 'llc ui',
    () => 'ether multicast',
    () => `ether[${number(20)}] = ${number(256)}`,
    () => `tcp port ${number(65536)}`,
  ])
  return make()
}
