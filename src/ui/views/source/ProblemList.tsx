/** The problems of a source text under it, each with its place; choosing one leads there. */
import type { Ref } from 'react'
import type { Diagnostic, Severity } from '../../../base/index.ts'
import { ErrorIcon, InfoIcon, WarningIcon } from '../../marks/index.ts'
import { Prose } from './Prose.tsx'
import styles from './source.module.css'
import { positionOf } from './text-marks.ts'

interface ProblemListProps {
  readonly text: string
  readonly problems: readonly Diagnostic[]
  readonly onChoose: (problem: Diagnostic) => void
  /** Shown at the right of the head: how to leave the editor by keyboard. */
  readonly hint: boolean
  /** Gets the list while there is one; its height is what the problems would like to have. */
  readonly listRef?: Ref<HTMLUListElement> | undefined
}

/** Each is told by its mark and its word; the tone only helps. In the order in which they are counted. */
const KINDS: Record<Severity, { readonly Icon: typeof ErrorIcon; readonly word: string; readonly tone: string }> = {
  error: { Icon: ErrorIcon, word: 'error', tone: styles['bad'] ?? '' },
  warning: { Icon: WarningIcon, word: 'warning', tone: styles['warn'] ?? '' },
  info: { Icon: InfoIcon, word: 'note', tone: styles['remark'] ?? '' },
}
const SEVERITIES = ['error', 'warning', 'info'] as const

export function ProblemList({ text, problems, onChoose, hint, listRef }: ProblemListProps) {
  return (
    <div className={styles['problems']}>
      <div className={styles['problemsHead']}>
        <span className={styles['label']}>Problems</span>
        <span className={styles['count']} role="status" aria-label="Problems">
          <ProblemCount problems={problems} />
        </span>
        {hint && problems.length === 0 ? (
          <span className={styles['hint']}>
            <kbd>Ctrl M</kbd> lets Tab leave the editor
          </span>
        ) : null}
      </div>
      {problems.length === 0 ? null : (
        <ul aria-label="Problems" ref={listRef}>
          {problems.map((problem, index) => (
            <li key={index}>
              <Problem text={text} problem={problem} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function ProblemCount({ problems }: { readonly problems: readonly Diagnostic[] }) {
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: problems.filter((problem) => problem.severity === severity).length,
  })).filter(({ count }) => count > 0)
  if (counts.length === 0) return <>None</>
  return counts.map(({ severity, count }, index) => (
    <span key={severity}>
      {index > 0 ? ', ' : ''}
      <span className={KINDS[severity].tone}>
        {count} {KINDS[severity].word}
        {count === 1 ? '' : 's'}
      </span>
    </span>
  ))
}

interface ProblemProps {
  readonly text: string
  readonly problem: Diagnostic
  readonly onChoose: (problem: Diagnostic) => void
}

function Problem({ text, problem, onChoose }: ProblemProps) {
  const { Icon, word, tone } = KINDS[problem.severity]
  const { line, column } = positionOf(text, problem.span.from)
  return (
    <button
      type="button"
      className={styles['problem']}
      onClick={() => {
        onChoose(problem)
      }}
    >
      <Icon className={tone} />
      <span>
        <span className={styles['message']}>
          <Prose text={problem.message} />
        </span>
        {problem.notes.map((note) => (
          <span key={note} className={styles['note']}>
            <Prose text={note} />
          </span>
        ))}
      </span>
      <span className={styles['place']}>
        <span className="mono" title={`Line ${line}, column ${column}`}>
          {line}:{column}
        </span>
        <span>{word}</span>
      </span>
    </button>
  )
}
