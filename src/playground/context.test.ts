import { expect, test } from 'vitest'
import { assemble } from '../asm/index.ts'
import { SECCOMP_LINK_TYPE } from '../bpf/index.ts'
import { DLT } from '../net/index.ts'
import { samples } from '../packet/index.ts'
import { linkTypeIn, skippedIn } from './context.ts'
import { explainProgram } from './explain/index.ts'

test.each([
  ['socket', DLT.NULL],
  ['xt_bpf', DLT.RAW],
  ['seccomp', SECCOMP_LINK_TYPE],
] as const)('in %s a program reads link type %i', (context, linkType) => {
  expect(linkTypeIn(context, DLT.NULL)).toBe(linkType)
})

test.each([
  ['icmp-echo', 0, 14, null],
  ['vlan-tcp', 0, 18, null],
  ['ipv6-ping', 0, 14, null],
  ['arp-request', 0, null, null],
  ['syscall-read', null, null, 0],
])('%s begins at byte %j on a socket, %j for iptables, %j for seccomp', (id, ...expected) => {
  const frame = samples.find((sample) => sample.id === id)?.frame
  if (frame === undefined) throw new Error(`no sample ${id}`)
  expect((['socket', 'xt_bpf', 'seccomp'] as const).map((context) => skippedIn(context, frame))).toEqual(expected)
})

test('a seccomp program is explained by the call, its number by name once the machine is tested', () => {
  const assembled = assemble(
    'ld [0]\njeq #257, yes\nld [4]\njne #0xc000003e, no\nld [0]\njeq #257, yes\nld [24]\nno: ret #0\nyes: ret #0x50001',
  )
  if (!assembled.ok) throw new Error('the test’s own text is wrong')
  expect(explainProgram(assembled.value.program, SECCOMP_LINK_TYPE)).toEqual([
    'A ← bytes 0–3, number of the system call',
    'System call is 257?',
    'A ← bytes 4–7, architecture',
    'Architecture is x86-64?',
    'A ← bytes 0–3, number of the system call',
    'System call is openat (257)?',
    'A ← bytes 24–27, argument 1, low half',
    'Return KILL_THREAD: the thread is ended',
    'Return ERRNO(1) EPERM: the call is not made and fails with that error',
  ])
})
