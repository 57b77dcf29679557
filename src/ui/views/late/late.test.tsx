// @vitest-environment jsdom
/** The buttons stand before their popups have come, and a press in the meantime is not lost. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { Menu, Popover } from './index.ts'

afterEach(cleanup)

it('opens a menu that was pressed before it had come', async () => {
  const onSelect = vi.fn()
  const sections = [{ title: 'Two', entries: ['a', 'b'].map((key) => ({ key, title: key, onSelect })) }]
  render(<Menu trigger={<button type="button">More</button>} sections={sections} />)
  const standIn = screen.getByRole('button', { name: 'More' })
  expect(standIn.getAttribute('aria-haspopup')).toBe('menu')
  fireEvent.click(standIn)
  fireEvent.click(await screen.findByRole('menuitem', { name: 'b' }))
  expect(onSelect).toHaveBeenCalledOnce()
})

it('ticks the chosen entry', async () => {
  const entries = ['light', 'dark'].map((key) => ({ key, title: key, onSelect: () => undefined }))
  render(<Menu trigger={<button type="button">Theme</button>} sections={[{ title: '', chosen: 'dark', entries }]} />)
  fireEvent.keyDown(await screen.findByRole('button', { name: 'Theme' }), { key: 'Enter' })
  const items = await screen.findAllByRole('menuitemradio')
  expect(items.map((item) => item.getAttribute('aria-checked'))).toEqual(['false', 'true'])
})

it('keeps the focus on a button whose panel comes', async () => {
  render(
    <Popover label="Options" trigger={<button type="button">Options</button>}>
      <p>inside</p>
    </Popover>,
  )
  const standIn = screen.getByRole('button', { name: 'Options' })
  standIn.focus()
  await vi.waitFor(() => {
    expect(screen.getByRole('button', { name: 'Options' }).dataset['state']).toBe('closed')
  })
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Options' }))
})
