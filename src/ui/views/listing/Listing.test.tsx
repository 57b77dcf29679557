// @vitest-environment jsdom
/** The listing as a person without a mouse, or without a screen, meets it. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { createRef } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Listing, layOutListing, type ListingHits, type ListingRow } from './index.ts'

afterEach(cleanup)

const plain = { jt: null, jf: null, clauses: [], state: null, breakpoint: false, runs: 0, target: null } as const
// `dst host 192.168.1.1 and ip` after three steps.
const rows: readonly ListingRow[] = [
  { ...plain, pc: 0, op: 'ldh', operand: '[12]', meaning: 'A ← bytes 12–13', clauses: [0, 1], runs: 1, target: 1 },
  {
    ...plain,
    pc: 1,
    op: 'jeq',
    operand: '#0x800',
    jt: 2,
    jf: 5,
    meaning: 'IPv4?',
    clauses: [0, 1],
    runs: 1,
    target: 2,
  },
  {
    ...plain,
    pc: 2,
    op: 'ld',
    operand: '[30]',
    meaning: 'A ← bytes 30–33',
    clauses: [0],
    runs: 1,
    target: 3,
    state: 'ran',
  },
  {
    ...plain,
    pc: 3,
    op: 'jeq',
    operand: '#0xc0a80101',
    jt: 4,
    jf: 5,
    meaning: 'It?',
    clauses: [0],
    target: 4,
    state: 'next',
  },
  { ...plain, pc: 4, op: 'ret', operand: '#262144', meaning: 'Accept', breakpoint: true },
  { ...plain, pc: 5, op: 'ret', operand: '#0', meaning: 'Drop' },
]

const long: readonly ListingRow[] = Array.from({ length: 4096 }, (_, pc) => {
  return { ...plain, pc, op: 'ret', operand: '#0', meaning: 'Drop' }
})

const HITS: ListingHits = {
  of: 'packets',
  ran: 250_000,
  insists: true,
  rows: [250_000, 250_000, 180_000, 180_000, 1234, 248_766].map((executed, pc) => {
    return { executed, taken: pc === 1 ? 180_000 : pc === 3 ? 1234 : 0, share: executed / 250_000 }
  }),
}

function show(shown: readonly ListingRow[] = rows, height = 0) {
  const onToggle = vi.fn<(pc: number) => void>()
  const onPoint = vi.fn<(clause: number | null) => void>()
  const onRunTo = vi.fn<(pc: number) => void>()
  const scroller = createRef<HTMLDivElement>()
  const layout = layOutListing(
    shown,
    shown.map((row) => row.clauses),
  )
  const listing = (currentPc: number) => (
    <div
      ref={(element) => {
        scroller.current = element
        // Where nothing is laid out: the rows that are in sight, 30 px each.
        if (element !== null) Object.defineProperty(element, 'clientHeight', { value: height, configurable: true })
      }}
    >
      <Listing
        rows={shown}
        layout={layout}
        hits={HITS}
        pointedClause={1}
        lit={new Set(shown.filter(({ clauses }) => clauses.includes(1)).map(({ pc }) => pc))}
        currentPc={currentPc}
        scroller={scroller}
        onToggleBreakpoint={onToggle}
        onRunTo={onRunTo}
        greyOthers={false}
        onPointClause={onPoint}
        onPointInstruction={vi.fn()}
      />
    </div>
  )
  const { container, rerender } = render(listing(3))
  const line = (pc: number): HTMLElement => {
    const found = container.querySelector<HTMLElement>(`[data-pc="${String(pc)}"]`)
    if (found === null) throw new Error(`no row ${String(pc)}`)
    return found
  }
  /** Where the listing stands. */
  const top = async (): Promise<number> => {
    await Promise.resolve()
    return scroller.current?.scrollTop ?? NaN
  }
  /** The same after the run has gone on to an instruction. */
  const topAt = (pc: number): Promise<number> => {
    rerender(listing(pc))
    return top()
  }
  return { onToggle, onPoint, line, top, topAt }
}

