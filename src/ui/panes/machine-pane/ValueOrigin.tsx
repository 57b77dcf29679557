/**
 * Where a value came from, connected: the steps that made it, latest first, and the packet bytes. Listing and packet
 * grey what has no part in it. Escape ends it.
 */
import { useEffect, type ReactElement } from 'react'
import { selectListingRows, selectOrigin, selectTrace, useApp } from '../../../store/index.ts'
import { CrossIcon } from '../../marks/index.ts'
import { Button } from '../../views/controls/index.ts'
import { tellBytes } from '../../views/listing-run/index.ts'
import { formatPc } from '../../views/machine/index.ts'
import styles from './debug-tools.module.css'

/** Steps shown; more are counted. */
const SHOWN = 6

export function ValueOrigin(): ReactElement | null {
  const asked = useApp((state) => state.askedValue)
  const origin = useApp(selectOrigin)
  const trace = useApp(selectTrace)
  const rows = useApp(selectListingRows)
  const seek = useApp((state) => state.seek)
  const askValue = useApp((state) => state.askValue)
  const open = asked !== null
  useEffect(() => {
    if (!open) return
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) askValue(null)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [open, askValue])
  if (asked === null || origin === null || trace === null) return null
  const name = typeof asked.register === 'number' ? `M[${String(asked.register)}]` : asked.register
  const shown = Array.from(origin.steps.slice(-SHOWN)).reverse()
  const hidden = origin.steps.length - shown.length
  const told =
    origin.step === null
      ? `${name} is 0 as at the start: nothing has written it.`
      : `${name} after step ${String(asked.step)} was written by step ${String(origin.step)}.`
  const bytes = origin.bytes.map((range) => tellBytes(range)).join(', ')
  return (
    <section className={styles['origin']} aria-label={`Where ${name} came from`}>
      <div className={styles['row']}>
        <p role="status" aria-label="Origin of the value">
          {told}
        </p>
        <Button
          look="quiet"
          square
          aria-label="Close"
          title="Close (Escape)"
          onClick={() => {
            askValue(null)
          }}
        >
          <CrossIcon small />
        </Button>
      </div>
      <ol>
        {shown.map((step) => {
          const row = rows[trace.pcAt(step)]
          return (
            <li key={step}>
              <Button
                look="quiet"
                onClick={() => {
                  seek(step)
                }}
              >
                Step {step}
              </Button>
              <span>
                <code>
                  {formatPc(trace.pcAt(step))} {row?.op} {row?.operand}
                </code>{' '}
                {row?.meaning}
              </span>
            </li>
          )
        })}
      </ol>
      {hidden > 0 && <p>and {hidden.toLocaleString('en')} earlier steps</p>}
      {origin.step !== null && <p>{bytes === '' ? 'No packet byte is part of it.' : `Of the packet: ${bytes}.`}</p>}
    </section>
  )
}
