/**
 * A test, or several of one thing, as a sentence about this packet: `IPv4 destination: bytes 30–33 are 192.168.1.9,
 * not 192.168.1.1`. Names come from what the way to the test has shown, as in explain/.
 */
import { JMP } from '../../bpf/index.ts'
import type { ByteRange, Environment, Outcome } from '../../vm/index.ts'
import type { Expression } from '../explain/expression.ts'
import { capital, type Name } from '../explain/field-name.ts'
import { nameIn } from '../explain/name.ts'
import { askConstant, prefixLength } from '../explain/question.ts'
import { formatIpv4Number } from '../../packet/index.ts'
import { describeValue, plainNumber } from '../explain/values.ts'
import type { World } from '../explain/world.ts'
import { valueOf, type PathTest } from './path-tests.ts'
import { isSettled, type ReasonGroup } from './reasons.ts'

/** The tests of a group have one subject, and so one name. `linkType` is a DLT number. */
export function tellGroup(group: ReasonGroup, linkType: number, environment: Environment): string {
  const [first] = group
  const last = group.at(-1)
  if (first === undefined || last === undefined) return ''
  const { subject, bytes, world } = last
  if (isSettled(last)) return 'the same for every packet'
  const called = nameIn([world], linkType, () => subject)
  const name = called !== null && group.every((test) => isCounted(test, called)) ? called : null
  const network = name === null ? null : networkOf(last, name)
  if (network !== null) return tellNetwork(last, network, environment, name)
  if (needsQuestion(last, name)) return tellByQuestion(last, name, environment)
  const otherName = nameIn([world], linkType, () => last.other)
  // What has no words of its own is spelled like the number beside it.
  const spelling = name ?? (otherName?.kind === null && otherName.shift === 0 ? otherName : null)
  const tails = tailsOf(group, spelling, linkType)
  const value = last.value === null ? 'not known' : spellValue(last.value, spelling)
  const label = name === null ? '' : labelOf(name)
  if (bytes.length > 0 && isHeld(subject, name))
    return `${label === '' ? '' : `${capital(label)}: `}${tellRanges(bytes)} ${verbOf(subject, bytes)} ${value}${tails}`
  const sources = sourcesOf(subject, bytes, world, linkType)
  const isPlain = subject.kind === 'length' || subject.kind === 'extension' || sources === ''
  if (isPlain) return `${label || 'a number'} is ${value}${tails}`
  return `${label === '' ? '' : `${capital(label)}, `}computed from ${sources}: ${value}${tails}`
}

/** A part of a field that is called by a smaller number than is compared is so only beside numbers of that kind. */
function isCounted({ other, otherValue }: PathTest, { shift }: Name): boolean {
  return (
    shift === 0 || (other.kind === 'constant' && ((otherValue ?? 0) >>> shift) << shift === ((otherValue ?? 0) | 0))
  )
}

/** The number stands in the packet, or in named bits of a field, and nothing was worked out of it. */
function isHeld(expression: Expression, name: Name | null): boolean {
  return expression.kind === 'load' || (name !== null && name.mask === null && isPart(expression))
}

function isPart(expression: Expression): boolean {
  if (expression.kind !== 'operation') return expression.kind === 'load'
  const { operator, left, right } = expression
  return (operator === 'and' || operator === 'rsh') && right.kind === 'constant' && isPart(left)
}

function verbOf({ kind }: Expression, bytes: readonly ByteRange[]): string {
  if (kind === 'load') return isOneByte(bytes) ? 'is' : 'are'
  return isOneByte(bytes) ? 'holds' : 'hold'
}

function labelOf({ full, mask }: Name): string {
  return mask === null ? full : `${full} under mask ${plainNumber(mask)}`
}

/** `bytes 16–17 and the packet’s length`: what a number is worked out from. */
function sourcesOf(expression: Expression, bytes: readonly ByteRange[], world: World, linkType: number): string {
  const beside = besideBytes(expression).flatMap((each) => nameIn([world], linkType, () => each)?.full ?? [])
  return [...(bytes.length === 0 ? [] : [tellRanges(bytes)]), ...new Set(beside)].join(' and ')
}

/** What an expression takes that is no bytes of the packet. */
function besideBytes(expression: Expression): Expression[] {
  if (expression.kind === 'operation') return [...besideBytes(expression.left), ...besideBytes(expression.right)]
  return expression.kind === 'length' || expression.kind === 'extension' ? [expression] : []
}

/** Masks and sets of bits have no plain `is … not …`: there the listing's question and its answer say it. */
function needsQuestion({ operation, other }: PathTest, name: Name | null): boolean {
  return (
    other.kind === 'constant' && (operation === JMP.JSET || (operation === JMP.JEQ && (name?.mask ?? null) !== null))
  )
}

function tellByQuestion(test: PathTest, name: Name | null, environment: Environment): string {
  const { operation, taken, subject, value, other, bytes } = test
  const isMasked = operation === JMP.JEQ && subject.kind === 'operation'
  const whole = isMasked ? subject.left : subject
  const raw = isMasked ? valueOf(whole, environment) : value
  const asked = askConstant(operation, name, other.kind === 'constant' ? other.value : 0)
  const answer = taken ? 'Yes' : 'No'
  if (raw === null || bytes.length === 0) return `${asked} ${answer}`
  const prefix = name === null || name.kind === null ? '' : `${capital(name.full)}: `
  const told = isHeld(whole, null)
    ? `${tellRanges(bytes)} ${verbOf(whole, bytes)} ${spellRaw(raw, name)}`
    : `computed from ${tellRanges(bytes)}: ${spellRaw(raw, null)}`
  return `${prefix}${told}; ${lowerFirst(asked)} ${answer}`
}

