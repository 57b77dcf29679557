/**
 * Random comparisons of numbers: loads, operators in every nesting, and enough depth to run out of
 * the sixteen scratch words.
 */
import { alternativesOf, constantWords } from './alternatives.ts'
import type { Pen } from './pen.ts'
import { constant, num, pnum } from './words.ts'

/** A protocol's name, in one of its spellings. */
export function pname(pen: Pen, among: readonly string[] = alternativesOf('pname')): string {
  const protocol = pen.word('pname', among)
  switch (protocol) {
    case 'link':
      return pen.word('LINK')
    case 'esis':
      return pen.word('ESIS')
    case 'isis':
      return pen.word('ISIS')
    default:
      return protocol
  }
}

/** `=` in either spelling, `>` or `>=`. */
export function relop(pen: Pen): string {
  const operator = pen.word('relop')
  return operator === '=' ? pen.word('EQ') : operator
}

export function relation(pen: Pen, depth: number): string {
  if (pen.maybe(2)) return registerHungry(pen)
  if (pen.maybe(8)) return flagTest(pen)
  const left = arth(pen, depth)
  const direct = pen.maybe(50)
  pen.use(direct ? 'rterm: arth relop arth' : 'rterm: arth irelop arth')
  const operator = direct ? relop(pen) : pen.word('irelop')
  const right = pen.maybe(60) ? constantSide(pen) : arth(pen, depth - 1)
  const space = pen.maybe(80) ? ' ' : ''
  return `${left}${space}${operator}${space}${right}`
}

function constantSide(pen: Pen): string {
  pen.use('arth: pnum')
  return pnum(pen, pen.maybe(80) ? 300 : 2 ** 32)
}

/** What people write with the named constants. */
function flagTest(pen: Pen): string {
  if (!pen.sense.network && !pen.wild) return relation(pen, 1)
  const flag = () =>
    constant(pen, ['tcp-fin', 'tcp-syn', 'tcp-rst', 'tcp-push', 'tcp-ack', 'tcp-urg', 'tcp-ece', 'tcp-cwr'])
  const load = (protocol: string, offset: string) => {
    pen.use('narth: pname [ arth ]')
    pen.use('arth: pnum')
    pen.use('pnum: NUM')
    return `${pen.word('pname', [protocol])}[${constant(pen, [offset])}]`
  }
  pen.use('rterm: arth relop arth')
  pen.use('arth: narth')
  pen.use('relop: =')
  if (pen.maybe(50)) {
    const version = pen.pick(['icmp', 'icmp6'])
    const type = pen.pick(['type', 'code'])
    const messages = constantWords.filter((word) => word.startsWith(`${version}-`))
    return `${load(version, `${version}${type}`)} ${pen.word('EQ')} ${constant(pen, messages)}`
  }
  pen.use('narth: arth & arth')
  pen.use('narth: arth | arth')
  return `${load('tcp', 'tcpflags')} & (${flag()}|${flag()}) ${pen.word('EQ')} ${flag()}`
}

export function arth(pen: Pen, depth: number): string {
  if (pen.maybe(25)) {
    pen.use('arth: pnum')
    return pnum(pen, 2 ** pen.random.below(33))
  }
  pen.use('arth: narth')
  return narth(pen, depth)
}

const OPERATORS = ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>'] as const

function narth(pen: Pen, depth: number): string {
  const choice = pen.random.below(100)
  if (depth <= 0 || choice < 45) return load(pen, depth)
  if (choice < 52) {
    pen.use('narth: len')
    return pen.word('LEN')
  }
  if (choice < 60) return pen.use('narth: - arth', `-${pen.pick(['', ' '])}${arth(pen, depth - 1)}`)
  if (choice < 72) return pen.use('narth: ( narth )', `(${narth(pen, depth - 1)})`)
  const operator = pen.pick(OPERATORS)
  pen.use(`narth: arth ${operator} arth`)
  return `${arth(pen, depth - 1)}${joint(pen, operator)}${rightOf(pen, operator, depth - 1)}`
}

/** Division by zero and shifts of 32 and more are refusals: seldom, unless refusals are wanted. */
function rightOf(pen: Pen, operator: string, depth: number): string {
  if (pen.wild || !['/', '%', '<<', '>>'].includes(operator) || pen.maybe(20)) return arth(pen, depth)
  pen.use('arth: pnum')
  pen.use('pnum: NUM')
  pen.use('NUM: decimal')
  return String(1 + pen.random.below(31))
}

/** Without spaces a digit and a dash, or two signs, would be one word. */
function joint(pen: Pen, operator: string): string {
  if (operator === '-') return ' - '
  return pen.maybe(60) ? ` ${operator} ` : operator
}

const LINK_PROTOCOLS = ['link'] as const
const NETWORK_PROTOCOLS = [
  ...['ip', 'ip', 'ip', 'tcp', 'tcp', 'udp', 'icmp', 'ip6', 'icmp6', 'arp', 'link', 'link', 'rarp', 'sctp', 'igmp'],
  ...['igrp', 'pim', 'vrrp', 'carp', 'atalk', 'decnet', 'lat', 'sca', 'moprc', 'mopdl'],
] as const

function load(pen: Pen, depth: number): string {
  const sensible = pen.sense.network ? NETWORK_PROTOCOLS : LINK_PROTOCOLS
  const radio = pen.sense.radio && pen.maybe(20) ? ['radio'] : sensible
  const protocol = pen.wild ? pname(pen) : pname(pen, radio)
  return loadFrom(pen, protocol, depth)
}

function loadFrom(pen: Pen, protocol: string, depth: number): string {
  let index: string
  if (depth > 0 && pen.maybe(15)) index = arth(pen, depth - 1)
  else {
    pen.use('arth: pnum')
    index = pnum(pen, 60)
  }
  if (pen.maybe(50)) return pen.use('narth: pname [ arth ]', `${protocol}[${index}]`)
  const size = pen.wild || pen.maybe(3) ? num(pen, 6) : pen.use('NUM: decimal', pen.pick(['1', '2', '4']))
  return pen.use('narth: pname [ arth : NUM ]', `${protocol}[${index}${pen.pick([':', ':', ' : '])}${size}]`)
}

/** Leans to the right, so that every value on the way waits in a scratch word: around the limit of 16. */
function registerHungry(pen: Pen): string {
  const levels = 10 + pen.random.below(9)
  const protocol = pen.sense.network && pen.maybe(60) ? 'ip' : 'link'
  pen.use(`pname: ${protocol}`)
  if (protocol === 'link') pen.use('LINK: link')
  for (const each of ['narth: pname [ arth ]', 'narth: ( narth )', 'narth: arth + arth', 'rterm: arth relop arth'])
    pen.use(each)
  pen.use('relop: =')
  pen.use('EQ: =')
  let text = `${protocol}[0]`
  for (let i = 1; i < levels; i++) text = `${protocol}[${i}] + (${text})`
  return `${text} = 1`
}
