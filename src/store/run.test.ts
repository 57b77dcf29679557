import { beforeEach, describe, expect, it } from 'vitest'
import { createAppStore, type AppStore } from './create-app-store.ts'
import { selectListingRows } from './listing-rows.ts'
import { selectMoment } from './moment.ts'
import { selectOrigin, selectTrace } from './selectors.ts'

let store: AppStore
const app = () => store.getState()
const moment = () => selectMoment(app())

beforeEach(() => {
  store = createAppStore()
})

describe('stepping through the start-up situation', () => {
  it('starts before the first instruction', () => {
    expect(moment()).toMatchObject({ step: 0, steps: 5, ran: null, next: 0, load: null, before: null })
    expect(moment().verdict).toEqual({ kind: 'running', text: 'Running', reason: null, action: null, value: null })
  })

  it.each([
    [1, { a: 0x800, pc: 1 }, { from: 12, to: 14 }, 'Running'],
    [2, { a: 0x800, pc: 2 }, null, 'Running'],
    [3, { a: 0xc0a80101, pc: 3 }, { from: 30, to: 34 }, 'Running'],
    [4, { a: 0xc0a80101, pc: 4 }, null, 'Running'],
    [5, { a: 0xc0a80101, pc: 4 }, null, 'Accept 262144'],
  ])('after %i steps', (steps, registers, load, verdict) => {
    for (let i = 0; i < steps; i++) app().stepForward()
    expect(moment().now).toMatchObject(registers)
    expect(moment().load).toEqual(load)
    expect(moment().verdict.text).toBe(verdict)
  })

  it('does nothing at the end', () => {
    app().seek(5)
    app().stepForward()
    app().run()
    expect(app().step).toBe(5)
    expect(moment().next).toBeNull()
  })

  it('goes back to the first state, and no further', () => {
    app().seek(5)
    for (let i = 0; i < 6; i++) app().stepBack()
    expect(moment()).toMatchObject({ step: 0, next: 0 })
    expect(moment().now).toMatchObject({ a: 0, x: 0, pc: 0 })
  })

  it('remembers what was loaded earlier', () => {
    app().seek(4)
    expect(moment().earlierLoads).toEqual([
      { from: 30, to: 34 },
      { from: 12, to: 14 },
    ])
  })

  it.each([
    [-3, 0],
    [99, 5],
    [2.7, 2],
    [NaN, 0],
  ])('seek(%d) is step %d', (wanted, step) => {
    app().seek(wanted)
    expect(app().step).toBe(step)
  })
})

describe('breakpoints', () => {
  it('runs to the end without any', () => {
    app().run()
    expect(moment()).toMatchObject({ step: 5, ran: 4 })
  })

  it('stops before each, then at the end, then is reset', () => {
    app().toggleBreakpoint(3)
    app().toggleBreakpoint(1)
    expect(app().breakpoints).toEqual([1, 3])
    const stops = [1, 2, 3].map(() => {
      app().run()
      return moment().next
    })
    expect(stops).toEqual([1, 3, null])
    app().reset()
    expect(app().step).toBe(0)
  })

  it('leaves a breakpoint that it stands on', () => {
    app().toggleBreakpoint(0)
    app().run()
    expect(app().step).toBe(5)
  })

  it('runs back to each, then to the start', () => {
    app().toggleBreakpoint(3)
    app().toggleBreakpoint(1)
    app().seek(5)
    const stops = [1, 2, 3].map(() => {
      app().runBack()
      return moment().next
    })
    expect(stops).toEqual([3, 1, 0])
  })

  it.each([
    ['A == 0xc0a80101', 3],
    ['A == 192.168.1.1', 3],
    ['at 3 if A != 0', 3],
    ['read 13', 1],
    ['verdict accept', 4],
    ['verdict drop', 5],
    ['what is this', 5],
  ])('by the rule %j stops after %i steps', (rule, step) => {
    app().setStopRules([rule])
    app().run()
    expect(app().step).toBe(step)
  })

  it('has each rule and each watch once', () => {
    app().setStopRules(['A == 6', 'verdict', 'A == 6'])
    app().setWatches(['X', 'X'])
    expect([app().stopRules, app().watches]).toEqual([['A == 6', 'verdict'], ['X']])
  })

  it.each([
    [0, 3, 3],
    [5, 1, 1],
    [3, 3, 3],
  ])('from step %i runs to instruction %i', (from, pc, step) => {
    app().seek(from)
    app().runTo(pc)
    expect(app().step).toBe(step)
  })

  it('says so where the run does not come to an instruction', () => {
    app().runTo(5)
    expect(app().step).toBe(0)
    expect(app().notice?.text).toMatch('does not come to')
  })

  it('toggles off, and takes no instruction that there is not', () => {
    app().toggleBreakpoint(2)
    app().toggleBreakpoint(2)
    for (const pc of [-1, 6, 1.5]) app().toggleBreakpoint(pc)
    expect(app().breakpoints).toEqual([])
  })
})

