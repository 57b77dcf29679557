/** The marks of the packets table: each clause for each frame, as written from left to right. */
import { expect, it } from 'vitest'
import { createAppStore, selectClauseValues } from './index.ts'

/** `+-.`: true, false, not reached. */
async function marks(filter: string, frame: string): Promise<string> {
  const store = createAppStore()
  await store.getState().bringLate()
  store.getState().setText(filter)
  const entry = store.getState().frames.find(({ id }) => id === frame)
  if (entry === undefined) throw new Error(`no frame ${frame}`)
  const letters = { true: '+', false: '-', 'not reached': '.', unreadable: '!' }
  return selectClauseValues(store.getState())(entry)
    .map((value) => letters[value])
    .join('')
}

it.each([
  ['dst host 192.168.1.1 and ip', 'icmp-echo', '++'],
  ['dst host 192.168.1.1 and ip', 'arp-request', '+-'],
  ['dst host 192.168.1.1 and ip', 'vlan-tcp', '-.'],
  ['arp or udp or tcp', 'dns-query', '-+.'],
  ['not arp and not ip6', 'tcp-syn', '--'],
  ['ether[100] = 1 or ip', 'icmp-echo', '!.'],
])('%s for %s is %s', async (filter, frame, expected) => {
  expect(await marks(filter, frame)).toBe(expected)
})

it('has none for a program that is not a filter', async () => {
  const store = createAppStore()
  await store.getState().bringLate()
  store.getState().setLanguage('assembly')
  const [frame] = store.getState().frames
  expect(frame && selectClauseValues(store.getState())(frame)).toEqual([])
})

it('has none until the late engines have arrived', async () => {
  const store = createAppStore()
  const [frame] = store.getState().frames
  const values = () => (frame === undefined ? null : selectClauseValues(store.getState())(frame).length)
  expect(values()).toBe(0)
  await store.getState().bringLate()
  expect(values()).toBe(2)
})
