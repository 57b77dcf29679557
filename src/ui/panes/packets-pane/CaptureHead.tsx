/** What is above the packets of the capture, connected. */
import type { ReactElement, RefObject } from 'react'
import {
  selectCaptureTotals,
  selectChosenPacket,
  selectQuietClauses,
  selectShownProgram,
  useApp,
  type Arrangement,
  type OpenCapture,
  type ShownProgram,
} from '../../../store/index.ts'
import { saveFile } from '../../save-file.ts'
import { CaptureBar } from '../../views/captures/index.ts'
import { bringIntoView } from './scroll-place.ts'

export interface CaptureHeadProps {
  readonly capture: OpenCapture
  readonly arrangement: Arrangement
  readonly onArrange: (change: Partial<Arrangement>) => void
  readonly scroller: RefObject<HTMLElement | null>
}

export function CaptureHead({ capture, arrangement, onArrange, scroller }: CaptureHeadProps): ReactElement {
  const { client, reading, writing } = capture
  const totals = useApp(selectCaptureTotals)
  const quiet = useApp(selectQuietClauses)
  const packet = useApp(selectChosenPacket)
  const setExpected = useApp((state) => state.setExpected)
  const { source, stale } = useApp(selectShownProgram)
  const giveUp = useApp((state) => state.giveUpCapture)
  const stopWriting = useApp((state) => state.stopWritingCapture)
  const close = useApp((state) => state.closeCapture)
  const choosePacket = useApp((state) => state.choosePacket)
  const setNotice = useApp((state) => state.setNotice)
  const save = (content: Promise<Blob | null>, name: string): void => {
    content.then(
      (blob) => {
        if (blob !== null) saveFile(blob, name)
      },
      (error: unknown) => {
        setNotice({ kind: 'error', text: error instanceof Error ? error.message : String(error) })
      },
    )
  }
  const plain = reading.name.replace(/(\.gz|\.pcapng|\.pcap|\.cap)+$/i, '')
  return (
    <CaptureBar
      capture={client}
      name={reading.name}
      told={toldOf(reading)}
      progress={reading.size === 0 ? 0 : reading.read / reading.size}
      packets={Math.max(reading.packets, totals?.total ?? 0)}
      matches={totals === null ? null : matchesOf(totals, source.context, reading.state === 'reading', stale)}
      isStale={stale}
      quiet={quiet}
      histogram={totals?.histogram ?? null}
      packet={packet}
      onExpect={(expected) => {
        if (packet !== null) setExpected(packet.id, expected)
      }}
      show={arrangement.show}
      onShow={(show) => {
        onArrange({ show })
      }}
      onCancel={giveUp}
      onClose={close}
      onJump={async (number) => {
        const place = await client.place(arrangement, number)
        if (place < 0) return false
        const { total } = await client.rows(arrangement, place, 0)
        await choosePacket(number)
        // The line about the packet may move the rows: where they stand is known once it is there.
        requestAnimationFrame(() => {
          bringIntoView(scroller.current, place, total)
        })
        return true
      }}
      writing={writing && { format: writing.format, progress: writing.done / writing.total }}
      onStopWriting={stopWriting}
      onSavePcap={() => {
        save(client.exportPcap({ sort: 'number', descending: false, show: 'matching' }), `${plain}-matching.pcap`)
      }}
      onSaveCsv={() => {
        save(client.exportCsv(arrangement), `${plain}.csv`)
      }}
    />
  )
}

type Context = ShownProgram['source']['context']
type Totals = NonNullable<ReturnType<typeof selectCaptureTotals>>

/** Why packets are not run, by where the program runs. */
const NOT_RUN: Readonly<Record<Context, string>> = {
  socket: 'of another link type were not run',
  xt_bpf: 'without an IP header were not run',
  seccomp: 'are no system calls and were not run',
}

function matchesOf(
  { matches, done, total, others, isCounted, steps, worst }: Totals,
  context: Context,
  isBeingRead: boolean,
  isStale: boolean,
) {
  const ran = done - others
  const written = (count: number): string => count.toLocaleString('en')
  const whole = done === total && !isBeingRead
  const notes = [
    isStale ? 'the last program that compiled' : '',
    whole ? '' : isBeingRead ? 'so far' : `so far, ${String(Math.floor((100 * done) / total))} %`,
    ran === 0 || !isCounted ? '' : `${(steps / ran).toFixed(1)} steps on average, ${written(worst)} at most`,
    others === 0 ? '' : `${written(others)} ${NOT_RUN[context]}`,
  ]
  return {
    text: `${written(matches)} of ${written(whole ? total : done)} match`,
    steps: notes.filter((note) => note !== '').join('; '),
    done: whole,
  }
}

/** What came of reading the file. */
function toldOf({ state, fault, read, size, packets }: OpenCapture['reading']) {
  switch (state) {
    case 'reading':
      return null
    case 'whole':
      return { text: packets === 0 ? 'There are no packets in it.' : '', warns: false }
    case 'given up':
      return {
        text: `Given up after ${String(Math.floor((100 * read) / size))} %; what was read is here.`,
        warns: false,
      }
    case 'full':
      return { text: 'Memory is full; what was read is here.', warns: true }
    case 'broken': {
      const kept = packets === 0 ? '' : ' What comes before is here.'
      return {
        text: `At byte ${(fault?.offset ?? 0).toLocaleString('en')}: ${fault?.message ?? ''}.${kept}`,
        warns: true,
      }
    }
  }
}