it('tells where a value came from', () => {
  app().seek(4)
  app().askValue('A')
  app().seek(1)
  expect(selectOrigin(app())).toMatchObject({ step: 3, instructions: [2], bytes: [{ from: 30, to: 34 }] })
  app().askValue(null)
  expect(selectOrigin(app())).toBeNull()
})

describe('editing while stepping', () => {
  it('keeps the step where the new run is long enough', () => {
    app().seek(4)
    app().setByte(33, 2)
    expect(moment()).toMatchObject({ step: 4, ran: 3, next: 5 })
    app().stepForward()
    expect(moment()).toMatchObject({ step: 5, ran: 5, next: null })
    expect(moment().verdict).toMatchObject({ kind: 'drop', text: 'Drop', reason: null })
  })

  it('goes to the end of a shorter run', () => {
    app().seek(5)
    app().setText('ip')
    expect(moment()).toMatchObject({ step: 3, steps: 3 })
    expect(app().step).toBe(3)
  })

  it('stays while the text does not compile', () => {
    app().seek(3)
    const before = selectTrace(app())
    app().setText('dst host')
    expect(app().step).toBe(3)
    expect(selectTrace(app())).toBe(before)
  })

  it('starts again for another frame, and for another language', () => {
    app().seek(3)
    app().selectFrame('arp-request')
    expect(app().step).toBe(0)
    app().seek(2)
    app().toggleBreakpoint(1)
    app().setLanguage('assembly')
    expect([app().step, app().breakpoints]).toEqual([0, []])
  })
})

describe('other ways for a run to end', () => {
  const assemble = (text: string): void => {
    app().setLanguage('assembly')
    app().setText(text)
    app().run()
  }

  it('a load past the end drops and says so', () => {
    assemble('ld [60]\nret #1\n')
    const reason = 'load past the end of the frame: bytes 60–63 of a frame of 42'
    expect(moment().verdict).toEqual({ kind: 'drop', text: 'Drop', reason, action: null, value: null })
  })
  it('division by zero drops and says so', () => {
    assemble('ldx #0\ndiv x\nret #1\n')
    expect(moment().verdict).toMatchObject({ text: 'Drop', reason: 'division by zero at 001' })
  })
  it('a return of all ones is shown unsigned', () => {
    assemble('ret #-1\n')
    expect(moment().verdict.text).toBe('Accept 4294967295')
  })
  it('a loop ends at the step limit', () => {
    app().setFlavour('libpcap')
    app().setLanguage('bytecode')
    app().setText('2,5 0 0 4294967295,6 0 0 0,')
    app().run()
    expect(moment().verdict).toMatchObject({ kind: 'error', text: 'Error' })
    expect(moment().verdict.reason).toContain('1,000,000 steps')
  })
  it('no program at all is an error', () => {
    store.setState(({ texts }) => ({ texts: { ...texts, assembly: 'banana\n' } }))
    app().setLanguage('assembly')
    app().run()
    expect(moment().verdict).toMatchObject({ kind: 'error', text: 'Error' })
  })
})

describe('the listing', () => {
  it('tells the instruction just done, the next one, and where jumps go', () => {
    app().toggleBreakpoint(4)
    app().seek(3)
    const rows = selectListingRows(app()).map(({ pc, state, runs, target, breakpoint }) => [
      pc,
      state,
      runs,
      target,
      breakpoint,
    ])
    expect(rows).toEqual([
      [0, null, 1, 1, false],
      [1, null, 1, 2, false],
      [2, 'ran', 1, 3, false],
      [3, 'next', 0, 4, false],
      [4, null, 0, null, true],
      [5, null, 0, null, false],
    ])
  })

  it('says each instruction as tcpdump does, and in words', async () => {
    await app().bringLate()
    const rows = selectListingRows(app())
    expect(rows[1]).toMatchObject({ op: 'jeq', operand: '#0x800', jt: 2, jf: 5 })
    expect(rows[1]?.text).toBe('(001) jeq      #0x800           jt 2\tjf 5')
    expect(rows.every(({ meaning }) => meaning !== '')).toBe(true)
  })

  it('keeps the rows that a step does not touch', () => {
    app().seek(3)
    const before = selectListingRows(app())
    app().stepForward()
    const after = selectListingRows(app())
    expect(after.map((row, pc) => row === before[pc])).toEqual([true, true, false, false, false, true])
  })
})
