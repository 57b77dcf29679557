// @vitest-environment jsdom
/** The source pane: the stand-in editor's name and text, and the list of problems. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Diagnostic } from '../../../base/index.ts'
import { PlainEditor } from './PlainEditor.tsx'
import { SourceView } from './SourceView.tsx'

const TEXT = 'dst host 192.168.1.256 and ip'
const PROBLEM: Diagnostic = {
  severity: 'error',
  code: 'filter/address',
  message: "invalid IPv4 address '192.168.1.256'",
  span: { from: 9, to: 22 },
  notes: ['Each of the four numbers is one byte.'],
}

function show(problems: readonly Diagnostic[]) {
  const onChooseProblem = vi.fn()
  const onChange = vi.fn()
  render(
    <SourceView
      text={TEXT}
      problems={problems}
      editor={<PlainEditor value={TEXT} clauses={[]} diagnostics={problems} onChange={onChange} />}
      trapsTab
      onChooseProblem={onChooseProblem}
      onCopy={() => undefined}
    />,
  )
  return { onChooseProblem, onChange, pane: within(screen.getByRole('region', { name: 'Source' })) }
}

afterEach(cleanup)

describe('SourceView', () => {
  it('holds a text box named Source text', () => {
    const { pane, onChange } = show([])
    const box = pane.getByRole<HTMLTextAreaElement>('textbox', { name: 'Source text' })
    expect(box.value).toBe(TEXT)
    fireEvent.change(box, { target: { value: 'arp' } })
    expect(onChange).toHaveBeenCalledOnce()
  })

  it('says None, and how Tab leaves the editor, where nothing is wrong', () => {
    const { pane } = show([])
    expect(pane.getByRole('status', { name: 'Problems' }).textContent).toBe('None')
    pane.getByText('Ctrl M')
  })

  it('lists each problem with its place and leads there', () => {
    const { pane, onChooseProblem } = show([PROBLEM])
    expect(pane.getByRole('status', { name: 'Problems' }).textContent).toBe('1 error')
    const item = pane.getByRole('button', { name: /invalid IPv4 address/ })
    within(item).getByText('1:10')
    within(item).getByText('Each of the four numbers is one byte.')
    fireEvent.click(item)
    expect(onChooseProblem).toHaveBeenCalledExactlyOnceWith(PROBLEM)
  })

  it('tells warnings and remarks from errors, and shows their notes', () => {
    const notes = ['The first note.', 'The second note.']
    const { pane } = show([
      { ...PROBLEM, severity: 'warning', message: 'never true', notes },
      { ...PROBLEM, severity: 'info', message: 'ARP as well', notes: [] },
    ])
    expect(pane.getByRole('status', { name: 'Problems' }).textContent).toBe('1 warning, 1 note')
    const warning = within(pane.getByRole('button', { name: /never true/ }))
    warning.getByText('warning')
    for (const note of notes) warning.getByText(note)
    within(pane.getByRole('button', { name: /ARP as well/ })).getByText('note')
  })

  it('sets the code of a message and of its notes in mono, and leaves a lone backquote', () => {
    const { pane } = show([{ ...PROBLEM, message: 'Found `tpc`', notes: ['Write `tcp` or `udp`.', 'illegal: `'] }])
    const item = pane.getByRole('button', { name: /Found tpc/ })
    expect([...item.querySelectorAll('code')].map((code) => code.textContent)).toEqual(['tpc', 'tcp', 'udp'])
    within(item).getByText('illegal: `')
  })

  it('underlines the clauses of the stand-in with their letters', () => {
    const { container } = render(
      <PlainEditor
        value="ip or arp"
        clauses={[{ span: { from: 0, to: 2 } }, { span: { from: 6, to: 9 } }]}
        diagnostics={[]}
        readOnly
      />,
    )
    expect(container.querySelector('pre')?.textContent).toBe('ipa or arpb\n')
  })
})
