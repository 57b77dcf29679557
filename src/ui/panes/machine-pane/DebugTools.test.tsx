// @vitest-environment jsdom
/** Watches and stop rules that cannot be: where they are wrong is underlined, and told in words. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { AppStoreProvider, createAppStore } from '../../../store/index.ts'
import { DebugTools } from './DebugTools.tsx'

afterEach(cleanup)

function show() {
  const store = createAppStore()
  store.getState().setStopRules(['at 3 if Y > 2'])
  store.getState().setWatches(['X + 1'])
  render(
    <AppStoreProvider value={store}>
      <DebugTools />
    </AppStoreProvider>,
  )
}

/** The text with what is underlined in brackets. */
function marked(within: Element): string {
  const code = within.querySelector('mark')?.parentElement
  return Array.from(code?.childNodes ?? [], (node) =>
    node.nodeName === 'MARK' ? `[${node.textContent ?? ''}]` : node.textContent,
  ).join('')
}

it.each([
  ['New watch', 'A == == 1', 'A == [==] 1', /^at character 6 there should be a value/],
  ['New watch', 'X + ', 'X + []', /^at the end there should be a value/],
  ['New stop rule', 'verdict maybe', 'verdict [maybe]', /^at character 9 there should be accept, drop or nothing/],
])('%s: %j', (name, text, shown, told) => {
  show()
  const field = screen.getByRole('textbox', { name })
  fireEvent.change(field, { target: { value: text } })
  expect(field.getAttribute('aria-invalid')).toBe('true')
  const problem = screen.getByRole('status', { name: `Problem with the ${name.toLowerCase()}` })
  expect(field.getAttribute('aria-describedby')?.split(' ')).toContain(problem.id)
  expect(marked(problem)).toBe(shown)
  const heard = Array.from(problem.childNodes).filter((node) => !(node instanceof Element && node.ariaHidden !== null))
  expect(heard.map((node) => node.textContent).join('')).toMatch(told)
})

it('a rule that came with a link is told to be wrong in the list; a right watch has its value', () => {
  show()
  const rule = within(screen.getByRole('list', { name: 'Stop rules' })).getByRole('listitem')
  expect(marked(rule)).toBe('at 3 if [Y] > 2')
  expect(rule.textContent).toContain('“Y” at character 9 is none of the names')
  const watch = within(screen.getByRole('list', { name: 'Watches' })).getByRole('listitem')
  expect(watch.textContent).toBe('X + 10x00000001 · 1')
})
