import { beforeEach, describe, expect, it } from 'vitest'
import { emptySituation, samples } from '../playground/index.ts'
import { createAppStore, type AppStore } from './create-app-store.ts'
import type { Ports } from './ports.ts'
import { selectMoment } from './moment.ts'
import { selectFrame, selectShownProgram } from './selectors.ts'
import { carriedBy, situationOf } from './situation-state.ts'

let shown: string[]
let copied: string[]
let store: AppStore
const app = () => store.getState()

beforeEach(() => {
  shown = []
  copied = []
  const ports: Ports = {
    showLink: (hash) => shown.push(hash),
    address: (hash) => `http://here/${hash}`,
    copyText: (text) => {
      copied.push(text)
      return Promise.resolve(true)
    },
  }
  store = createAppStore(ports)
})

/** The same link, opened by somebody else. */
async function opened(hash: string): Promise<AppStore> {
  const other = createAppStore()
  expect(await other.getState().openLink(hash)).toBe(true)
  return other
}

describe('sharing', () => {
  it('puts the readable link into the address bar and on the clipboard', async () => {
    app().seek(3)
    app().toggleBreakpoint(4)
    const hash = '#v=1&lang=filter&dlt=EN10MB&f=dst+host+192.168.1.1+and+ip&pkt=icmp-echo&step=3&bp=4'
    const link = await app().share()
    expect(link).toEqual({ form: 'readable', hash, address: `http://here/${hash}`, copied: true })
    expect(shown).toEqual([hash])
    expect(copied).toEqual([`http://here/${hash}`])
  })

  it('copies before anything is waited for', () => {
    void app().share()
    expect(copied).toHaveLength(1)
  })

  it.each(['readable', 'compact'] as const)('a %s link shows the same moment to somebody else', async (form) => {
    app().setLanguage('assembly')
    app().setText('ld #cpu\njneq #3, drop\nret #262144\ndrop: ret #0\n')
    app().setMetadata('cpu', 3)
    app().selectFrame('vlan-tcp')
    app().setExpected('vlan-tcp', 'accept')
    app().seek(2)
    const link = await app().share({ form })
    const other = await opened(link?.hash ?? '')
    expect(situationOf(other.getState(), true)).toEqual(situationOf(app(), true))
    expect(selectMoment(other.getState())).toEqual(selectMoment(app()))
  })

  it('keeps own and edited frames here unless asked', async () => {
    app().setByte(33, 7)
    app().addFrame({ bytes: Uint8Array.of(0xde, 0xad), name: 'Mine' })
    const without = await app().share()
    expect(without?.hash).not.toMatch(/raw|dead|own/)
    expect(selectFrame((await opened(without?.hash ?? '')).getState())).toMatchObject({ id: 'icmp-echo', sample: true })
    app().setExpected('own-1', 'drop')
    expect(carriedBy(app(), false)).toEqual({ frame: 'ICMP echo request', step: 0, expected: 0 })
    expect(carriedBy(app(), true)).toMatchObject({ frame: 'Mine', expected: 1 })
    const including = await app().share({ includeFrames: true })
    const other = await opened(including?.hash ?? '')
    expect(selectFrame(other.getState())).toMatchObject({ name: 'Mine', bytes: Uint8Array.of(0xde, 0xad) })
    expect(other.getState().frames[0]).toMatchObject({ sample: false })
  })

  it('becomes compact by itself when it gets long, and refuses what is too long', async () => {
    app().setText('ip or '.repeat(1000) + 'ip')
    expect(await app().share()).toMatchObject({ form: 'compact' })
    app().addFrame({ bytes: Uint8Array.from({ length: 90_000 }, (_, i) => (i * i * 31) >> 3) })
    expect(await app().share({ includeFrames: true, form: 'readable' })).toBeNull()
    expect(app().notice).toMatchObject({ kind: 'error' })
    expect(shown).toHaveLength(1)
  })

  it('previews both forms and writes neither', async () => {
    const { readable, compact } = await app().previewLinks(false)
    expect(readable).toContain('#v=1&lang=filter')
    expect(compact).toContain('#1/')
    expect(shown).toEqual([])
  })
})

describe('opening', () => {
  it.each(['#v=9&f=icmp', '#1/cutoff', '#f=icmp&pkt=nosuch', '#nonsense'])(
    '%s leaves the work alone and says why',
    async (hash) => {
      app().setText('my own work')
      app().seek(2)
      const before = situationOf(app(), true)
      expect(await app().openLink(hash)).toBe(false)
      expect(situationOf(app(), true)).toEqual(before)
      expect(app().notice).toMatchObject({ kind: 'error', text: expect.stringContaining('cannot be opened') as string })
    },
  )

  it('keeps own frames and the texts of other languages', () => {
    app().addFrame({ bytes: Uint8Array.of(1) })
    app().openSituation({ ...emptySituation(), language: 'assembly', text: 'ret #0\n' })
    expect(app().texts.filter).toBe('dst host 192.168.1.1 and ip')
    expect(app().frames.at(-1)).toMatchObject({ id: 'own-1' })
  })

  it('shows no program of other work for a text that does not compile', () => {
    app().openSituation({ ...emptySituation(), text: 'tcp prt 80' })
    expect(selectShownProgram(app())).toMatchObject({ stale: false, compilation: { program: null } })
    app().setText('tcp port 80')
    app().setText('tcp port')
    expect(selectShownProgram(app())).toMatchObject({ stale: true, source: { text: 'tcp port 80' } })
  })

  it('gives an own frame another id where the link brings one of the same', () => {
    app().addFrame({ bytes: Uint8Array.of(1), name: 'Mine' })
    const theirs = { id: 'own-1', name: 'Theirs', linkType: 1, bytes: Uint8Array.of(2) }
    app().openSituation({ ...emptySituation(), text: 'ip', frame: 'own-1', frames: [theirs] })
    expect(selectFrame(app()).name).toBe('Theirs')
    expect(
      app()
        .frames.slice(-2)
        .map(({ id, name }) => [id, name]),
    ).toEqual([
      ['own-1', 'Theirs'],
      ['own-2', 'Mine'],
    ])
    app().openSituation({ ...emptySituation(), text: 'ip', frame: 'own-1', frames: [theirs] })
    expect(app().frames).toHaveLength(samples.length + 2)
  })

  it('a link brings its pane into view, an example leaves the one there is', () => {
    app().openSituation({ ...emptySituation(), text: 'ip', pane: 'packet' })
    app().openExample('dst-host')
    expect(app().phonePane).toBe('packet')
    expect(app().texts.filter).toBe('dst host 192.168.1.0')
  })

  it('does not go past the end of the run', () => {
    app().openSituation({ ...emptySituation(), text: 'ip', step: 99 })
    expect(app().step).toBe(3)
  })
})
