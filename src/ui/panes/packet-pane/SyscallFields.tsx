/** The system call in view as a form, connected. Comes in a file of its own when a filter for seccomp is written. */
import { useMemo, type ReactElement } from 'react'
import {
  AUDIT_ARCH,
  archName,
  readSeccompPacket,
  seccompPacket,
  syscallName,
  syscallNames,
  syscallNumber,
  type SeccompData,
} from '../../../bpf/index.ts'
import { useApp, type FrameEntry } from '../../../store/index.ts'
import { SyscallForm } from '../../views/syscall/index.ts'

const MACHINES = [AUDIT_ARCH.X86_64, AUDIT_ARCH.AARCH64, AUDIT_ARCH.I386].map((value) => ({
  value,
  title: archName(value) ?? '',
}))
const LARGEST = 0xffffffff

export function SyscallFields({ frame }: { readonly frame: FrameEntry }): ReactElement {
  const setFrameBytes = useApp((state) => state.setFrameBytes)
  const data = useMemo(() => readSeccompPacket(frame.bytes), [frame.bytes])
  const change = (part: Partial<SeccompData>): void => {
    setFrameBytes(frame.id, seccompPacket({ ...data, ...part }))
  }
  const name = syscallName(data.arch, data.nr)
  const known = MACHINES.some(({ value }) => value === data.arch)
  return (
    <SyscallForm
      arch={data.arch}
      machines={known ? MACHINES : [...MACHINES, { value: data.arch, title: `0x${data.arch.toString(16)}` }]}
      call={name ?? String(data.nr)}
      names={[...syscallNames(data.arch).values()]}
      instructionPointer={data.instructionPointer}
      args={data.args}
      onArch={(arch) => {
        // The same call on the other machine, where it has one of that name.
        const nr = name === null ? null : syscallNumber(arch, name)
        change({ arch, nr: nr ?? data.nr })
      }}
      onCall={(text) => {
        const typed = text.trim()
        const nr = /^(\d{1,10}|0x[0-9a-f]{1,8})$/iu.test(typed) ? Number(typed) : syscallNumber(data.arch, typed)
        if (nr === null) return `${archName(data.arch) ?? 'This machine'} has no call named “${typed}”.`
        if (nr > LARGEST) return 'Call numbers have 32 bits.'
        change({ nr })
        return null
      }}
      onInstructionPointer={(instructionPointer) => {
        change({ instructionPointer })
      }}
      onArg={(index, value) => {
        change({ args: data.args.with(index, value) })
      }}
    />
  )
}
