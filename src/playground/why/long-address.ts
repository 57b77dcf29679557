/**
 * An IPv6 address is too long for one load: a clause compares it piece by piece, from its beginning. Told is the
 * whole of what was compared: `IPv6 source: bytes 22–29 are 2001:0db8:0000:0000, in 2001:db8::/64`.
 *
 * Left out on purpose: a piece that differs where the clause has others behind it, which the run did not come to.
 */
import { JMP } from '../../bpf/index.ts'
import { formatIpv6 } from '../../packet/index.ts'
import type { Environment } from '../../vm/index.ts'
import { load, type Expression, type Load } from '../explain/expression.ts'
import { nameIn } from '../explain/name.ts'
import { prefixLength } from '../explain/question.ts'
import { describeValue } from '../explain/values.ts'
import { valueOf, type PathTest } from './path-tests.ts'
import type { ReasonGroup } from './reasons.ts'

const SIZE = 16

interface Piece {
  readonly test: PathTest
  readonly place: Load
  /** What it was compared with. */
  readonly wanted: number
  /** How many of its bits were. */
  readonly bits: number
}

/** `tests` are all of the clause's. Null where the group is about anything else. */
export function tellLongAddress(
  group: ReasonGroup,
  tests: readonly PathTest[],
  linkType: number,
  environment: Environment,
): string | null {
  const [only, another] = group
  const last = only === undefined || another !== undefined ? null : pieceOf(only)
  if (last === null) return null
  const pieces = withPiecesBefore(last, tests)
  const { place } = pieces[0] ?? last
  const name = nameIn([last.test.world], linkType, () => load(place.base, place.offset, SIZE))
  if (name?.kind !== 'ipv6') return null
  const compared = pieces.reduce((sum, { bits }) => sum + bits, 0)
  const { taken, bytes } = last.test
  const isWhole = compared === 8 * SIZE
  if (!isWhole && !taken && last.bits === 8 * last.place.size) return null
  const values = pieces.map((piece) => ({ size: piece.place.size, value: valueOf(piece.place, environment) ?? 0 }))
  const found = isWhole ? spellAddress(values) : values.map(spellPiece).join(':')
  const from = pieces[0]?.test.bytes[0]?.from
  const to = bytes[0]?.to
  if (from === undefined || to === undefined) return null
  const address = spellAddress(pieces.map(({ wanted, place: { size } }) => ({ size, value: wanted })))
  const tail = isWhole ? (taken ? '' : `, not ${address}`) : `, ${taken ? '' : 'not '}in ${address}/${compared}`
  return `${name.full}: bytes ${from}–${to - 1} are ${found}${tail}`
}

/** A comparison of bytes, all of them or their first bits, with a number. */
function pieceOf(test: PathTest): Piece | null {
  const { operation, subject, other } = test
  const masked = maskedLoad(subject)
  if (operation !== JMP.JEQ || other.kind !== 'constant' || masked === null) return null
  const { place, mask } = masked
  const bits = mask === null ? 8 * place.size : place.size === 4 ? prefixLength(mask) : null
  return bits === null ? null : { test, place, wanted: other.value, bits }
}

function maskedLoad(subject: Expression): { place: Load; mask: number | null } | null {
  if (subject.kind === 'load') return { place: subject, mask: null }
  if (subject.kind !== 'operation' || subject.operator !== 'and') return null
  const { left, right } = subject
  return left.kind === 'load' && right.kind === 'constant' ? { place: left, mask: right.value } : null
}

/** The piece behind those that were found to be as wanted, each ending where the next begins. */
function withPiecesBefore(last: Piece, tests: readonly PathTest[]): readonly Piece[] {
  const found = tests.flatMap((test) => (test.taken ? (pieceOf(test) ?? []) : []))
  const pieces = [last]
  let next = last.place
  for (const piece of found.toReversed()) {
    const { place, bits } = piece
    const isBefore = place.base?.key === next.base?.key && place.offset + place.size === next.offset
    if (!isBefore || bits !== 8 * place.size) continue
    pieces.unshift(piece)
    next = place
  }
  return pieces
}

interface Bytes {
  readonly size: number
  readonly value: number
}

function spellPiece({ size, value }: Bytes): string {
  return describeValue(value, { kind: 'ipv6', size }) ?? ''
}

/** Zeros follow pieces that are not a whole address. */
function spellAddress(pieces: readonly Bytes[]): string {
  const bytes = pieces.flatMap(({ size, value }) =>
    Array.from({ length: size }, (_, index) => (value >>> (8 * (size - 1 - index))) & 0xff),
  )
  return formatIpv6(Uint8Array.from(bytes))
}
