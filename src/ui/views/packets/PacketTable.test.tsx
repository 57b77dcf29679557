// @vitest-environment jsdom
/** The packets table: what each row says, and what its controls ask for. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { PacketTable } from './PacketTable.tsx'
import type { PacketRowProps } from './types.ts'

const ECHO: PacketRowProps = {
  id: 'icmp-echo',
  name: 'ICMP echo request',
  summary: '192.168.1.142 → 192.168.1.1',
  remark: null,
  file: null,
  length: 42,
  verdict: { kind: 'accept', text: 'Accept 262144' },
  steps: 5,
  expected: 'accept',
  holds: true,
  clauses: ['true', 'not reached'],
  selected: true,
  own: null,
}
const ARP: PacketRowProps = {
  ...ECHO,
  id: 'arp-request',
  name: 'ARP request',
  verdict: { kind: 'drop', text: 'Drop' },
  steps: 3,
  holds: false,
  selected: false,
  own: 'edited',
}

function show(rows: readonly PacketRowProps[]) {
  const handlers = { onSelect: vi.fn(), onExpect: vi.fn(), onRevert: vi.fn(), onRemove: vi.fn() }
  render(<PacketTable rows={rows} handlers={handlers} captured={null} folded={false} />)
  const row = (name: RegExp): HTMLElement => screen.getByRole('row', { name })
  return { handlers, row }
}

afterEach(cleanup)

describe('PacketTable', () => {
  it('is a table named Packets with a row a frame', () => {
    show([ECHO, ARP])
    const table = screen.getByRole('table', { name: 'Packets' })
    expect(within(table).getAllByRole('row')).toHaveLength(3)
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((header) => header.textContent),
    ).toEqual(['As expected', 'Frame', 'Clausesab', 'Verdict', 'Expected', 'Steps'])
  })

  it('shows verdict, steps, length, and whether it came out as expected', () => {
    const { row } = show([ECHO, ARP])
    const cells = within(row(/ICMP echo/)).getAllByRole('cell')
    expect(cells.map((cell) => cell.textContent)).toEqual([
      '',
      '',
      'Accept',
      'AnyAcceptDrop',
      '5',
      '192.168.1.142 → 192.168.1.142 bytes',
    ])
    within(row(/ICMP echo/)).getByLabelText('as expected')
    within(row(/ICMP echo/)).getByLabelText('b not reached')
    within(row(/ARP request/)).getByLabelText('not as expected')
  })

  it('marks the frame in view', () => {
    const { row } = show([ECHO, ARP])
    expect(row(/ICMP echo/).getAttribute('aria-current')).toBe('true')
    expect(row(/ARP request/).getAttribute('aria-current')).toBeNull()
  })

  it('tells of which capture a packet is that is not open', () => {
    const { row } = show([
      ECHO,
      { ...ARP, name: 'Packet 3', own: 'added', file: 'mixed.pcap', remark: 'another link type' },
    ])
    expect(row(/Packet 3/).textContent).toMatch(/of mixed\.pcap, another link type, 42 bytes$/)
    expect(row(/ICMP echo/).textContent).not.toContain('of ')
  })

  it('asks for what its controls say', () => {
    const { handlers } = show([ECHO, ARP])
    fireEvent.click(screen.getByRole('button', { name: 'ARP request' }))
    fireEvent.change(screen.getByLabelText('Expected verdict of ICMP echo request'), { target: { value: 'drop' } })
    fireEvent.click(screen.getByRole('button', { name: 'Revert ARP request' }))
    expect(handlers.onSelect).toHaveBeenCalledExactlyOnceWith('arp-request')
    expect(handlers.onExpect).toHaveBeenCalledExactlyOnceWith('icmp-echo', 'drop')
    expect(handlers.onRevert).toHaveBeenCalledExactlyOnceWith('arp-request')
    expect(screen.queryByRole('button', { name: 'Revert ICMP echo request' })).toBeNull()
  })

  it('has no verdict where nothing ran', () => {
    const { row } = show([{ ...ECHO, verdict: null, steps: null, holds: null }])
    expect(within(row(/ICMP echo/)).queryByText('Accept', { selector: 'span' })).toBeNull()
  })
})
