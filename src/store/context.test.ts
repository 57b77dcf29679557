/** Where a program runs: which frames get there, from which byte on, and how its verdicts are named. */
import { describe, expect, it } from 'vitest'
import { createAppStore, selectFrame, selectFrames, selectMoment, selectPacketRows, type AppStore } from './index.ts'

function inContext(context: 'xt_bpf' | 'seccomp', language: 'filter' | 'assembly', text: string): AppStore {
  const store = createAppStore()
  store.getState().setContext(context)
  store.getState().setLanguage(language)
  store.getState().setText(text)
  return store
}
const verdicts = (store: AppStore) =>
  Object.fromEntries(selectPacketRows(store.getState()).map(({ id, verdict }) => [id, verdict.text]))

describe('iptables', () => {
  it('compiles for raw IP, and runs on packets from the network header on', () => {
    const store = inContext('xt_bpf', 'filter', 'tcp dst port 443')
    expect(selectFrame(store.getState())).toMatchObject({ id: 'icmp-echo', skipped: 14 })
    expect(verdicts(store)).toMatchObject({ 'icmp-echo': 'Drop', 'tcp-syn': 'Accept 262144' })
    expect(Object.keys(verdicts(store))).not.toContain('arp-request')
  })

  it('a changed byte is that byte of the frame', () => {
    const store = inContext('xt_bpf', 'filter', 'icmp')
    store.getState().setByte(9, 6)
    expect(selectFrame(store.getState()).bytes[9]).toBe(6)
    expect(verdicts(store)).toMatchObject({ 'icmp-echo': 'Drop' })
    store.getState().setContext('socket')
    expect(selectFrame(store.getState()).bytes[23]).toBe(6)
    store.getState().setContext('xt_bpf')
    store.getState().setFrameBytes('icmp-echo', Uint8Array.of(0x45, 0))
    expect(selectFrame(store.getState()).bytes).toEqual(Uint8Array.of(0x45, 0))
  })
})

describe('seccomp', () => {
  const filter = 'ld [0]\njeq #257, no\nret #0x7fff0000\nno: ret #0x50001'
  it('runs on system calls and names what becomes of them', () => {
    const store = inContext('seccomp', 'assembly', filter)
    expect(verdicts(store)).toMatchObject({ 'syscall-read': 'Accept: ALLOW', 'syscall-openat': 'Drop: ERRNO(1) EPERM' })
    expect(selectFrames(store.getState()).every(({ bytes }) => bytes.length === 64)).toBe(true)
    store.getState().selectFrame('syscall-openat')
    store.getState().run()
    expect(selectMoment(store.getState()).verdict).toMatchObject({
      kind: 'drop',
      action: 'ERRNO(1) EPERM',
      value: 0x50001,
    })
  })

  it('a division by zero ends the thread', () => {
    const store = inContext('seccomp', 'assembly', 'ldx #0\ndiv x\nret a')
    expect(verdicts(store)).toMatchObject({ 'syscall-read': 'Drop: KILL_THREAD' })
  })
})

it('what was in view comes back with its context’s frames, and the step is the first', () => {
  const store = createAppStore()
  store.getState().selectFrame('tcp-syn')
  store.getState().stepForward()
  store.getState().setContext('seccomp')
  expect([selectFrame(store.getState()).id, store.getState().step]).toEqual(['syscall-read', 0])
})
