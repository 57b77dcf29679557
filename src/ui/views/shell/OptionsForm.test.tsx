// @vitest-environment jsdom
/** The compile options as a person sets them. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { OptionsForm } from './OptionsForm.tsx'

afterEach(cleanup)

const handlers = { onSnaplen: vi.fn(), onNetmask: vi.fn(), onLive: vi.fn(), onNames: vi.fn() }
const plain = {
  snaplen: 262144,
  netmask: null,
  live: false,
  names: '',
  longestNames: 100,
  nameProblems: [],
  ...handlers,
}

describe('OptionsForm', () => {
  it('switches to live captures, and says what that changes', () => {
    render(<OptionsForm {...plain} />)
    const live = screen.getByRole('switch', { name: 'As for a live Linux capture' })
    expect(live).toHaveProperty('checked', false)
    const note = document.getElementById(live.getAttribute('aria-describedby') ?? '')
    expect(note?.textContent).toBe('VLAN tags and direction come from the kernel, not from the bytes.')
    fireEvent.click(live)
    expect(handlers.onLive).toHaveBeenCalledWith(true)
  })

  it('hands on the names as they are typed', () => {
    render(<OptionsForm {...plain} />)
    fireEvent.change(screen.getByRole('textbox', { name: 'Names' }), { target: { value: '10.0.0.1 gw' } })
    expect(handlers.onNames).toHaveBeenCalledWith('10.0.0.1 gw')
  })

  it('lists the first lines of the names that say nothing, and counts the rest', () => {
    const nameProblems = [2, 3, 5, 8].map((line) => ({ line, message: `${String(line)} is wrong.` }))
    render(<OptionsForm {...plain} names="x" nameProblems={nameProblems} />)
    expect(screen.getByRole('textbox', { name: 'Names' }).getAttribute('aria-invalid')).toBe('true')
    const list = screen.getByRole('list', { name: 'Problems in the names' })
    expect(Array.from(list.children, (item) => item.textContent)).toEqual([
      'Line 2: 2 is wrong.',
      'Line 3: 3 is wrong.',
      'Line 5: 5 is wrong.',
      'And 1 more.',
    ])
  })

  it('takes a netmask, and none', () => {
    render(<OptionsForm {...plain} />)
    const field = screen.getByRole('textbox', { name: 'Netmask' })
    fireEvent.change(field, { target: { value: '255.255.0.0' } })
    expect(handlers.onNetmask).toHaveBeenLastCalledWith(0xffff0000)
    fireEvent.change(field, { target: { value: '' } })
    expect(handlers.onNetmask).toHaveBeenLastCalledWith(null)
  })
})
