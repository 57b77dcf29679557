/**
 * A test, or several of one thing, as a sentence about this packet: `IPv4 destination: bytes 30–33 are 192.168.1.9,
 * not 192.168.1.1`. Names come from what the way to the test has shown, as in explain/.
 */
import { JMP } from '../../bpf/index.ts'
import type { ByteRange, Environment, Outcome } from '../../vm/index.ts'
import { capital, type Name } from '../explain/field-name.ts'
import { nameIn } from '../explain/name.ts'
import { askConstant, prefixLength } from '../explain/question.ts'
import { formatIpv4Number } from '../../packet/index.ts'
import { describeValue, plainNumber } from '../explain/values.ts'
import { valueOf, type PathTest } from './path-tests.ts'
import type { ReasonGroup } from './reasons.ts'

/** The tests of a group have one subject, and so one name. `linkType` is a DLT number. */
export function tellGroup(group: ReasonGroup, linkType: number, environment: Environment): string {
  const [first] = group
  const last = group.at(-1)
  if (first === undefined || last === undefined) return ''
  const name = nameIn([last.world], linkType, () => last.subject)
  if (last.subject.kind === 'constant' && last.other.kind === 'constant') return 'the same for every packet'
  const network = name === null ? null : networkOf(last, name)
  if (network !== null) return tellNetwork(last, network, environment, name)
  if (needsQuestion(last, name)) return tellByQuestion(last, name, environment)
  const tails = tailsOf(group, name, linkType)
  const value = last.value === null ? 'not known' : spellValue(last.value, name)
  const { bytes, subject } = last
  if (bytes.length === 0) return `${name?.full ?? 'a constant'} is ${value}${tails}`
  const verb = subject.kind === 'load' ? (isOneByte(bytes) ? 'is' : 'are') : isOneByte(bytes) ? 'holds' : 'hold'
  const prefix = name === null ? '' : `${capital(name.full)}: `
  return `${prefix}${tellRanges(bytes)} ${verb} ${value}${tails}`
}

/** Masks and sets of bits have no plain `is … not …`: there the listing's question and its answer say it. */
function needsQuestion({ operation, other }: PathTest, name: Name | null): boolean {
  return (
    other.kind === 'constant' && (operation === JMP.JSET || (operation === JMP.JEQ && (name?.mask ?? null) !== null))
  )
}

function tellByQuestion(test: PathTest, name: Name | null, environment: Environment): string {
  const { operation, taken, subject, value, other, bytes } = test
  const raw = operation === JMP.JEQ && subject.kind === 'operation' ? valueOf(subject.left, environment) : value
  const asked = askConstant(operation, name, other.kind === 'constant' ? other.value : 0)
  const answer = taken ? 'Yes' : 'No'
  if (raw === null || bytes.length === 0) return `${asked} ${answer}`
  const whole = name === null ? null : { ...name, mask: null, shift: 0 }
  const prefix = name === null || name.kind === null ? '' : `${capital(name.full)}: `
  return `${prefix}${tellRanges(bytes)} ${isOneByte(bytes) ? 'is' : 'are'} ${spellRaw(raw, whole)}; ${lowerFirst(asked)} ${answer}`
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
  const tails = bounds.map((test) => `${boundWord(test)} ${spellOther(test, name, linkType)}`)
  if (refused.length > 0)
    tails.push(`not ${list([...new Set(refused.map((test) => spellOther(test, name, linkType)))])}`)
  return tails.length === 0 ? '' : `, ${tails.join(' and ')}`
}

function boundWord({ operation, taken }: PathTest): string {
  if (operation === JMP.JGT) return taken ? 'above' : 'not above'
  return taken ? 'at least' : 'below'
}

/** A number that the filter's text has, or another thing of the packet with its number. */
function spellOther({ other, otherValue, world }: PathTest, name: Name | null, linkType: number): string {
  const value = otherValue === null ? 'a number not known' : spellNamed(otherValue, name)
  if (other.kind === 'constant') return value
  const otherName = nameIn([world], linkType, () => other)
  return otherName === null ? value : `${otherName.full}, ${value}`
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
