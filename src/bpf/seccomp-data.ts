/**
 * `struct seccomp_data`, which a seccomp filter reads instead of a packet.
 *
 * A filter reads it in aligned 32-bit words and gets them as the processor has them, where a packet's
 * come in network byte order. So the machine is given the words in network byte order, and one
 * interpreter serves both: seccomp-check.ts lets no other loads through. A 64-bit field has its low
 * half first, as on x86-64 and arm64.
 *
 * Left out on purpose: big-endian machines.
 *
 * Source: linux/seccomp.h, linux/audit.h; Documentation/userspace-api/seccomp_filter.rst.
 */
import { SECCOMP_DATA_SIZE } from './seccomp-check.ts'

/** The machine's number in ELF, with a bit for 64-bit and one for little-endian. */
export const AUDIT_ARCH = {
  X86_64: 0xc000003e,
  I386: 0x40000003,
  AARCH64: 0xc00000b7,
} as const

/** Stands for `struct seccomp_data` where a frame has its link type. No capture has this one: it is the last of 16 bits. */
export const SECCOMP_LINK_TYPE = 0xffff

/** A system call, as a filter sees it. */
export interface SeccompData {
  /** Number of the call; what is negative there is 2^32 less than here. */
  readonly nr: number
  /** AUDIT_ARCH_*. */
  readonly arch: number
  /** 64 bits, unsigned. */
  readonly instructionPointer: bigint
  /** Six at most of 64 bits, unsigned; those that are missing are 0. */
  readonly args: readonly bigint[]
}

/** What the machine runs on: 64 bytes, each word in network byte order. */
export function seccompPacket({ nr, arch, instructionPointer, args }: SeccompData): Uint8Array {
  const bytes = new Uint8Array(SECCOMP_DATA_SIZE)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, nr)
  view.setUint32(4, arch)
  for (const [index, value] of [instructionPointer, ...args.slice(0, 6)].entries()) {
    const at = 8 + index * 8
    view.setUint32(at, Number(value & 0xffffffffn))
    view.setUint32(at + 4, Number((value >> 32n) & 0xffffffffn))
  }
  return bytes
}

/** The call of which seccompPacket() makes these bytes; bytes that are missing count as 0. */
export function readSeccompPacket(bytes: Uint8Array): SeccompData {
  const whole = new Uint8Array(SECCOMP_DATA_SIZE)
  whole.set(bytes.subarray(0, SECCOMP_DATA_SIZE))
  const view = new DataView(whole.buffer)
  const long = (at: number) => (BigInt(view.getUint32(at + 4)) << 32n) | BigInt(view.getUint32(at))
  const args = Array.from({ length: 6 }, (_, index) => long(16 + index * 8))
  return { nr: view.getUint32(0), arch: view.getUint32(4), instructionPointer: long(8), args }
}

/** `x86-64`; null for a machine that is not named here. */
export function archName(arch: number): string | null {
  if (arch === AUDIT_ARCH.X86_64) return 'x86-64'
  if (arch === AUDIT_ARCH.AARCH64) return 'arm64'
  return arch === AUDIT_ARCH.I386 ? 'i386' : null
}