/** `10.0.0.0/8`, where an address under the mask of a prefix is compared. */
function networkOf({ operation, other }: PathTest, { kind, mask }: Name): string | null {
  if (operation !== JMP.JEQ || kind !== 'ipv4' || mask === null || other.kind !== 'constant') return null
  const length = prefixLength(mask)
  return length === null ? null : `${formatIpv4Number(other.value)}/${length}`
}

function tellNetwork(test: PathTest, network: string, environment: Environment, name: Name | null): string {
  const address = test.subject.kind === 'operation' ? valueOf(test.subject.left, environment) : null
  const told = address === null ? '' : ` are ${formatIpv4Number(address)},`
  return `${capital(name?.full ?? '')}: ${tellRanges(test.bytes)}${told} ${test.taken ? '' : 'not '}in ${network}`
}

function tailsOf(group: ReasonGroup, name: Name | null, linkType: number): string {
  const refused = group.filter(({ operation, taken }) => operation === JMP.JEQ && !taken)
  const bounds = group.filter(({ operation }) => operation !== JMP.JEQ)
  const equal = group.filter(
    ({ operation, taken, other }) => operation === JMP.JEQ && taken && other.kind !== 'constant',
  )
  const tails = equal.map((test) => `equal to ${spellOther(test, name, linkType)}`)
  tails.push(...bounds.map((test) => `${boundWord(test)} ${spellOther(test, name, linkType)}`))
  if (refused.length > 0)
    tails.push(`not ${list([...new Set(refused.map((test) => spellOther(test, name, linkType)))])}`)
  return tails.length === 0 ? '' : `, ${tails.join(' and ')}`
}

function boundWord({ operation, taken }: PathTest): string {
  if (operation === JMP.JGT) return taken ? 'above' : 'not above'
  return taken ? 'at least' : 'below'
}

/** A number that the filter's text has, or another thing of the packet with its number and its place. */
function spellOther(test: PathTest, name: Name | null, linkType: number): string {
  const { other, otherValue, otherBytes, world } = test
  if (other.kind === 'constant') return spellNamed(other.value, name)
  const called = nameIn([world], linkType, () => other)
  const otherName = called?.shift === 0 ? called : null
  const value = otherValue === null ? 'a number not known' : spellValue(otherValue, otherName ?? name)
  const told = otherName === null ? value : `${labelOf(otherName)}, ${value}`
  if (otherBytes.length > 0 && isHeld(other, otherName)) return `${told} in ${tellRanges(otherBytes)}`
  const isPlain = other.kind === 'length' || other.kind === 'extension'
  const sources = isPlain ? '' : sourcesOf(other, otherBytes, world, linkType)
  return sources === '' ? told : `${told}, computed from ${sources}`
}

/** In words alone, where there are any. */
function spellNamed(value: number, name: Name | null): string {
  const number = value >>> (name?.shift ?? 0)
  if (name === null) return plainNumber(value)
  if (name.kind === null) return number < 0x10000 ? `${number}` : plainNumber(number)
  return describeValue(number, { kind: name.kind, size: name.size }) ?? plainNumber(number)
}

/** In words, with the number that stands in the bytes. */
function spellValue(value: number, name: Name | null): string {
  const words = spellNamed(value, name)
  const number = value >>> (name?.shift ?? 0)
  if (words === plainNumber(number)) return words
  if (name?.kind === 'ethertype') return `${words} (0x${number.toString(16).padStart(4, '0')})`
  return name?.kind === 'ipproto' ? `${words} (${number})` : words
}

/** A whole field whose bits are asked for: in hex, where it has no words of its own. */
function spellRaw(value: number, name: Name | null): string {
  const described = name?.kind ? describeValue(value, { kind: name.kind, size: name.size }) : null
  return described ?? `0x${value.toString(16)}`
}

/** How a run ended inside a clause, other than by a return. */
export function tellFailure(outcome: Outcome, length: number): string {
  const frame = `the frame has ${length} ${length === 1 ? 'byte' : 'bytes'}`
  switch (outcome.kind) {
    case 'out-of-bounds': {
      const range = { from: outcome.offset, to: outcome.offset + outcome.size }
      return `asks for ${tellRanges([range])}: ${frame}; the kernel drops it here`
    }
    case 'division-by-zero':
      return 'divides by zero: the kernel drops the packet here'
    case 'step-limit':
      return `has not ended after ${outcome.steps.toLocaleString('en')} steps`
    default:
      return 'cannot be executed'
  }
}

export function tellRanges(ranges: readonly ByteRange[]): string {
  const places = ranges.map(({ from, to }) => (to - from === 1 ? `${from}` : `${from}–${to - 1}`))
  return `${isOneByte(ranges) ? 'byte' : 'bytes'} ${list(places, 'and')}`
}

function isOneByte(ranges: readonly ByteRange[]): boolean {
  const [first] = ranges
  return ranges.length === 1 && first !== undefined && first.to - first.from === 1
}

export function list(words: readonly string[], last = 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !text.startsWith('Ether') ? (text[0]?.toLowerCase() ?? '') + text.slice(1) : text
}
