/** Packets of a capture among the frames: looked at, kept with an expected verdict, saved with their length. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { CapturedPacket } from '../worker/index.ts'
import { selectChosenPacket, selectExpectedPackets, selectOtherFile } from './capture-rows.ts'
import { choosePacket } from './capture-session.ts'
import { createAppStore, type AppStore } from './create-app-store.ts'
import { selectFrame, selectMetadata } from './selectors.ts'
import { situationChange, situationOf } from './situation-state.ts'
import type { OpenCapture } from './types.ts'

let store: AppStore
const app = () => store.getState()
const own = () => app().frames.filter(({ sample }) => !sample)
const choose = (number: number) => choosePacket(store, number)

/** An ARP frame, of which 20 bytes were captured, unless it is said otherwise. */
function open(name: string, caplen = 20, length = 60, modified = 0): void {
  const packet = (number: number): Promise<CapturedPacket> => {
    const bytes = Uint8Array.from({ length: caplen }, (_, at) => (at === 12 ? 8 : at === 13 ? 6 : number))
    return Promise.resolve({ number, linkType: 1, bytes, length })
  }
  store.setState({ capture: { client: { packet }, reading: { name, size: 1, modified } } as unknown as OpenCapture })
}

beforeEach(() => {
  store = createAppStore()
  open('a.pcap')
})

describe('a packet that is looked at', () => {
  it('gives way to the next one, and makes nothing that could be undone', async () => {
    await choose(1)
    await choose(2)
    expect(own().map(({ name }) => name)).toEqual(['Packet 2'])
    expect(selectChosenPacket(app())?.captured?.number).toBe(2)
    expect(app().past).toEqual([])
  })

  it('stays once a verdict is expected of it, which can be undone', async () => {
    await choose(1)
    app().setExpected(selectFrame(app()).id, 'accept')
    expect(selectExpectedPackets(app())).toEqual(new Map([[1, false]]))
    await choose(2)
    expect(own().map(({ name }) => name)).toEqual(['Packet 1', 'Packet 2'])
    app().undo()
    expect(own().map(({ name, expected }) => [name, expected])).toEqual([['Packet 1', 'any']])
  })

  it('stays once a byte of it is another', async () => {
    await choose(1)
    app().setByte(0, 0xff)
    await choose(2)
    expect(own().map(({ bytes }) => bytes[0])).toEqual([0xff, 2])
  })

  it('is another one with a byte changed: the capture has its own still, and undo makes it that again', async () => {
    await choose(1)
    app().setExpected(selectFrame(app()).id, 'accept')
    app().setByte(0, 0xff)
    expect(selectChosenPacket(app())).toBeNull()
    await choose(1)
    expect(own().map(({ name, bytes }) => [name, bytes[0]])).toEqual([
      ['Packet 1, changed', 0xff],
      ['Packet 1', 1],
    ])
    app().undo()
    expect(own().map(({ name }) => name)).toEqual(['Packet 1'])
  })

  it('that was kept is gone to, not added again', async () => {
    await choose(1)
    app().setExpected(selectFrame(app()).id, 'drop')
    await choose(2)
    await choose(1)
    expect(own().map(({ name }) => name)).toEqual(['Packet 1'])
    expect(selectFrame(app()).expected).toBe('drop')
  })

  it('is none of another capture', async () => {
    await choose(1)
    app().setExpected(selectFrame(app()).id, 'drop')
    expect(own().map(selectOtherFile(app()))).toEqual([null])
    open('b.pcap')
    expect(own().map(selectOtherFile(app()))).toEqual(['a.pcap'])
    expect(selectChosenPacket(app())).toBeNull()
    expect(selectExpectedPackets(app())).toEqual(new Map())
    await choose(1)
    expect(own()).toHaveLength(2)
  })

  it('is none of another file of the same name and size', async () => {
    await choose(1)
    app().setExpected(selectFrame(app()).id, 'drop')
    open('a.pcap', 20, 60, 1)
    expect(selectExpectedPackets(app())).toEqual(new Map())
  })
})

it('a link with frames carries the length on the wire', async () => {
  await choose(1)
  const other = createAppStore()
  other.setState(situationChange(other.getState(), situationOf(app(), true)))
  expect(selectFrame(other.getState()).name).toBe('Packet 1')
  expect(selectMetadata(other.getState()).len).toBe(60)
})

it.each([
  ['shorter than what was captured', 20, 15],
  ['as long, where more was captured than is shown', 300_000, 300_000],
])('the length on the wire is the file’s: %s', async (_, caplen, length) => {
  open('a.pcap', caplen, length)
  await choose(1)
  expect(selectMetadata(app()).len).toBe(length)
  const other = createAppStore()
  other.setState(situationChange(other.getState(), situationOf(app(), true)))
  expect(selectMetadata(other.getState()).len).toBe(length)
})

it('bytes of another length are the whole frame', async () => {
  await choose(1)
  app().setFrameBytes(selectFrame(app()).id, new Uint8Array(30))
  expect(selectMetadata(app()).len).toBeNull()
})
