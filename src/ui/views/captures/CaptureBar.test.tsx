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
  fireEvent.change(field, { target: { value: '999' } })
  const form = field.closest('form')
  if (form !== null) fireEvent.submit(form)
  expect((await screen.findByRole('alert')).textContent).toBe('not in view')
  rerender(<CaptureBar {...props} packets={6} />)
  expect(screen.queryByRole('alert')).not.toBeNull()
  rerender(<CaptureBar {...props} {...change} />)
  expect(screen.queryByRole('alert')).toBeNull()
})
