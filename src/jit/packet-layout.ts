/**
 * How packets lie in memory, and how their bytes are loaded from there by scalar code.
 *
 * Left out on purpose: whether there are such bytes; who loads has checked that. lane-loads.ts loads for four packets.
 */
import { OP, type Code } from './wasm-code.ts'

/** Each packet's bytes one behind the other, somewhere; a table tells where. */
export interface Rows {
  readonly kind: 'rows'
  /** Bytes of memory, whatever they are, that there are at least from each packet's first on. */
  readonly readable: number
}

/**
 * The first `bytes` of each packet, a multiple of four, in columns: the first four bytes of all packets, `stride` bytes
 * further on the next four of all. A filter that asks for three fields touches three columns and no other memory, and
 * loads a field of four packets at once.
 */
export interface Columns {
  readonly kind: 'columns'
  readonly bytes: number
  readonly stride: number
}

export type PacketLayout = Rows | Columns

function loadOp(size: 1 | 2 | 4) {
  return size === 4 ? OP.I32_LOAD : size === 2 ? OP.I32_LOAD16_U : OP.I32_LOAD8_U
}

/** Leaves bytes that are there on the stack, in the memory's order. `packet` is the address of the packet's first. */
export function emitBytesAt(code: Code, layout: PacketLayout, packet: number, offset: number, size: 1 | 2 | 4): void {
  if (layout.kind === 'rows') {
    code.get(packet)
    return code.load(loadOp(size), offset)
  }
  // Past the columns there is nothing, and who has checked does not come here.
  if (offset + size > layout.bytes) return code.i32(0)
  const first = offset & 3
  const at = (offset >>> 2) * layout.stride
  if (first + size <= 4) {
    code.get(packet)
    return code.load(loadOp(size), at + first)
  }
  code.get(packet)
  code.load(OP.I32_LOAD, at)
  code.i32(8 * first)
  code.op(OP.I32_SHR_U)
  code.get(packet)
  code.load(OP.I32_LOAD, at + layout.stride)
  code.i32(32 - 8 * first)
  code.op(OP.I32_SHL, OP.I32_OR)
  if (size === 2) mask(code, 0xffff)
}

/** The same at an offset that is in a local, behind `offset` bytes that are added to the packet's address. */
export function emitBytesFrom(
  code: Code,
  layout: PacketLayout,
  packet: number,
  index: number,
  size: 1 | 2 | 4,
  offset = 0,
): void {
  if (layout.kind === 'rows') {
    code.get(packet)
    code.get(index)
    code.op(OP.I32_ADD)
    return code.load(loadOp(size), offset)
  }
  const { stride } = layout
  if (size === 1) {
    wordOf(0)
    code.get(index)
    code.i32(3)
    code.op(OP.I32_AND, OP.I32_ADD)
    return code.load(OP.I32_LOAD8_U, offset)
  }
  // The words of the first byte and of the last one, which may be the same, as one number.
  wordOf(0)
  code.load(OP.I64_LOAD32_U, offset)
  wordOf(size - 1)
  code.load(OP.I64_LOAD32_U, offset)
  code.i64(32)
  code.op(OP.I64_SHL, OP.I64_OR)
  code.get(index)
  code.i32(3)
  code.op(OP.I32_AND)
  code.i32(3)
  code.op(OP.I32_SHL, OP.I64_EXTEND_I32_U, OP.I64_SHR_U, OP.I32_WRAP_I64)
  if (size === 2) mask(code, 0xffff)

  function wordOf(byte: number) {
    code.get(packet)
    code.get(index)
    if (byte > 0) {
      code.i32(byte)
      code.op(OP.I32_ADD)
    }
    code.i32(2)
    code.op(OP.I32_SHR_U)
    code.i32(stride)
    code.op(OP.I32_MUL, OP.I32_ADD)
  }
}

function mask(code: Code, bits: number): void {
  code.i32(bits)
  code.op(OP.I32_AND)
}
