// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAppStore, type AppStore } from './create-app-store.ts'
import { selectFrame } from './selectors.ts'
import { browserPorts, connectSession } from './session.ts'

let letGo: () => void = () => undefined

/** The page loads: a new store over the same browser. */
async function load(): Promise<AppStore> {
  letGo()
  const store = createAppStore(browserPorts(window))
  letGo = await connectSession(store, window)
  return store
}

/** A new tab or a typed address: the history entry has no state yet. */
function goTo(hash: string): void {
  window.history.replaceState(null, '', `/${hash}`)
}

beforeEach(() => {
  window.localStorage.clear()
  goTo('')
})
afterEach(() => {
  letGo()
  letGo = () => undefined
  vi.restoreAllMocks()
})

describe('where the page starts', () => {
  it('the start-up situation', async () => {
    expect((await load()).getState().texts.filter).toBe('dst host 192.168.1.1 and ip')
    expect(window.location.hash).toBe('')
  })

  it('the autosave, with own frames and the other texts', async () => {
    const first = await load()
    first.getState().setText('udp')
    first.getState().addFrame({ bytes: Uint8Array.of(1, 2), name: 'Mine' })
    first.getState().setLanguage('assembly')
    first.getState().setText('ret #1\n')
    first.getState().setTheme('dark')
    const second = (await load()).getState()
    expect(second).toMatchObject({
      language: 'assembly',
      theme: 'dark',
      texts: { filter: 'udp', assembly: 'ret #1\n' },
    })
    expect(selectFrame(second).name).toBe('Mine')
  })

  it('the link, before the autosave', async () => {
    ;(await load()).getState().setText('udp')
    goTo('#f=icmp&step=1')
    const { texts, step } = (await load()).getState()
    expect([texts.filter, step]).toEqual(['icmp', 1])
  })

  it('the autosave, where the link is broken; and a notice', async () => {
    ;(await load()).getState().setText('udp')
    goTo('#1/broken')
    const { texts, notice } = (await load()).getState()
    expect(texts.filter).toBe('udp')
    expect(notice?.kind).toBe('error')
  })

  it('the autosave, where this very tab wrote the link and is loaded again', async () => {
    const first = await load()
    first.getState().setByte(0, 0)
    await first.getState().share()
    first.getState().setText('udp')
    const second = (await load()).getState()
    expect(second.texts.filter).toBe('udp')
    expect(selectFrame(second).sample).toBe(false)
  })

  it.each(['nonsense', '{"format":1}', '{"format":2,"mark":"","link":"#f=ip","texts":{}}', 'null'])(
    'the start-up situation, where the storage holds %s',
    async (saved) => {
      window.localStorage.setItem('bpf-playground/work', saved)
      expect((await load()).getState().texts.filter).toBe('dst host 192.168.1.1 and ip')
    },
  )

  it('works where the storage is full or switched off', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('off', 'SecurityError')
    })
    const store = await load()
    store.getState().setText('udp')
    store.getState().setTheme('dark')
    letGo()
    expect(store.getState().texts.filter).toBe('udp')
  })
})

describe('what the page listens to', () => {
  it('a link pasted into the address bar', async () => {
    const store = await load()
    goTo('#f=arp')
    window.dispatchEvent(new HashChangeEvent('hashchange'))
    await vi.waitFor(() => expect(store.getState().texts.filter).toBe('arp'))
  })

  it('leaving: the link is written where something changed, and not before', async () => {
    const store = await load()
    window.dispatchEvent(new Event('blur'))
    expect(window.location.hash).toBe('')
    store.getState().stepForward()
    expect(window.location.hash).toBe('')
    window.dispatchEvent(new Event('blur'))
    await vi.waitFor(() => expect(window.location.hash).toContain('step=1'))
    expect(window.history.length).toBe(history.length)
  })

  it('nothing after it was let go', async () => {
    const store = await load()
    letGo()
    store.getState().stepForward()
    window.dispatchEvent(new Event('blur'))
    expect(window.location.hash).toBe('')
  })
})
