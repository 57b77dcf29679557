/** The packets of the capture in the packets table, connected. */
import { useEffect, useMemo, useRef, type ReactElement, type RefObject } from 'react'
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
  /** The packet that an arrow key goes to gets the focus once its row is there. */
  const focused = useRef<number | null>(null)
  const { total } = shown

  useEffect(() => {
    if (focused.current === null) return
    const button = scroller.current?.querySelector<HTMLElement>(`[data-packet="${String(focused.current)}"]`)
    if (button === null || button === undefined) return
    button.focus({ preventScroll: true })
    focused.current = null
  })

  const move = (from: number, by: number): void => {
    const place = Math.max(0, Math.min(total - 1, from + by))
    void client?.rows(arrangement, place, 1).then(({ rows: [row] }) => {
      if (row === undefined) return
      focused.current = row.number
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
      onChoose={(number) => void choosePacket(number)}
      onMove={move}
    />
  )
}
