/**
 * WebAssembly instructions as bytes: numbers, locals, structured jumps.
 *
 * Only what the compiler uses is here. Labels count the blocks that are open, so that a branch knows
 * its depth by itself.
 * Source: WebAssembly Core Specification 2.0, section 5 (binary format).
 */

/** Types of values and blocks. */
export const TYPE = { I32: 0x7f, I64: 0x7e, V128: 0x7b, NONE: 0x40 } as const

export const OP = {
  DROP: 0x1a,
  SELECT: 0x1b,
  RETURN: 0x0f,
  CALL: 0x10,
  I32_LOAD: 0x28,
  I64_LOAD: 0x29,
  I32_LOAD8_U: 0x2d,
  I32_LOAD16_U: 0x2f,
  I64_LOAD32_U: 0x35,
  I32_STORE: 0x36,
  I64_STORE: 0x37,
  I32_EQZ: 0x45,
  I32_EQ: 0x46,
  I32_NE: 0x47,
  I32_LT_S: 0x48,
  I32_LT_U: 0x49,
  I32_GT_S: 0x4a,
  I32_GT_U: 0x4b,
  I32_LE_U: 0x4d,
  I32_GE_U: 0x4f,
  I32_POPCNT: 0x69,
  I32_ADD: 0x6a,
  I32_SUB: 0x6b,
  I32_MUL: 0x6c,
  I32_DIV_U: 0x6e,
  I32_REM_U: 0x70,
  I32_AND: 0x71,
  I32_OR: 0x72,
  I32_XOR: 0x73,
  I32_SHL: 0x74,
  I32_SHR_U: 0x76,
  I32_ROTL: 0x77,
  I64_ADD: 0x7c,
  I64_OR: 0x84,
  I64_SHL: 0x86,
  I64_SHR_U: 0x88,
  I32_WRAP_I64: 0xa7,
  I64_EXTEND_I32_U: 0xad,
} as const

type Load =
  typeof OP.I32_LOAD | typeof OP.I64_LOAD | typeof OP.I64_LOAD32_U | typeof OP.I32_LOAD8_U | typeof OP.I32_LOAD16_U
type Store = typeof OP.I32_STORE | typeof OP.I64_STORE

/** A block that is open; branching to it leaves it, or begins a loop anew. */
export interface Label {
  readonly level: number
}

export function unsignedLeb(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  return [...bytes, rest]
}

/** Any 32 bits, signed or not. */
export function signedLeb32(value: number): number[] {
  const bytes: number[] = []
  let rest = value | 0
  while (rest < -64 || rest > 63) {
    bytes.push((rest & 0x7f) | 0x80)
    rest >>= 7
  }
  return [...bytes, rest & 0x7f]
}

/** The body of one function while it is written. */
export class Code {
  readonly bytes: number[] = []
  private level = 0
  private readonly locals: number[] = []

  private readonly parameters: number

  constructor(parameters: number) {
    this.parameters = parameters
  }

  /** A new local, 0 at the start; gives its index. */
  local(type: number = TYPE.I32): number {
    this.locals.push(type)
    return this.parameters + this.locals.length - 1
  }

  op(...bytes: readonly number[]): void {
    for (const byte of bytes) this.bytes.push(byte)
  }
  /** i32.const; any 32 bits, signed or not. */
  i32(value: number): void {
    this.op(0x41, ...signedLeb32(value))
  }
  /** i64.const of a number below 2^31. */
  i64(value: number): void {
    this.op(0x42, ...signedLeb32(value))
  }
  get(local: number): void {
    this.op(0x20, ...unsignedLeb(local))
  }
  set(local: number): void {
    this.op(0x21, ...unsignedLeb(local))
  }
  tee(local: number): void {
    this.op(0x22, ...unsignedLeb(local))
  }
  getGlobal(index: number): void {
    this.op(0x23, ...unsignedLeb(index))
  }
  setGlobal(index: number): void {
    this.op(0x24, ...unsignedLeb(index))
  }
  call(index: number): void {
    this.op(OP.CALL, ...unsignedLeb(index))
  }
  /** At the address on the stack plus `offset` bytes; nothing is promised of its alignment. */
  load(op: Load, offset = 0): void {
    this.op(op, 0, ...unsignedLeb(offset))
  }
  store(op: Store, offset = 0): void {
    this.op(op, 0, ...unsignedLeb(offset))
  }

  block(type: number = TYPE.NONE): Label {
    return this.open(0x02, type)
  }
  loop(type: number = TYPE.NONE): Label {
    return this.open(0x03, type)
  }
  if(type: number = TYPE.NONE): Label {
    return this.open(0x04, type)
  }
  else(): void {
    this.op(0x05)
  }
  end(): void {
    this.level--
    this.op(0x0b)
  }
  private open(op: number, type: number): Label {
    this.op(op, type)
    this.level++
    return { level: this.level }
  }

  br(label: Label): void {
    this.op(0x0c, ...this.depth(label))
  }
  brIf(label: Label): void {
    this.op(0x0d, ...this.depth(label))
  }
  /** Goes to the label that the number on the stack counts to; past the last one, to `otherwise`. */
  brTable(labels: readonly Label[], otherwise: Label): void {
    this.op(0x0e, ...unsignedLeb(labels.length))
    for (const label of [...labels, otherwise]) this.op(...this.depth(label))
  }
  private depth(label: Label): number[] {
    return unsignedLeb(this.level - label.level)
  }

  /** The whole function as the code section has it: size, locals, instructions, end. */
  function(): number[] {
    const groups = this.locals.flatMap((type) => [1, type])
    const body = [...unsignedLeb(this.locals.length), ...groups]
    const size = body.length + this.bytes.length + 1
    return [...unsignedLeb(size), ...body, ...this.bytes, 0x0b]
  }
}
