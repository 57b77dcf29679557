/**
 * One instruction of the machine, executed in place. The only interpreter in the house: running,
 * recording and debugging are loops over it.
 *
 * It executes what it is given, checked or not: an instruction that does not exist ends the run with
 * an outcome. Where the flavours differ the case says so. The load check is in bpf/check.ts.
 *
 * Source: bpf(4); Documentation/networking/filter.rst; libpcap's bpf_filter(), observed.
 */
import { readsExtension, type Program } from '../bpf/index.ts'
import { readExtension } from './extension-loads.ts'
import { absoluteOffset, indexedOffset, readPacket } from './loads.ts'
import { type Environment, type MachineState, type Outcome } from './types.ts'

/** The machine before its first instruction. Registers and scratch memory are 0. */
export function createState(): MachineState {
  return { pc: 0, a: 0, x: 0, m: new Uint32Array(16), steps: 0, outcome: null }
}

/**
 * Executes exactly one instruction. Calling it after the run has ended is a bug and throws.
 *
 * The instruction that ends the run counts as a step, and leaves `pc` where it stands.
 */
export function step(program: Program, environment: Environment, state: MachineState): void {
  if (state.outcome !== null) throw new Error('Broken invariant: step after the end of the run')
  const { pc, a, x, m } = state
  const instruction = program[pc]
  state.steps++
  if (instruction === undefined) return end(state, { kind: 'bad-instruction', pc })
  const { code, jt, jf, k } = instruction
  const { packet, metadata, flavour } = environment

  // Literals, not names, so that the engine makes a jump table of it; the test compares them with
  // bpf/opcodes.ts, one by one.
  switch (code) {
    case 0x20: // ld [k]
    case 0x28: // ldh [k]
    case 0x30: // ldb [k]
      if (readsExtension(code, k, flavour)) {
        state.a = readExtension(k, state, environment)
        break
      }
      return load(absoluteOffset(k, environment), code === 0x20 ? 4 : code === 0x28 ? 2 : 1, environment, state)
    case 0x40: // ld [x + k]
      return load(indexedOffset(x, k, environment), 4, environment, state)
    case 0x48: // ldh [x + k]
      return load(indexedOffset(x, k, environment), 2, environment, state)
    case 0x50: // ldb [x + k]
      return load(indexedOffset(x, k, environment), 1, environment, state)
    case 0x00: // ld #k
      state.a = k
      break
    case 0x60: // ld M[k]
      if (k >= m.length) return end(state, { kind: 'bad-instruction', pc })
      state.a = m[k] ?? 0
      break
    case 0x80: // ld #len
      state.a = (metadata.len ?? packet.length) >>> 0
      break

    case 0x01: // ldx #k
      state.x = k
      break
    case 0x61: // ldx M[k]
      if (k >= m.length) return end(state, { kind: 'bad-instruction', pc })
      state.x = m[k] ?? 0
      break
    case 0x81: // ldx #len
      state.x = (metadata.len ?? packet.length) >>> 0
      break
    case 0xb1: {
      // ldxb 4*([k]&0xf)
      const offset = absoluteOffset(k, environment)
      const byte = readPacket(packet, offset, 1)
      if (byte < 0) return end(state, { kind: 'out-of-bounds', pc, offset, size: 1 })
      state.x = (byte & 0xf) * 4
      break
    }

    case 0x02: // st M[k]
      if (k >= m.length) return end(state, { kind: 'bad-instruction', pc })
      m[k] = a
      break
    case 0x03: // stx M[k]
      if (k >= m.length) return end(state, { kind: 'bad-instruction', pc })
      m[k] = x
      break

    case 0x04: // add #k
      state.a = (a + k) >>> 0
      break
    case 0x0c: // add x
      state.a = (a + x) >>> 0
      break
    case 0x14: // sub #k
      state.a = (a - k) >>> 0
      break
    case 0x1c: // sub x
      state.a = (a - x) >>> 0
      break
    case 0x24: // mul #k
      state.a = Math.imul(a, k) >>> 0
      break
    case 0x2c: // mul x
      state.a = Math.imul(a, x) >>> 0
      break
    case 0x34: // div #k
      if (k === 0) return end(state, { kind: 'division-by-zero', pc })
      state.a = (a / k) >>> 0
      break
    case 0x3c: // div x
      if (x === 0) return end(state, { kind: 'division-by-zero', pc })
      state.a = (a / x) >>> 0
      break
    case 0x94: // mod #k
      if (k === 0) return end(state, { kind: 'division-by-zero', pc })
      state.a = a % k
      break
    case 0x9c: // mod x
      if (x === 0) return end(state, { kind: 'division-by-zero', pc })
      state.a = a % x
      break
    case 0x44: // or #k
      state.a = (a | k) >>> 0
      break
    case 0x4c: // or x
      state.a = (a | x) >>> 0
      break
    case 0x54: // and #k
      state.a = (a & k) >>> 0
      break
    case 0x5c: // and x
      state.a = (a & x) >>> 0
      break
    case 0xa4: // xor #k
      state.a = (a ^ k) >>> 0
      break
    case 0xac: // xor x
      state.a = (a ^ x) >>> 0
      break

    // A constant shift of 32 and more is refused by the kernel and not defined in libpcap's C; what
    // processors do, and this, is to look at the low five bits alone.
    case 0x64: // lsh #k
      state.a = (a << k) >>> 0
      break
    case 0x74: // rsh #k
      state.a = a >>> k
      break
    // By X, Linux looks at the low five bits; libpcap shifts everything out.
    case 0x6c: // lsh x
      state.a = flavour === 'libpcap' && x >= 32 ? 0 : (a << x) >>> 0
      break
    case 0x7c: // rsh x
      state.a = flavour === 'libpcap' && x >= 32 ? 0 : a >>> x
      break
    case 0x84: // neg
      state.a = -a >>> 0
      break

    case 0x05: // ja k
      // libpcap takes the distance as signed and can loop; for the kernel it is far past the end.
      if (flavour === 'linux' && pc + 1 + k >= program.length) return end(state, { kind: 'bad-instruction', pc })
      state.pc = (pc + 1 + k) >>> 0
      return
    case 0x15: // jeq #k
      state.pc = pc + 1 + (a === k ? jt : jf)
      return
    case 0x1d: // jeq x
      state.pc = pc + 1 + (a === x ? jt : jf)
      return
    case 0x25: // jgt #k
      state.pc = pc + 1 + (a > k ? jt : jf)
      return
    case 0x2d: // jgt x
      state.pc = pc + 1 + (a > x ? jt : jf)
      return
    case 0x35: // jge #k
      state.pc = pc + 1 + (a >= k ? jt : jf)
      return
    case 0x3d: // jge x
      state.pc = pc + 1 + (a >= x ? jt : jf)
      return
    case 0x45: // jset #k
      state.pc = pc + 1 + ((a & k) !== 0 ? jt : jf)
      return
    case 0x4d: // jset x
      state.pc = pc + 1 + ((a & x) !== 0 ? jt : jf)
      return

    case 0x06: // ret #k
      return end(state, { kind: 'returned', value: k })
    case 0x16: // ret a
      return end(state, { kind: 'returned', value: a })

    case 0x07: // tax
      state.x = a
      break
    case 0x87: // txa
      state.a = x
      break

    default:
      return end(state, { kind: 'bad-instruction', pc })
  }
  state.pc = pc + 1
}

function load(offset: number, size: number, { packet }: Environment, state: MachineState): void {
  const value = readPacket(packet, offset, size)
  if (value < 0) return end(state, { kind: 'out-of-bounds', pc: state.pc, offset, size })
  state.a = value
  state.pc++
}

function end(state: MachineState, outcome: Outcome): void {
  state.outcome = outcome
}

/** What the socket makes of an outcome: bytes to keep at most, 0 where the packet is dropped. */
export function verdictOf(outcome: Outcome): number {
  return outcome.kind === 'returned' ? outcome.value : 0
}
