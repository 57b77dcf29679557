// @vitest-environment jsdom
/** The bytes: marks, moves, and typing over a byte. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState, type ReactElement } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ByteGrid, type ByteGridProps } from './index.ts'

afterEach(cleanup)

const bytes = Uint8Array.from({ length: 42 }, (_, index) => index)

function Grid(props: Partial<ByteGridProps>): ReactElement {
  const [focused, setFocused] = useState(0)
  return (
    <ByteGrid
      bytes={bytes}
      leaves={[]}
      perRow={16}
      load={{ from: 30, to: 34 }}
      earlier={[{ from: 12, to: 14 }]}
      lit={[]}
      focused={focused}
      onFocus={setFocused}
      onSetByte={vi.fn()}
      onPoint={vi.fn()}
      {...props}
    />
  )
}

function show(props: Partial<ByteGridProps> = {}) {
  const onSetByte = vi.fn<(offset: number, value: number) => void>()
  render(<Grid onSetByte={onSetByte} {...props} />)
  const cells = screen.getAllByRole('gridcell')
  const press = (...keys: string[]): void => {
    for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key })
  }
  return { onSetByte, cells, press, at: () => (document.activeElement as HTMLElement).dataset['offset'] }
}

describe('ByteGrid', () => {
  it('has a cell a byte, two digits each, and nothing else in cells', () => {
    const { cells } = show()
    expect(screen.getByRole('grid', { name: 'Packet bytes' })).toBeTruthy()
    expect(cells.map((cell) => cell.textContent)).toEqual(
      Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')),
    )
  })
  it('selects the bytes of the load', () => {
    show()
    expect(screen.getAllByRole('gridcell', { selected: true }).map((cell) => cell.textContent)).toEqual([
      '1e',
      '1f',
      '20',
      '21',
    ])
  })
  it('has one tab stop', () => {
    const { cells } = show()
    expect(cells.filter((cell) => cell.tabIndex === 0)).toEqual([cells[0]])
  })
  it.each([
    [['ArrowRight'], 18],
    [['ArrowLeft'], 16],
    [['ArrowDown'], 33],
    [['ArrowUp'], 1],
    [['ArrowUp', 'ArrowUp'], 1],
    [['ArrowDown', 'ArrowDown'], 33],
    [['Home'], 16],
    [['End'], 31],
    [['PageDown'], 41],
  ])('%j goes from byte 17 to byte %i', (keys, offset) => {
    const { cells, press, at } = show()
    cells[17]?.focus()
    press(...keys)
    expect(at()).toBe(String(offset))
  })
  it.each([
    ['Home', '0'],
    ['End', '41'],
  ])('Ctrl+%s goes to byte %s', (key, offset) => {
    const { cells, at } = show()
    cells[17]?.focus()
    fireEvent.keyDown(cells[17] ?? document.body, { key, ctrlKey: true })
    expect(at()).toBe(offset)
  })
  it('changes a byte by two digits and moves on', () => {
    const { cells, press, onSetByte, at } = show()
    cells[33]?.focus()
    press('0')
    expect([cells[33]?.textContent, onSetByte.mock.calls]).toEqual(['0_', []])
    press('F')
    expect([onSetByte.mock.calls, at()]).toEqual([[[33, 0x0f]], '34'])
  })
  it.each(['Escape', 'ArrowRight'])('drops the first digit by %s', (key) => {
    const { cells, press, onSetByte } = show()
    cells[33]?.focus()
    press('a', key, 'b')
    expect(onSetByte).not.toHaveBeenCalled()
    expect(cells[33]?.textContent).toBe(key === 'Escape' ? 'b_' : '21')
  })
  it('leaves shortcuts and other letters alone', () => {
    const { cells, press, onSetByte } = show()
    cells[3]?.focus()
    fireEvent.keyDown(cells[3] ?? document.body, { key: 'c', ctrlKey: true })
    press('g')
    expect([cells[3]?.textContent, onSetByte.mock.calls]).toEqual(['03', []])
  })
  it('builds the beginning of a very long packet and offers the rest', () => {
    const { container } = render(<Grid bytes={new Uint8Array(5000)} load={null} />)
    // Not by role: the accessible tree of thousands of cells takes jsdom seconds.
    const cells = () => container.querySelectorAll('[role=gridcell]').length
    expect(cells()).toBe(2048)
    fireEvent.click(screen.getByText('Show all 5000 bytes'))
    expect(cells()).toBe(5000)
  })
})
