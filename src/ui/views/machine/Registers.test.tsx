// @vitest-environment jsdom
/** The registers as a table. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Registers, type RegisterValue } from './index.ts'

afterEach(cleanup)

const main: readonly RegisterValue[] = [
  { name: 'A', value: 0xc0a80101, old: 0x800, reading: ['192.168.1.1', '3232235777'], read: true },
  { name: 'X', value: 0, old: null, reading: ['0, not written'], read: false },
  { name: 'PC', value: 3, old: 2, reading: ['next is jeq'], read: true },
]
const memory = Array.from({ length: 16 }, (_, index): RegisterValue => {
  return { name: `M[${String(index)}]`, value: index, old: null, reading: [], read: false }
})

describe('Registers', () => {
  const onAsk = vi.fn<(name: string) => void>()
  beforeEach(() => {
    onAsk.mockClear()
    render(<Registers onAsk={onAsk} main={main} memory={memory} />)
  })
  it('asks where a value came from, but not of the program counter', () => {
    fireEvent.click(within(row('X')).getByRole('button', { name: '0x00000000' }))
    fireEvent.click(within(row('M[3]')).getByRole('button'))
    expect(onAsk.mock.calls).toEqual([['X'], ['M[3]']])
    expect(within(row('PC')).queryByRole('button')).toBeNull()
  })
  const row = (name: string): HTMLElement => {
    const head = screen.getByRole('rowheader', { name })
    const found = head.closest<HTMLElement>('[role=row]')
    if (found === null) throw new Error(`no row for ${name}`)
    return found
  }
  it('has a row for every register', () => {
    const table = screen.getByRole('table', { name: 'Registers' })
    const names = within(table)
      .getAllByRole('rowheader')
      .map((head) => head.textContent)
    expect(names).toEqual(['A', 'X', 'PC', ...memory.map(({ name }) => name)])
  })
  it.each([
    ['A', '0xc0a80101'],
    ['X', '0x00000000'],
    ['PC', '0x00000003'],
    ['M[15]', '0x0000000f'],
  ])('%s holds exactly %s', (name, value) => {
    expect(within(row(name)).getAllByRole('cell')[0]?.textContent).toBe(value)
  })
  it('keeps the old value out of the text', () => {
    expect(screen.queryByText('0x00000800')).toBeNull()
    expect(row('A').querySelector('[data-old="0x00000800"]')).not.toBeNull()
  })
  it('reads a value for people', () => {
    expect(within(row('A')).getAllByRole('cell')[1]?.textContent).toBe('192.168.1.1 · 3232235777')
  })
})
