/**
 * What the return value of a seccomp filter makes the kernel do: the upper 16 bits are the action, the
 * lower 16 its data.
 *
 * Left out on purpose: which of several filters of a process prevails.
 *
 * Source: linux/seccomp.h; seccomp(2); errno names from asm-generic/errno-base.h and errno.h (Debian's
 * linux-libc-dev 6.1), the same on x86-64 and arm64.
 */

export type SeccompActionName =
  'ALLOW' | 'LOG' | 'TRACE' | 'USER_NOTIF' | 'ERRNO' | 'TRAP' | 'KILL_THREAD' | 'KILL_PROCESS'

export interface SeccompAction {
  readonly name: SeccompActionName
  /** The lower 16 bits; for ERRNO the errno itself, 4095 at most. */
  readonly data: number
  /** False where the upper 16 bits are no action; the kernel then kills the process. */
  readonly known: boolean
}

const names: ReadonlyMap<number, SeccompActionName> = new Map([
  [0x8000, 'KILL_PROCESS'],
  [0x0000, 'KILL_THREAD'],
  [0x0003, 'TRAP'],
  [0x0005, 'ERRNO'],
  [0x7fc0, 'USER_NOTIF'],
  [0x7ff0, 'TRACE'],
  [0x7ffc, 'LOG'],
  [0x7fff, 'ALLOW'],
])
/** MAX_ERRNO: the kernel takes this one instead of a larger one. */
const MAX_ERRNO = 4095

export function seccompAction(value: number): SeccompAction {
  const name = names.get(value >>> 16)
  const data = value & 0xffff
  if (name === undefined) return { name: 'KILL_PROCESS', data, known: false }
  return { name, data: name === 'ERRNO' ? Math.min(data, MAX_ERRNO) : data, known: true }
}

/** `ALLOW`, `ERRNO(1) EPERM`, `TRACE(7)`: data where the kernel hands it on. */
export function formatSeccompAction(value: number): string {
  const { name, data, known } = seccompAction(value)
  if (!known) return 'KILL_PROCESS (unknown action)'
  switch (name) {
    case 'ERRNO': {
      const errno = errnoNames[data - 1]
      return errno === undefined || errno === '' ? `ERRNO(${data})` : `ERRNO(${data}) ${errno}`
    }
    case 'TRAP':
    case 'TRACE':
      return `${name}(${data})`
    default:
      return name
  }
}

/** From 1 on; empty where the number stands for none. */
const errnoNames: readonly string[] = (
  'EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST ' +
  'EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ' +
  'ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP'
).split(' ')
