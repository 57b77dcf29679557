/**
 * The names that stand for numbers in programs written by hand in C, Go, Rust and Python.
 *
 * Left out on purpose: system call numbers (`__NR_…`), which differ from machine to machine, and whatever a
 * program defines itself. Source: bpf(4), linux/filter.h, linux/bpf_common.h, seccomp(2), linux/audit.h and the
 * protocol numbers of IEEE 802 and IANA; these numbers are part of user interfaces and do not change.
 */
import {
  ALU,
  CLASS,
  EXTENSION_OFFSETS,
  JMP,
  MISC,
  MODE,
  SIZE,
  SKF_AD_OFF,
  SKF_LL_OFF,
  SKF_NET_OFF,
} from '../bpf/index.ts'
import { MAX_INSTRUCTIONS, MEMWORDS, SRC, type ExtensionName } from '../bpf/index.ts'

// The kernel's header names some extensions otherwise than bpf_asm does.
const headerNames: Readonly<Record<ExtensionName, string>> = {
  proto: 'PROTOCOL',
  type: 'PKTTYPE',
  ifidx: 'IFINDEX',
  nla: 'NLATTR',
  nlan: 'NLATTR_NEST',
  mark: 'MARK',
  queue: 'QUEUE',
  hatype: 'HATYPE',
  rxhash: 'RXHASH',
  cpu: 'CPU',
  vlan_tci: 'VLAN_TAG',
  vlan_avail: 'VLAN_TAG_PRESENT',
  poff: 'PAY_OFFSET',
  rand: 'RANDOM',
  vlan_tpid: 'VLAN_TPID',
}

const extensionConstants = (Object.entries(EXTENSION_OFFSETS) as [ExtensionName, number][]).map(
  ([name, offset]): [string, number] => [`SKF_AD_${headerNames[name]}`, offset],
)

const opcodeConstants = [CLASS, SIZE, MODE, ALU, JMP, SRC, MISC].flatMap((group) =>
  Object.entries(group).map(([name, value]): [string, number] => [`BPF_${name}`, value]),
)

const others: Readonly<Record<string, number>> = {
  BPF_MAXINSNS: MAX_INSTRUCTIONS,
  BPF_MEMWORDS: MEMWORDS,
  // Negative in C, and so they add up.
  SKF_AD_OFF: SKF_AD_OFF - 2 ** 32,
  SKF_NET_OFF: SKF_NET_OFF - 2 ** 32,
  SKF_LL_OFF: SKF_LL_OFF - 2 ** 32,
  SKF_AD_ALU_XOR_X: 40,
  SECCOMP_RET_KILL_PROCESS: 0x80000000,
  SECCOMP_RET_KILL_THREAD: 0,
  SECCOMP_RET_KILL: 0,
  SECCOMP_RET_TRAP: 0x00030000,
  SECCOMP_RET_ERRNO: 0x00050000,
  SECCOMP_RET_USER_NOTIF: 0x7fc00000,
  SECCOMP_RET_TRACE: 0x7ff00000,
  SECCOMP_RET_LOG: 0x7ffc0000,
  SECCOMP_RET_ALLOW: 0x7fff0000,
  SECCOMP_RET_ACTION_FULL: 0xffff0000,
  SECCOMP_RET_ACTION: 0x7fff0000,
  SECCOMP_RET_DATA: 0x0000ffff,
  AUDIT_ARCH_I386: 0x40000003,
  AUDIT_ARCH_X86_64: 0xc000003e,
  AUDIT_ARCH_ARM: 0x40000028,
  AUDIT_ARCH_AARCH64: 0xc00000b7,
  AUDIT_ARCH_RISCV64: 0xc00000f3,
  X32_SYSCALL_BIT: 0x40000000,
  EPERM: 1,
  ENOENT: 2,
  EACCES: 13,
  EINVAL: 22,
  ENOSYS: 38,
  ETH_P_IP: 0x0800,
  ETH_P_ARP: 0x0806,
  ETH_P_8021Q: 0x8100,
  ETH_P_IPV6: 0x86dd,
  ETHERTYPE_IP: 0x0800,
  ETHERTYPE_ARP: 0x0806,
  ETHERTYPE_IPV6: 0x86dd,
  ETH_HLEN: 14,
  IPPROTO_ICMP: 1,
  IPPROTO_TCP: 6,
  IPPROTO_UDP: 17,
  IPPROTO_ICMPV6: 58,
  UINT_MAX: 0xffffffff,
  UINT32_MAX: 0xffffffff,
}

const constants: ReadonlyMap<string, number> = new Map([
  ...opcodeConstants,
  ...extensionConstants,
  ...Object.entries(others),
])

/** `libc::BPF_LD`, `unix.BPF_LD` and `BPF_LD` are one; undefined where the name is not known. */
export function constantNamed(path: string): number | undefined {
  return constants.get(path.split(/::|\./).at(-1) ?? '')
}

const SECCOMP_DATA: Readonly<Record<string, number>> = { nr: 0, arch: 4, instruction_pointer: 8 }
const FIRST_ARGUMENT = 16

/** Offset in bytes of a field of struct seccomp_data, as `offsetof` names it; undefined where there is none. */
export function seccompOffset(field: string): number | undefined {
  const argument = /^args\s*\[\s*([0-5])\s*\]$/.exec(field)?.[1]
  return argument === undefined ? SECCOMP_DATA[field] : FIRST_ARGUMENT + 8 * Number(argument)
}
