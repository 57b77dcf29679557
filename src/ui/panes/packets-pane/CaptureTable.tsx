/** The packets of the capture in the packets table, connected. */
import { useLayoutEffect, useMemo, useRef, type ReactElement, type RefObject } from 'react'
import { selectChosenPacket, selectExpectedPackets, useApp, type Arrangement } from '../../../store/index.ts'
import { CaptureRows } from '../../views/captures/index.ts'
import { bringIntoView } from './scroll-place.ts'
import { useCaptureWindow } from './use-capture-window.ts'

export interface CaptureTableProps {
  readonly scroller: RefObject<HTMLElement | null>
  readonly arrangement: Arrangement
  readonly onArrange: (change: Partial<Arrangement>) => void
}

export function CaptureTable({ scroller, arrangement, onArrange }: CaptureTableProps): ReactElement {
  const shown = useCaptureWindow(scroller, arrangement)
  const chosen = useApp((state) => selectChosenPacket(state)?.captured?.number ?? null)
  const expected = useApp(selectExpectedPackets)
  const rows = useMemo(
    () => shown.rows.map((row) => ({ ...row, holds: expected.get(row.number) ?? null })),
    [shown.rows, expected],
  )
  const client = useApp((state) => state.capture?.client)
  const progress = useApp((state) => state.capture?.sorting ?? null)
  const choosePacket = useApp((state) => state.choosePacket)
  /** Where arrow keys have gone to: the packet there gets the focus once its number is known and its row is there. */
  const going = useRef<{ readonly place: number; readonly number: number | null } | null>(null)
  const { total } = shown

  useLayoutEffect(() => {
    if (going.current === null) return
    const { number } = going.current
    const space = scroller.current?.querySelector<HTMLElement>('[data-capture-space]')
    const button = space?.querySelector<HTMLElement>(`[data-packet="${String(number)}"]`)
    if (space?.contains(document.activeElement) !== true) {
      // Somebody has gone elsewhere meanwhile.
      going.current = null
    } else if (button !== null && button !== undefined) {
      button.focus({ preventScroll: true })
      going.current = null
    }
  })

  const move = (from: number, by: number): void => {
    // A key that comes before the row goes on from there; the button that has the focus still is an earlier one's.
    const place = Math.max(0, Math.min(total - 1, (going.current?.place ?? from) + by))
    going.current = { place, number: null }
    void client?.rows(arrangement, place, 1).then(({ rows: [row] }) => {
      if (row === undefined || going.current?.place !== place) return
      going.current = { place, number: row.number }
      bringIntoView(scroller.current, place, total)
      void choosePacket(row.number)
    })
  }

  return (
    <CaptureRows
      {...shown}
      rows={rows}
      sort={arrangement}
      progress={progress}
      chosen={chosen}
      onSort={onArrange}
      onChoose={(number) => {
        going.current = null
        void choosePacket(number)
      }}
      onMove={move}
    />
  )
}
