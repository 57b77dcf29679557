// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { CaptureBar, type CaptureBarProps } from './CaptureBar.tsx'

afterEach(cleanup)

const nothing = (): void => undefined
const props: CaptureBarProps = {
  capture: {},
  name: 'a.pcap',
  told: { text: '', warns: false },
  progress: 1,
  packets: 5,
  matches: null,
  isStale: false,
  quiet: [],
  histogram: null,
  packet: null,
  onExpect: nothing,
  show: 'matching',
  onShow: nothing,
  onCancel: nothing,
  onClose: nothing,
  onJump: () => Promise.resolve(false),
  writing: null,
  onStopWriting: nothing,
  onSavePcap: nothing,
  onSaveCsv: nothing,
}

it.each<[string, Partial<CaptureBarProps>]>([
  ['another capture of the same name', { capture: {} }],
  ['other packets of it', { show: 'all' }],
])('that a packet is not in view is not said of %s', async (_, change) => {
  const { rerender } = render(<CaptureBar {...props} />)
  const field = screen.getByRole('textbox', { name: 'Go to packet' })
  fireEvent.change(field, { target: { value: '4' } })
  const form = field.closest('form')
  if (form !== null) fireEvent.submit(form)
  expect((await screen.findByRole('alert')).textContent).toBe('not in view')
  rerender(<CaptureBar {...props} packets={6} />)
  expect(screen.queryByRole('alert')).not.toBeNull()
  rerender(<CaptureBar {...props} {...change} />)
  expect(screen.queryByRole('alert')).toBeNull()
})

it.each(['0', '6', '1.5', 'x', ''])('says which numbers there are where %j is none of them', async (text) => {
  render(<CaptureBar {...props} onJump={() => Promise.resolve(true)} />)
  const field = screen.getByRole('textbox', { name: 'Go to packet' })
  fireEvent.change(field, { target: { value: text } })
  const form = field.closest('form')
  if (form !== null) fireEvent.submit(form)
  expect((await screen.findByRole('alert')).textContent).toBe('numbers go from 1 to 5')
})

it('forgets what was typed for another capture', () => {
  const { rerender } = render(<CaptureBar {...props} />)
  fireEvent.change(screen.getByRole('textbox', { name: 'Go to packet' }), { target: { value: '4' } })
  rerender(<CaptureBar {...props} capture={{}} />)
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Go to packet' }).value).toBe('')
})

it.each<[string, Partial<CaptureBarProps>, number, number]>([
  ['all has been read and filtered', {}, 1, 1],
  ['it is read', { told: null }, 0, 0],
  ['the source does not compile', { isStale: true }, 0, 0],
  ['it is filtered', { matches: { text: '1 of 2 match', steps: 'so far', done: false } }, 0, 1],
])('is saved when that would be all: %s', (_, change, pcaps, tables) => {
  let [savedPcaps, savedTables] = [0, 0]
  render(<CaptureBar {...props} {...change} onSavePcap={() => savedPcaps++} onSaveCsv={() => savedTables++} />)
  fireEvent.click(screen.getByRole('button', { name: 'Matching as pcap' }))
  fireEvent.click(screen.getByRole('button', { name: 'Table as CSV' }))
  expect([savedPcaps, savedTables]).toEqual([pcaps, tables])
})
