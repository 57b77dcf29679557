/**
 * Above the packets of a capture: what is open, how far reading is, what the capture says of the filter, and which
 * packets are in view.
 */
import { useState } from 'react'
import { ClauseTag, CrossIcon, DownloadIcon, WarningIcon } from '../../marks/index.ts'
import { Button, Select } from '../controls/index.ts'
import { HistogramView, type HistogramBars } from './HistogramView.tsx'
import type { Expected, ShownPackets } from './types.ts'
import styles from './captures.module.css'

export interface CaptureBarProps {
  /** Another object for another capture, even of the same name. */
  readonly capture: object
  readonly name: string
  /** Null while it is read; then a word or two on what came of it, worth a warning or not. */
  readonly told: { readonly text: string; readonly warns: boolean } | null
  /** 0 … 1. */
  readonly progress: number
  readonly packets: number
  /** Null while there is no program. */
  readonly matches: { readonly text: string; readonly steps: string; readonly done: boolean } | null
  /** They are of the last program that compiled, not of what stands in the editor. */
  readonly isStale: boolean
  readonly quiet: readonly { readonly clause: number; readonly text: string; readonly kind: string }[]
  readonly histogram: HistogramBars | null
  /** The packet in view, and the verdict that it should get; null where there is none. */
  readonly packet: { readonly name: string; readonly expected: Expected } | null
  readonly onExpect: (expected: Expected) => void
  readonly show: ShownPackets
  readonly onShow: (show: ShownPackets) => void
  readonly onCancel: () => void
  readonly onClose: () => void
  /** Gives false where there is no such packet in view. */
  readonly onJump: (number: number) => Promise<boolean>
  /** Packets that are being written to a file, if that takes a while: of which format, and how far it is, 0 … 1. */
  readonly writing: { readonly format: string; readonly progress: number } | null
  readonly onStopWriting: () => void
  readonly onSavePcap: () => void
  readonly onSaveCsv: () => void
}

const SHOWN: readonly { readonly value: ShownPackets; readonly title: string }[] = [
  { value: 'all', title: 'All packets' },
  { value: 'matching', title: 'Only matching' },
  { value: 'dropped', title: 'Only dropped' },
]

const EXPECTED: readonly { readonly value: Expected; readonly title: string }[] = [
  { value: 'any', title: 'Any' },
  { value: 'accept', title: 'Accept' },
  { value: 'drop', title: 'Drop' },
]

const WHEN_READ = 'To be saved when all packets have been read'
const WHEN_COMPILED = 'To be saved when the source compiles'