describe('Listing', () => {
  it('is a table with a head and a row an instruction', () => {
    show()
    const table = screen.getByRole('table', { name: 'Program listing' })
    expect(within(table).getAllByRole('row')).toHaveLength(7)
    expect(
      within(table)
        .getAllByRole('columnheader')
        .slice(-7)
        .map((head) => head.textContent),
    ).toEqual(['pc', 'op', 'operand', 'jt', 'jf', 'Meaning', 'Hits /250K packets'])
  })
  it('says where the program counter is, on one row only', () => {
    const { line } = show()
    expect(screen.getAllByRole('row').filter((row) => row.getAttribute('aria-current') === 'step')).toEqual([line(3)])
  })
  it('tells just executed, next and executed before apart', () => {
    const { line } = show()
    expect(within(line(1)).getByRole('img', { name: 'Executed' })).toBeTruthy()
    expect(within(line(2)).getByRole('img', { name: 'Just executed' })).toBeTruthy()
    expect(within(line(3)).getByRole('img', { name: 'Next' })).toBeTruthy()
    expect(within(line(4)).queryByRole('img', { name: /execut|next/iu })).toBeNull()
  })
  it('spells the clauses of a row', () => {
    const { line } = show()
    expect(within(line(0)).getByText('clauses a, b')).toBeTruthy()
    expect(within(line(2)).getByText('clause a')).toBeTruthy()
  })
  it('tells how often a row ran, and of a test which way it went', () => {
    const { line } = show()
    const hits = (pc: number) => within(line(pc)).getAllByRole('cell').at(-1)?.textContent
    expect(hits(2)).toBe('180K of 250K packets')
    expect(hits(3)).toBe('180K of 250K packets; true 1,234, false 179K')
  })
  it('toggles a breakpoint by its button and says which are set', () => {
    const { onToggle } = show()
    const button = screen.getByRole('button', { name: 'Toggle breakpoint at 004' })
    expect(button.getAttribute('aria-pressed')).toBe('true')
    fireEvent.click(button)
    expect(onToggle.mock.calls).toEqual([[4]])
  })
  it.each(['Enter', 'F9'])('toggles a breakpoint by %s on its row', (key) => {
    const { onToggle, line } = show()
    fireEvent.keyDown(line(2), { key })
    expect(onToggle.mock.calls).toEqual([[2]])
  })
  it('keeps F9 on a row from the page', () => {
    const { line } = show()
    const page = vi.fn()
    window.addEventListener('keydown', page)
    fireEvent.keyDown(line(2), { key: 'F9' })
    window.removeEventListener('keydown', page)
    expect(page).not.toHaveBeenCalled()
  })
  it.each([
    ['ArrowDown', 2, 3],
    ['ArrowUp', 2, 1],
    ['Home', 2, 0],
    ['End', 2, 5],
    ['ArrowUp', 0, 0],
    ['PageDown', 1, 5],
  ])('%s goes from row %i to row %i', (key, from, to) => {
    const { line } = show()
    line(from).focus()
    fireEvent.keyDown(line(from), { key })
    expect(document.activeElement).toBe(line(to))
  })
  it('has one tab stop, which follows the focus', () => {
    const { line } = show()
    fireEvent.focus(line(4))
    expect(screen.getAllByRole('row').filter((row) => row.tabIndex === 0)).toEqual([line(4)])
  })
  it('points at the clause of a lane', () => {
    const { onPoint, line } = show()
    const lane = line(0).querySelector('.cb')
    fireEvent.pointerEnter(lane ?? document.body)
    expect(onPoint.mock.calls).toEqual([[1]])
  })
  it('goes with the run by pages and with the focus as little as needed', async () => {
    const { line, top, topAt } = show(long, 600)
    expect([await topAt(19), await topAt(20), await topAt(36), await topAt(10)]).toEqual([0, 510, 510, 0])
    line(19).focus()
    fireEvent.keyDown(line(19), { key: 'ArrowDown' })
    expect([document.activeElement === line(20), await top()]).toEqual([true, 60])
  })
  it('builds a part of a long program only', () => {
    show(long)
    expect(screen.getAllByRole('row').length).toBeLessThan(320)
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('4097')
  })
})
