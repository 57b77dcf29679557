// @vitest-environment jsdom
/** The field tree and the kernel's values. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseNumber } from './MetadataEditor.tsx'
import { FieldTree, MetadataEditor, type TreeField } from './index.ts'

afterEach(cleanup)

const leaf = (name: string, from: number, to: number, warning: string | null = null): TreeField => {
  return { key: name, name, value: '1', warning, from, to, layer: 'network', children: [] }
}
const fields: readonly TreeField[] = [
  { ...leaf('Ethernet', 0, 14), layer: 'link', children: [leaf('Type', 12, 14)] },
  { ...leaf('IPv4', 14, 34), children: [leaf('Checksum', 24, 26, 'should be 0x3f90'), leaf('Destination', 30, 34)] },
]

function show(load: { from: number; to: number } | null = null) {
  const onGo = vi.fn<(field: TreeField) => void>()
  const onWrite = vi.fn<(field: TreeField, text: string) => string | null>((_, text) =>
    text === '2' ? null : 'A number',
  )
  const onPoint = vi.fn<(field: TreeField | null) => void>()
  const { container } = render(
    <FieldTree
      fields={fields}
      load={load}
      pointed={new Set(['Checksum'])}
      onPoint={onPoint}
      onGo={onGo}
      textOf={() => '1'}
      onWrite={onWrite}
    />,
  )
  return { onGo, onPoint, onWrite, loaded: () => container.querySelector('[data-loaded]')?.textContent ?? null }
}

describe('FieldTree', () => {
  it('opens and closes a header', () => {
    show()
    expect(screen.queryByText('Type')).toBeNull()
    const header = screen.getByRole('treeitem', { name: /^Ethernet/u })
    fireEvent.click(header)
    expect([header.getAttribute('aria-expanded'), screen.queryByText('Type') !== null]).toEqual(['true', true])
    fireEvent.click(header)
    expect(screen.queryByText('Type')).toBeNull()
  })
  it('opens the header of the field that is being read, and marks the field', () => {
    expect(show({ from: 12, to: 14 }).loaded()).toMatch(/^Type/u)
  })
  it('marks nothing where the load is across fields', () => {
    expect(show({ from: 12, to: 16 }).loaded()).toBeNull()
  })
  it('says what is wrong', () => {
    show()
    expect(screen.getByText(/wrong/u).textContent).toBe('wrong, should be 0x3f90')
  })
  it('points at a field and goes to its bytes', () => {
    const { onPoint, onGo } = show()
    const button = screen.getByRole('treeitem', { name: /^Destination/u })
    fireEvent.pointerEnter(button)
    fireEvent.click(button)
    expect([onPoint.mock.calls[0]?.[0]?.from, onGo.mock.calls[0]?.[0].from]).toEqual([30, 30])
  })
  it('is walked, opened and shut by arrow keys', () => {
    show()
    const name = (): string | undefined => document.activeElement?.textContent?.slice(0, 8)
    const press = (...keys: string[]): void => {
      for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key })
    }
    screen.getByRole('treeitem', { name: /^Ethernet/u }).focus()
    press('ArrowRight', 'ArrowRight')
    expect(name()).toMatch(/^Type/u)
    press('ArrowLeft')
    expect(name()).toMatch(/^Ethernet/u)
    press('ArrowLeft')
    expect(screen.queryByRole('treeitem', { name: /^Type/u })).toBeNull()
    press('End')
    expect(name()).toMatch(/^Destinat/u)
  })
  it('writes a value by Enter, says what is wanted, and gives the focus back', () => {
    const { onWrite } = show()
    const row = screen.getByRole('treeitem', { name: /^Destination/u })
    row.focus()
    fireEvent.keyDown(row, { key: 'Enter' })
    const input = screen.getByRole('textbox', { name: 'Destination, new value' })
    fireEvent.change(input, { target: { value: 'x' } })
    fireEvent.keyDown(input, { key: 'Enter' })
    expect(screen.getByRole('alert').textContent).toBe('A number')
    fireEvent.change(input, { target: { value: '2' } })
    fireEvent.keyDown(input, { key: 'Enter' })
    expect([onWrite.mock.calls.at(-1)?.[1], screen.queryByRole('textbox')]).toEqual(['2', null])
    expect(document.activeElement?.textContent).toMatch(/^Destination/u)
  })
})

describe('MetadataEditor', () => {
  it('is open with a number and its meaning where the program reads one', () => {
    const onChange = vi.fn()
    render(<MetadataEditor values={[{ name: 'cpu', value: 3 }]} onChange={onChange} />)
    const input = screen.getByRole<HTMLInputElement>('textbox', { name: 'cpu' })
    expect([input.value, screen.getByText(/processor/u).id]).toEqual(['3', input.getAttribute('aria-describedby')])
    fireEvent.change(input, { target: { value: '0x10' } })
    expect(onChange.mock.calls).toEqual([['cpu', 16]])
  })
  it('takes no number that is none and says so', () => {
    const onChange = vi.fn()
    render(<MetadataEditor values={[{ name: 'cpu', value: 3 }]} onChange={onChange} />)
    const input = screen.getByRole('textbox', { name: 'cpu' })
    fireEvent.change(input, { target: { value: '4294967296' } })
    expect([onChange.mock.calls, input.getAttribute('aria-invalid')]).toEqual([[], 'true'])
  })
  it('is closed where the program reads none', () => {
    render(<MetadataEditor values={[]} onChange={vi.fn()} />)
    const toggle = screen.getByRole('button', { name: 'Kernel metadata' })
    expect(toggle.getAttribute('aria-expanded')).toBe('false')
    fireEvent.click(toggle)
    expect(within(document.body).getByText(/Extension loads/u)).toBeTruthy()
  })
})

it.each([
  ['3', 3],
  [' 0x10 ', 16],
  ['4294967295', 0xffffffff],
  ['4294967296', null],
  ['-1', null],
  ['', null],
  ['1e3', null],
])('%j is %s', (text, value) => {
  expect(parseNumber(text)).toBe(value)
})
