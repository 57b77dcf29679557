import { expect, test } from 'vitest'
import { AUDIT_ARCH, syscallName, syscallNumber } from './index.ts'

test.each([
  [AUDIT_ARCH.X86_64, 0, 'read'],
  [AUDIT_ARCH.X86_64, 257, 'openat'],
  [AUDIT_ARCH.X86_64, 334, 'rseq'],
  [AUDIT_ARCH.X86_64, 424, 'pidfd_send_signal'],
  [AUDIT_ARCH.X86_64, 450, 'set_mempolicy_home_node'],
  [AUDIT_ARCH.AARCH64, 63, 'read'],
  [AUDIT_ARCH.AARCH64, 56, 'openat'],
  [AUDIT_ARCH.AARCH64, 221, 'execve'],
  [AUDIT_ARCH.AARCH64, 260, 'wait4'],
])('on %i call %i is %s', (arch, nr, name) => {
  expect([syscallName(arch, nr), syscallNumber(arch, name)]).toEqual([name, nr])
})

test('what is not there has no name and no number', () => {
  expect([syscallName(AUDIT_ARCH.X86_64, 335), syscallName(AUDIT_ARCH.I386, 3)]).toEqual([null, null])
  expect(syscallNumber(AUDIT_ARCH.AARCH64, 'open')).toBeNull()
})