export function CaptureBar(props: CaptureBarProps) {
  const { name, told, progress, packets, matches, isStale, quiet, histogram, packet, show, onShow, writing } = props
  // Nothing to filter, to look for or to save: why is told above.
  const isEmpty = told !== null && packets === 0
  return (
    <section aria-label="Capture" className={styles['bar']}>
      <div className={styles['head']}>
        <b className={styles['name']} title={name}>
          {name}
        </b>
        <span role="status" aria-label="Capture" className={styles['count']}>
          {told === null ? 'Reading, ' : ''}
          {packets.toLocaleString('en')} {packets === 1 ? 'packet' : 'packets'}
        </span>
        <span className={styles['grow']} />
        {told === null ? (
          <Button look="quiet" onClick={props.onCancel}>
            Cancel
          </Button>
        ) : null}
        <Button look="quiet" square aria-label="Close the capture" onClick={props.onClose}>
          <CrossIcon small />
        </Button>
      </div>
      {told === null ? (
        <progress className={styles['progress']} aria-label="Reading the capture" value={progress} />
      ) : null}
      {told === null || told.text === '' ? null : (
        <p className={told.warns ? styles['warns'] : styles['note']} role={told.warns ? 'alert' : 'status'}>
          {told.warns ? <WarningIcon small /> : null}
          {told.text}
        </p>
      )}
      {matches === null || isEmpty ? null : (
        <p className={styles['said']} role="status" aria-label="Matches" aria-busy={!matches.done}>
          <b>{matches.text}</b> <span>{matches.steps}</span>
        </p>
      )}
      {histogram === null && quiet.length === 0 ? null : (
        <div className={styles['findings']}>
          {histogram === null ? null : <HistogramView bars={histogram} />}
          {quiet.length === 0 ? null : (
            <ul className={styles['quiet']} aria-label="Clauses that tell no packets apart">
              {quiet.map((each) => (
                <li key={each.clause}>
                  <ClauseTag index={each.clause} /> <code>{each.text}</code> was {each.kind}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {isEmpty ? null : (
        <div className={styles['line']}>
          <Select label="Packets in view" value={show} options={SHOWN} onChange={onShow} />
          <Jump capture={props.capture} packets={packets} show={show} onJump={props.onJump} />
          {packet === null ? null : (
            <div className={styles['expects']}>
              {packet.name}, expected
              <Select
                label={`Expected verdict of ${packet.name}`}
                value={packet.expected}
                options={EXPECTED}
                onChange={props.onExpect}
              />
              {packet.expected === 'any' ? null : 'kept among your frames'}
            </div>
          )}
          <span className={styles['grow']} />
          <Save
            name="Matching as pcap"
            title={told === null ? WHEN_READ : isStale ? WHEN_COMPILED : 'Save the matching packets as a pcap file'}
            format="pcap"
            // A part of the matches looks like all of them in a file.
            unavailable={writing !== null || told === null || isStale || matches?.done === false}
            onSave={props.onSavePcap}
          />
          <Save
            name="Table as CSV"
            title={told === null ? WHEN_READ : isStale ? WHEN_COMPILED : 'Save the table as it is in view'}
            format="CSV"
            // Verdicts of another program would stand in it.
            unavailable={writing !== null || told === null || isStale}
            onSave={props.onSaveCsv}
          />
        </div>
      )}
      {writing === null ? null : (
        <div className={styles['line']}>
          <progress
            className={styles['progress']}
            aria-label={`Writing the ${writing.format} file`}
            value={writing.progress}
          />
          <span className={styles['count']}>
            Writing {writing.format}, {Math.floor(100 * writing.progress)} %
          </span>
          <span className={styles['grow']} />
          <Button look="quiet" aria-label={`Stop writing ${writing.format}`} onClick={props.onStopWriting}>
            Cancel
          </Button>
        </div>
      )}
    </section>
  )
}

type JumpProps = Pick<CaptureBarProps, 'capture' | 'packets' | 'show' | 'onJump'>

function Jump({ capture, packets, show, onJump }: JumpProps) {
  const [typed, setTyped] = useState({ capture, text: '' })
  // Among which packets: it says nothing of others.
  const [missed, setMissed] = useState<(Pick<JumpProps, 'capture' | 'show'> & { readonly why: string }) | null>(null)
  const text = typed.capture === capture ? typed.text : ''
  const why = missed?.capture === capture && missed.show === show ? missed.why : null
  const go = async (): Promise<void> => {
    const digits = text.replaceAll(/[,\s]/g, '')
    const number = /^\d+$/.test(digits) ? Number(digits) : 0
    const isThere = number >= 1 && number <= packets
    const found = isThere && (await onJump(number))
    const range = `numbers go from 1 to ${packets.toLocaleString('en')}`
    setMissed(found ? null : { capture, show, why: isThere ? 'not in view' : range })
  }
  return (
    <form
      className={styles['jump']}
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <input
        aria-label="Go to packet"
        placeholder="Go to no."
        inputMode="numeric"
        autoComplete="off"
        value={text}
        aria-invalid={why !== null}
        onChange={(event) => {
          setTyped({ capture, text: event.target.value })
          setMissed(null)
        }}
      />
      {why === null ? null : <span role="alert">{why}</span>}
    </form>
  )
}

interface SaveProps {
  readonly name: string
  readonly title: string
  readonly format: string
  readonly unavailable: boolean
  readonly onSave: () => void
}

function Save({ name, title, format, unavailable, onSave }: SaveProps) {
  return (
    <Button look="quiet" aria-label={name} title={title} unavailable={unavailable} onClick={onSave}>
      <DownloadIcon small />
      {format}
    </Button>
  )
}
