// @vitest-environment jsdom
/** What is said of a step, without any pane in sight. */
import { act, cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { AppStoreProvider, createAppStore } from '../../../store/index.ts'
import { SpokenStep } from './index.ts'

afterEach(cleanup)

it('says what each step did, and nothing before the first', () => {
  const store = createAppStore()
  const { container } = render(
    <AppStoreProvider value={store}>
      <SpokenStep />
    </AppStoreProvider>,
  )
  const said = (): string | null | undefined => container.querySelector('[aria-live=polite]')?.textContent
  expect(said()).toBe('')
  act(() => {
    store.getState().stepForward()
  })
  expect(said()).toBe('Step 1: ldh [12], A is 0x00000800')
  act(() => {
    store.getState().reset()
  })
  expect(said()).toBe('')
})
