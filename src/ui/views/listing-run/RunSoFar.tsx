/**
 * The executed steps told in words, the last one with a picture of what it loaded. A long run shows its latest
 * steps; the scrubber has all of them.
 */
import { memo, type CSSProperties, type ReactElement } from 'react'
import { DonePointer } from '../../marks/index.ts'
import { Words } from '../listing/index.ts'
import { formatPc } from '../machine/index.ts'
import { LoadDiagram, type LoadDiagramProps } from './LoadDiagram.tsx'
import styles from './run.module.css'

export interface StepLine {
  /** Number of the step, from one. */
  readonly number: number
  readonly pc: number
  readonly text: string
}

export interface RunSoFarProps {
  readonly step: number
  readonly steps: number
  /** The latest steps, oldest first. */
  readonly lines: readonly StepLine[]
  readonly load: LoadDiagramProps | null
}

export function RunSoFar({ step, steps, lines, load }: RunSoFarProps): ReactElement {
  const hidden = step - lines.length
  return (
    <div className={styles['run']}>
      <h3 className={styles['title']}>
        The run so far{' '}
        <span>
          {step.toLocaleString('en')} of {steps.toLocaleString('en')} steps
        </span>
      </h3>
      {step === 0 && <p className={styles['empty']}>Nothing has run yet. Step executes the first instruction.</p>}
      {hidden > 0 && <p className={styles['empty']}>{hidden.toLocaleString('en')} earlier steps</p>}
      <ol
        className={styles['steps']}
        start={hidden + 1}
        style={{ '--number': `${String(numberWidth(step))}px` } as CSSProperties}
      >
        {lines.map((line) => (
          <Line key={line.number} {...line} last={line.number === step} />
        ))}
      </ol>
      {load !== null && <LoadDiagram {...load} />}
    </div>
  )
}

/** Pixels of the largest number and the gap behind it. */
function numberWidth(step: number): number {
  return Math.max(30, 10 + 7 * String(step).length)
}

/** A step once told stays as it is. */
const Line = memo(function ToldLine({ number, pc, text, last }: StepLine & { readonly last: boolean }): ReactElement {
  return (
    <li className={last ? styles['last'] : undefined}>
      <span className={styles['number']}>{last ? <DonePointer /> : number}</span>
      <span className={styles['pc']}>{formatPc(pc)}</span>
      <span className={styles['text']}>
        <Words text={text} />
      </span>
    </li>
  )
})
