import { expect, test } from 'vitest'
import { formatSeccompAction, seccompAction } from './seccomp-action.ts'

test.each([
  [0x7fff0000, 'ALLOW'],
  [0x7fff1234, 'ALLOW'],
  [0x7ffc0000, 'LOG'],
  [0x7ff00007, 'TRACE(7)'],
  [0x7fc00000, 'USER_NOTIF'],
  [0x00050000, 'ERRNO(0)'],
  [0x00050001, 'ERRNO(1) EPERM'],
  [0x00050026, 'ERRNO(38) ENOSYS'],
  [0x00050028, 'ERRNO(40) ELOOP'],
  [0x00050fff, 'ERRNO(4095)'],
  [0x0005ffff, 'ERRNO(4095)'],
  [0x00030002, 'TRAP(2)'],
  [0x00000000, 'KILL_THREAD'],
  [0x80000000, 'KILL_PROCESS'],
  [0x12340000, 'KILL_PROCESS (unknown action)'],
  [0xffffffff, 'KILL_PROCESS (unknown action)'],
])('%i means %s', (value, text) => {
  expect(formatSeccompAction(value)).toBe(text)
})

test('an errno past the largest is the largest', () => {
  expect(seccompAction(0x0005ffff)).toEqual({ name: 'ERRNO', data: 4095, known: true })
})
