// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { GraphBox, GraphLine } from '../graph/index.ts'
import { FilmView } from './FilmView.tsx'

afterEach(cleanup)

const box = (id: string, title: string): GraphBox => ({
  id,
  title,
  note: '',
  rows: [],
  clauses: [],
  tone: 'plain',
  verdict: null,
  breakpoint: false,
  folded: false,
  holding: false,
  lit: false,
  label: title,
})
const line = (from: string, to: string, label: GraphLine['label']): GraphLine => ({
  id: `${from}-${label}`,
  from,
  to,
  label,
  taken: false,
  hits: null,
})

it('in the listing the exits are named as the entries are titled', () => {
  render(
    <FilmView
      layOut={() => ({ width: 0, height: 0, boxes: [], lines: [] })}
      titles={['As generated']}
      index={0}
      onIndex={() => undefined}
      counts={{ first: 4, now: 4, last: 4 }}
      note={null}
      changes={[]}
      before={null}
      after={{
        boxes: [box('1', 'block 1'), box('2', 'block 2'), box('6', 'Accept'), box('7', 'Drop')],
        lines: [line('1', '2', ''), line('2', '6', 'true'), line('2', '7', 'false')],
      }}
    />,
  )
  fireEvent.click(screen.getByRole('radio', { name: 'Listing' }))
  const blocks = within(screen.getByRole('list', { name: 'Blocks, as generated' })).getAllByRole('listitem')
  expect(blocks.map((block) => block.querySelector('p')?.textContent)).toEqual([
    'on to block 2',
    'true to Accept, false to Drop',
    '',
    '',
  ])
})
