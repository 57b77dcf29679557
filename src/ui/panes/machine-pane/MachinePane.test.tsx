// @vitest-environment jsdom
/** The machine and program panes on the real store: the story of the example, step by step. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { AppStoreProvider, createAppStore } from '../../../store/index.ts'
import { PacketPane } from '../packet-pane/index.ts'
import { ProgramPane } from '../program-pane/index.ts'
import { MachinePane } from './index.ts'

afterEach(cleanup)

async function show() {
  const store = createAppStore()
  await store.getState().bringLate()
  // A part that is fetched apart: on a busy machine a test would wait for it in vain.
  await import('../program-pane/UnderListing.tsx')
  render(
    <AppStoreProvider value={store}>
      <ProgramPane />
      <MachinePane />
      <PacketPane />
    </AppStoreProvider>,
  )
  const press = (name: string): void => {
    fireEvent.click(screen.getByRole('button', { name }))
  }
  const register = (name: string): string => {
    const row = screen.getByRole('rowheader', { name }).closest<HTMLElement>('[role=row]') ?? document.body
    return within(row).getAllByRole('cell')[0]?.textContent ?? ''
  }
  const moment = () => ({
    a: register('A'),
    pc: register('PC'),
    current: screen.getAllByRole('row').find((row) => row.hasAttribute('aria-current'))?.dataset['pc'],
    selected: screen
      .queryAllByRole('gridcell', { selected: true })
      .map((cell) => cell.textContent)
      .join(' '),
    verdict: screen.getByRole('status', { name: 'Verdict' }).textContent,
  })
  return { store, press, moment }
}

const START = { a: '0x00000000', pc: '0x00000000', current: '0', selected: '', verdict: 'Running' }

describe('stepping through the example', () => {
  it('shows each step and goes back to the first state', async () => {
    const { press, moment } = await show()
    const seen = [moment()]
    for (let step = 1; step <= 5; step++) {
      press('Step')
      seen.push(moment())
    }
    expect(seen).toEqual([
      START,
      { a: '0x00000800', pc: '0x00000001', current: '1', selected: '08 00', verdict: 'Running' },
      { a: '0x00000800', pc: '0x00000002', current: '2', selected: '', verdict: 'Running' },
      { a: '0xc0a80101', pc: '0x00000003', current: '3', selected: 'c0 a8 01 01', verdict: 'Running' },
      { a: '0xc0a80101', pc: '0x00000004', current: '4', selected: '', verdict: 'Running' },
      { a: '0xc0a80101', pc: '0x00000004', current: '4', selected: '', verdict: 'Accept 262144 clause b is true' },
    ])
    for (let step = 1; step <= 5; step++) press('Step back')
    expect(moment()).toEqual(START)
  })
  it('tells the run in words', async () => {
    const { press } = await show()
    for (let step = 1; step <= 3; step++) press('Step')
    const program = within(screen.getByRole('region', { name: 'Program' }))
    await program.findAllByRole('listitem')
    expect(program.getAllByRole('listitem').map((item) => item.textContent.replace(/^\d?\d{3}/u, ''))).toEqual([
      'A ← 0x00000800: EtherType, bytes 12–13.',
      'EtherType is IPv4? A is 0x00000800: yes, on to 002.',
      'A ← 0xc0a80101: IPv4 destination, bytes 30–33.',
    ])
  })
  it('stops at a breakpoint and says where it will', async () => {
    const { press, moment } = await show()
    press('Toggle breakpoint at 003')
    expect(screen.getByText(/^Stops at/u).textContent).toBe('Stops at  003')
    press('Run')
    expect(moment().pc).toBe('0x00000003')
    press('Run')
    expect(moment().verdict).toBe('Accept 262144 clause b is true')
  })
  it('drops once the last byte of the destination is changed, and accepts again once reverted', async () => {
    const { press, moment } = await show()
    const byte = screen.getAllByRole('gridcell')[33] ?? document.body
    byte.focus()
    fireEvent.keyDown(byte, { key: '0' })
    fireEvent.keyDown(byte, { key: '2' })
    press('Run')
    expect([moment().verdict, moment().current]).toEqual(['Drop clause a is false', '5'])
    press('Revert')
    press('Run')
    expect(moment().verdict).toBe('Accept 262144 clause b is true')
  })
  it('says what is wrong in the frame', async () => {
    await show()
    expect(screen.getByText(/checksums/iu)).toBeTruthy()
  })
  it('keeps the last program in view while the source has an error', async () => {
    const { store } = await show()
    fireEvent.click(screen.getByRole('button', { name: 'Step' }))
    store.getState().setText('dst host')
    return screen.findByText(/The last program that compiled/u).then((note) => {
      expect(note.textContent).toContain('dst host 192.168.1.1 and ip')
      expect(screen.getAllByRole('row', { current: 'step' })).toHaveLength(1)
    })
  })
})
