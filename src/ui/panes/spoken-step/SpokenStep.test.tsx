// @vitest-environment jsdom
/** What is said of a step, without any pane in sight. */
import { act, cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { AppStoreProvider, createAppStore } from '../../../store/index.ts'
import { SpokenStep } from './index.ts'

afterEach(cleanup)

type State = ReturnType<ReturnType<typeof createAppStore>['getState']>

function listen() {
  const store = createAppStore()
  const { container } = render(
    <AppStoreProvider value={store}>
      <SpokenStep />
    </AppStoreProvider>,
  )
  const said = (): string | null | undefined => container.querySelector('[aria-live=polite]')?.textContent
  const after = (action: (state: State) => void) => {
    act(() => {
      action(store.getState())
    })
    return said()
  }
  return { said, after }
}

it('says what each step did, and nothing before the first', () => {
  const { said, after } = listen()
  expect(said()).toBe('')
  expect(
    after((state) => {
      state.stepForward()
    }),
  ).toBe('Step 1: ldh [12], A is 0x00000800')
  // A has not changed: it is not said again.
  expect(
    after((state) => {
      state.stepForward()
    }),
  ).toBe('Step 2: jeq #0x800')
  expect(
    after((state) => {
      state.reset()
    }),
  ).toBe('')
})

it('says what a run was stopped by', () => {
  const { after } = listen()
  after((state) => {
    state.toggleBreakpoint(2)
  })
  expect(
    after((state) => {
      state.run()
    }),
  ).toBe('Step 2: jeq #0x800, breakpoint at 002')
  after((state) => {
    state.setStopRules(['nonsense', 'read 30'])
  })
  expect(
    after((state) => {
      state.run()
    }),
  ).toBe('Step 3: ld [30], A is 0xc0a80101, stop: read 30')
})

it('says that an edit has kept the place, and no more of it at the next step', () => {
  const { after } = listen()
  after((state) => {
    state.seek(3)
  })
  expect(
    after((state) => {
      state.setByte(33, 9)
    }),
  ).toBe('Still at step 3: ld [30], A is 0xc0a80109')
  expect(
    after((state) => {
      state.stepBack()
    }),
  ).toMatch(/^Step 2/)
})
