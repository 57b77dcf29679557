import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createAppStore, type AppStore } from './create-app-store.ts'
import { selectRedoable, selectUndoable } from './history.ts'
import { selectFrame } from './selectors.ts'

let store: AppStore
const app = () => store.getState()
const text = () => app().texts[app().language]

beforeEach(() => {
  vi.useFakeTimers()
  store = createAppStore()
  return () => vi.useRealTimers()
})

const later = (): void => void vi.advanceTimersByTime(5000)

describe('undo', () => {
  it('has nothing to take back at the start', () => {
    const before = text()
    app().undo()
    app().redo()
    expect(text()).toBe(before)
    expect([app().past, app().future]).toEqual([[], []])
  })

  it('goes across source, packet and options, and redo comes back', () => {
    const start = text()
    app().setText('ip')
    later()
    app().setByte(13, 6)
    later()
    app().setOptimize(false)
    app().undo()
    expect([text(), selectFrame(app()).bytes[13], app().optimize]).toEqual(['ip', 6, true])
    app().undo()
    expect([text(), selectFrame(app()).bytes[13]]).toEqual(['ip', 0])
    app().undo()
    expect(text()).toBe(start)
    for (let i = 0; i < 3; i++) app().redo()
    expect([text(), selectFrame(app()).bytes[13], app().optimize]).toEqual(['ip', 6, false])
  })

  it('takes a word typed in one go back as one', () => {
    const start = text()
    for (const typed of ['t', 'tc', 'tcp']) app().setText(typed)
    later()
    for (const typed of ['tcp ', 'tcp p']) app().setText(typed)
    app().undo()
    expect(text()).toBe('tcp')
    app().undo()
    expect(text()).toBe(start)
  })

  it('goes back to the frame that was in view, and to the step', () => {
    app().seek(3)
    app().setByte(33, 9)
    app().selectFrame('arp-request')
    app().undo()
    expect([app().selectedFrameId, app().step]).toEqual(['icmp-echo', 3])
  })

  it('takes back the news that the step has moved; what went wrong is still told', () => {
    app().seek(3)
    app().setText('icmp')
    expect([app().step, app().notice?.kind]).toEqual([2, 'info'])
    app().undo()
    expect([app().step, app().notice]).toEqual([3, null])
    app().setNotice({ kind: 'error', text: 'no room' })
    app().redo()
    expect(app().notice?.text).toBe('no room')
  })

  it('forgets what was undone once something else is made', () => {
    app().setOptimize(false)
    app().undo()
    app().setLive(true)
    app().redo()
    expect([app().optimize, app().live]).toEqual([true, true])
  })

  it('says what it would take back and bring back', () => {
    expect([selectUndoable(app()), selectRedoable(app())]).toEqual([null, null])
    app().setByte(33, 9)
    later()
    app().setOptimize(false)
    expect(selectUndoable(app())).toBe('optimizer')
    app().undo()
    expect([selectUndoable(app()), selectRedoable(app())]).toEqual(['packets', 'optimizer'])
    app().redo()
    app().showProgramAs('assembly')
    expect(selectUndoable(app())).toBe('language, source text')
  })

  it('makes no entry for moving about', () => {
    app().seek(2)
    app().selectFrame('arp-request')
    app().toggleBreakpoint(1)
    expect(app().past).toEqual([])
  })
})
