/**
 * The expression as a tree, each part with what it is for this packet and why. A clause goes to the step that
 * decides it, and pointing at it points at it everywhere.
 *
 * Left out on purpose: working anything out; rows come as data.
 */
import type { CSSProperties, ReactElement } from 'react'
import {
  AcceptDisc,
  ClauseTag,
  DropRing,
  TruthFalse,
  TruthTrue,
  TruthUnreadable,
  TruthUnreached,
} from '../../marks/index.ts'
import { Prose } from '../source/index.ts'
import styles from './why.module.css'

export interface WhyLine {
  readonly clause: number | null
  readonly text: string
  readonly state: 'true' | 'false' | 'not reached' | 'unreadable' | 'later' | 'undecided'
  readonly detail: string
  readonly step: number | null
  readonly goesOn: readonly boolean[]
}

export interface WhyViewProps {
  /** Which packet, up to where: `ICMP echo request, up to step 3`. */
  readonly remark: string
  /** Null while the machine runs. */
  readonly verdict: { readonly accepts: boolean; readonly text: string } | null
  /** The verdict that the person expected, where it is another one: `expected Accept`. */
  readonly expected: string | null
  readonly lines: readonly WhyLine[]
  /** Sentences with code in backquotes. */
  readonly notes: readonly string[]
  /** Of clauses that no packet of the capture tells apart, what it says of them: `never true in the capture`. */
  readonly remarks: ReadonlyMap<number, string>
  readonly pointed: ReadonlySet<number>
  readonly onPoint: (clause: number | null) => void
  readonly onGo: (step: number) => void
}

const WORDS = {
  true: 'true',
  false: 'false',
  'not reached': 'not reached',
  unreadable: 'unreadable',
  later: 'not reached yet',
  undecided: 'undecided',
}

export function WhyView({ remark, verdict, expected, lines, notes, ...line }: WhyViewProps): ReactElement {
  return (
    <section className={styles['why']} aria-label="Why">
      <h3 className={styles['title']}>
        Why <span>{remark}</span>
        {verdict !== null && (
          <span className={styles['verdict']}>
            {verdict.accepts ? <AcceptDisc /> : <DropRing />}
            {verdict.text}
            {expected !== null && <b>{expected}</b>}
          </span>
        )}
      </h3>
      {lines.length > 0 && (
        <div role="table" aria-label="Clauses">
          {lines.map((each, index) => (
            <Line key={index} line={each} {...line} />
          ))}
        </div>
      )}
      {notes.map((note) => (
        <p key={note} className={styles['note']}>
          <Prose text={note} />
        </p>
      ))}
    </section>
  )
}

type LineProps = Pick<WhyViewProps, 'remarks' | 'pointed' | 'onPoint' | 'onGo'> & { readonly line: WhyLine }

function Line({ line, remarks, pointed, onPoint, onGo }: LineProps): ReactElement {
  const { clause, text, state, detail, step, goesOn } = line
  const remark = clause === null ? undefined : remarks.get(clause)
  const isSettled = state === 'true' || state === 'false'
  return (
    <div
      role="row"
      className={styles['line']}
      style={{ '--depth': goesOn.length } as CSSProperties}
      data-pointed={clause !== null && pointed.has(clause) ? '' : undefined}
      onPointerEnter={() => {
        onPoint(clause)
      }}
      onPointerLeave={() => {
        onPoint(null)
      }}
    >
      <span role="cell" className={styles['part']}>
        {goesOn.map((on, level) => (
          <i
            key={level}
            className={styles[level < goesOn.length - 1 ? (on ? 'passing' : 'empty') : on ? 'tee' : 'elbow']}
          />
        ))}
        {clause === null ? (
          <span className={styles['joint']}>{text}</span>
        ) : (
          <>
            <ClauseTag index={clause} />
            <button
              type="button"
              className={styles['clause']}
              title={step === null ? text : `${text}: go to step ${String(step)}`}
              onClick={() => {
                if (step !== null) onGo(step)
              }}
              onFocus={(event) => {
                if (event.currentTarget.matches(':focus-visible')) onPoint(clause)
              }}
              onBlur={() => {
                onPoint(null)
              }}
            >
              {text}
            </button>
          </>
        )}
      </span>
      <span role="cell" className={`${styles['state'] ?? ''} ${isSettled ? (styles['settled'] ?? '') : ''}`}>
        <TruthMark state={state} />
        {WORDS[state]}
      </span>
      <span role="cell" className={styles['detail']}>
        <Prose text={detail} />
        {remark !== undefined && <em className={styles['remark']}>{remark}</em>}
      </span>
    </div>
  )
}

/** Decoration: the word stands beside it. */
function TruthMark({ state }: Pick<WhyLine, 'state'>): ReactElement {
  const Mark =
    state === 'true'
      ? TruthTrue
      : state === 'false'
        ? TruthFalse
        : state === 'unreadable'
          ? TruthUnreadable
          : TruthUnreached
  return (
    <span aria-hidden="true">
      <Mark />
    </span>
  )
}
