/**
 * Loads from the packet, with the checks that what is known leaves necessary. What they load is left
 * on the stack, in the memory's byte order; past the packet's end they drop.
 *
 * A packet is shorter than 2^31 bytes, so an offset from there on is always past its end.
 * Source: vm/loads.ts, which says what offsets mean.
 */
import { SKF_LL_OFF, SKF_NET_OFF } from '../bpf/index.ts'
import { staysSmall, type Facts } from './facts.ts'
import { emitBytesAt, emitBytesFrom } from './packet-layout.ts'
import { type Surroundings } from './surroundings.ts'
import { OP } from './wasm-code.ts'

const LONGEST = 0x80000000

export function emitLoadAt(
  offset: number,
  size: 1 | 2 | 4,
  facts: Facts,
  { code, locals, layout, dropIf }: Surroundings,
): void {
  const end = offset + size
  if (end >= LONGEST) {
    code.i32(1)
    dropIf()
    return code.i32(0)
  }
  if (end > facts.length) {
    code.get(locals.caplen)
    code.i32(end)
    code.op(OP.I32_LT_U)
    dropIf()
  }
  emitBytesAt(code, layout, locals.packet, offset, size)
}

export function emitIndexedLoad(k: number, size: 1 | 2 | 4, facts: Facts, surroundings: Surroundings): void {
  const { code, locals, layout, dropIf } = surroundings
  if (!staysSmall(facts.x, k)) return emitFarLoad(k, size, surroundings)
  if (k + size > facts.lengthFromX) {
    code.get(locals.x)
    code.i32(k + size)
    code.op(OP.I32_ADD)
    code.get(locals.caplen)
    code.op(OP.I32_GT_U)
    dropIf()
  }
  if (layout.kind === 'rows') return emitBytesFrom(code, layout, locals.packet, locals.x, size, k)
  code.get(locals.x)
  code.i32(k)
  code.op(OP.I32_ADD)
  code.set(locals.temporary)
  emitBytesFrom(code, layout, locals.packet, locals.temporary, size)
}

/** Where X + k may be anything: it may wrap around, and on Linux be negative. */
function emitFarLoad(k: number, size: 1 | 2 | 4, surroundings: Surroundings): void {
  const { code, locals, layout, dropIf, flavour } = surroundings
  const offset = locals.temporary
  code.get(locals.x)
  code.i32(k)
  code.op(OP.I32_ADD)
  code.set(offset)
  if (flavour === 'linux') emitNegative(surroundings)
  else {
    code.get(offset)
    code.i32(k)
    code.op(OP.I32_LT_U)
    dropIf()
  }
  code.get(locals.caplen)
  code.i32(size)
  code.op(OP.I32_LT_U)
  code.get(offset)
  code.get(locals.caplen)
  code.i32(size)
  code.op(OP.I32_SUB)
  code.op(OP.I32_GT_U)
  code.op(OP.I32_OR)
  dropIf()
  emitBytesFrom(code, layout, locals.packet, offset, size)
}

/** What lies between 2^31 and SKF_LL_OFF is moved too, but stays past every packet's end. */
function emitNegative({ code, locals, netoff }: Surroundings): void {
  const offset = locals.temporary
  const header = Math.min(netoff, LONGEST)
  code.get(offset)
  code.i32(0)
  code.op(OP.I32_LT_S)
  code.if()
  code.get(offset)
  code.i32(header - SKF_NET_OFF)
  code.i32(-SKF_LL_OFF)
  code.get(offset)
  code.i32(SKF_NET_OFF)
  code.op(OP.I32_GE_U, OP.SELECT, OP.I32_ADD)
  code.set(offset)
  code.end()
}
