/**
 * The system calls that ship with the playground, for seccomp filters. As with the frames, ids and bytes are frozen.
 *
 * Numbers and constants: Debian's linux-libc-dev 6.1.187-1. Addresses are made up.
 */
import { AUDIT_ARCH, SECCOMP_LINK_TYPE, seccompPacket } from '../../bpf/index.ts'
import type { SampleFrame } from '../types.ts'
import { sampleFrames } from './sample-frames.ts'

const CODE = 0x7f3a_1c51_4992n
const BUFFER = 0x7ffd_5a20_e0d0n
const AT_FDCWD = 0xffff_ff9cn

export const sampleSyscalls: readonly SampleFrame[] = [
  syscall('syscall-read', 'read', AUDIT_ARCH.X86_64, 0, [3n, BUFFER, 4096n], 'read(3, buffer, 4096)'),
  syscall(
    'syscall-openat',
    'openat',
    AUDIT_ARCH.X86_64,
    257,
    [AT_FDCWD, BUFFER, 0n, 0n],
    'openat(AT_FDCWD, path, O_RDONLY)',
  ),
  syscall('syscall-socket', 'socket', AUDIT_ARCH.X86_64, 41, [2n, 1n, 0n], 'socket(AF_INET, SOCK_STREAM, 0)'),
  syscall(
    'syscall-execve',
    'execve',
    AUDIT_ARCH.X86_64,
    59,
    [BUFFER, BUFFER + 64n, BUFFER + 128n],
    'execve(path, argv, envp)',
  ),
  syscall(
    'syscall-ptrace',
    'ptrace',
    AUDIT_ARCH.X86_64,
    101,
    [16n, 4711n, 0n, 0n],
    'ptrace(PTRACE_ATTACH, 4711, 0, 0)',
  ),
  syscall('syscall-exit-group', 'exit_group', AUDIT_ARCH.X86_64, 231, [0n], 'exit_group(0)'),
  syscall('syscall-read-arm64', 'read, on arm64', AUDIT_ARCH.AARCH64, 63, [3n, BUFFER, 4096n], 'read(3, buffer, 4096)'),
]

/** Everything that ships with the playground for a program to look at. */
export const samples: readonly SampleFrame[] = [...sampleFrames, ...sampleSyscalls]

function syscall(
  id: string,
  name: string,
  arch: number,
  nr: number,
  args: readonly bigint[],
  summary: string,
): SampleFrame {
  const bytes = seccompPacket({ nr, arch, instructionPointer: CODE, args })
  return { id, name, summary, frame: { linkType: SECCOMP_LINK_TYPE, bytes }, remark: null }
}
