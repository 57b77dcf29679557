/**
 * What a conditional jump asks, in words. The answer yes goes to jt: a test that bits are set asks
 * for that, even where the interesting answer is that they are not.
 */
import { JMP } from '../../bpf/index.ts'
import { formatIpv4Number } from '../../packet/index.ts'
import { type Name, capital } from './field-name.ts'
import { describeValue, plainNumber } from './values.ts'

/** The question of comparing A, by its name, with a constant. */
export function askConstant(test: number, a: Name | null, k: number): string {
  if (test === JMP.JSET) return askBits(a, k)
  if (test === JMP.JEQ && a !== null && a.mask !== null) return askMasked(a, a.mask, k)
  const subject = a?.noun ?? 'A'
  const value = spell(a, k)
  if (test === JMP.JEQ) return `${subject} is ${value}?`
  return test === JMP.JGT ? `${subject} is above ${value}?` : `${subject} is ${value} or more?`
}

/** The question of comparing A with X. */
export function askIndex(test: number, a: Name | null, x: Name | null): string {
  const subject = a?.noun ?? 'A'
  const other = x === null ? 'X' : x.full
  if (test === JMP.JEQ) return `${subject} equals ${other}?`
  if (test === JMP.JGT) return `${subject} is above ${other}?`
  if (test === JMP.JGE) return `${subject} is at least ${other}?`
  return `${subject} has a set bit in common with ${other}?`
}

function spell(a: Name | null, k: number): string {
  if (a === null) return plainNumber(k)
  const isWhole = (k >>> a.shift) << a.shift === (k | 0)
  if (!isWhole) return `${plainNumber(k)} before the shift`
  const value = k >>> a.shift
  // Lengths, counts and what the kernel numbers are read as decimal.
  if (a.kind === null) return value < 0x10000 ? `${value}` : plainNumber(value)
  return describeValue(value, { kind: a.kind, size: a.size }) ?? plainNumber(value)
}

function askBits(a: Name | null, mask: number): string {
  const subject = a?.noun ?? 'A'
  const part = a?.parts.find((candidate) => candidate.mask === mask)
  if (a?.kind === 'tcp-flags' && a.mask === null) return `${flagList(a, mask, ' or ')} set?`
  if (part !== undefined && a?.kind === 'mac') return `${subject.split(',')[0]} is a group address?`
  if (part !== undefined) return isOneBit(mask) ? `${capital(part.name)} set?` : `${capital(part.name)} not zero?`
  if (a !== null && a.mask === null && mask === 0xffffffff) return `${subject} not zero?`
  return isOneBit(mask)
    ? `${subject} has bit ${plainNumber(mask)} set?`
    : `${subject} has any bit of ${plainNumber(mask)} set?`
}

function askMasked(a: Name, mask: number, value: number): string {
  if (a.kind === 'tcp-flags') {
    if (value === 0) return isOneBit(mask) ? `${flagList(a, mask, '')} clear?` : `${flagList(a, mask, ', ')} all clear?`
    if (value === mask) return isOneBit(mask) ? `${flagList(a, mask, '')} set?` : `${flagList(a, mask, ' and ')} set?`
    return `Of ${flagList(a, mask, ', ')} only ${flagList(a, value, ', ')} set?`
  }
  if (a.kind === 'ipv4') {
    const length = prefixLength(mask)
    const network = formatIpv4Number(value)
    if (length !== null) return `${a.noun} is in ${network}/${length}?`
    return `${a.noun} under mask ${formatIpv4Number(mask)} is ${network}?`
  }
  return `${a.noun} under mask ${plainNumber(mask)} is ${plainNumber(value)}?`
}

function flagList(a: Name, mask: number, separator: string): string {
  const named = a.parts.filter((part) => (part.mask & mask) !== 0).map((part) => part.name)
  return named.length === 0 ? `bits ${plainNumber(mask)}` : named.join(separator)
}

/** How many ones a mask begins with, if zeros alone follow them; null for any other mask. */
export function prefixLength(mask: number): number | null {
  const length = Math.clz32(~mask)
  const prefix = length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0
  return prefix === mask ? length : null
}

function isOneBit(mask: number): boolean {
  return mask !== 0 && (mask & (mask - 1)) === 0
}
