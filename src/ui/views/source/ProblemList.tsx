/** The problems of a source text under it, each with its place; choosing one leads there. */
import type { Diagnostic } from '../../../base/index.ts'
import { ErrorIcon, InfoIcon, WarningIcon } from '../../marks/index.ts'
import { positionOf } from './text-marks.ts'
import styles from './source.module.css'

interface ProblemListProps {
  readonly text: string
  readonly problems: readonly Diagnostic[]
  readonly onChoose: (problem: Diagnostic) => void
  /** Shown at the right of the head: how to leave the editor by keyboard. */
  readonly hint: boolean
}

const ICONS = { error: ErrorIcon, warning: WarningIcon, info: InfoIcon }
const TONES = { error: styles['bad'], warning: styles['warn'], info: '' }

export function ProblemList({ text, problems, onChoose, hint }: ProblemListProps) {
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
        <ul aria-label="Problems">
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
  const errors = problems.filter((problem) => problem.severity === 'error').length
  const rest = problems.length - errors
  if (problems.length === 0) return <>None</>
  return (
    <>
      {errors > 0 ? <span className={styles['bad']}>{count(errors, 'error')}</span> : null}
      {errors > 0 && rest > 0 ? ', ' : null}
      {rest > 0 ? <span className={styles['warn']}>{count(rest, 'remark')}</span> : null}
    </>
  )
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

interface ProblemProps {
  readonly text: string
  readonly problem: Diagnostic
  readonly onChoose: (problem: Diagnostic) => void
}

function Problem({ text, problem, onChoose }: ProblemProps) {
  const SeverityIcon = ICONS[problem.severity]
  const { line, column } = positionOf(text, problem.span.from)
  return (
    <button
      type="button"
      className={styles['problem']}
      onClick={() => {
        onChoose(problem)
      }}
    >
      <SeverityIcon className={TONES[problem.severity] ?? ''} label={problem.severity} />
      <span>
        <span className={styles['message']}>{problem.message}</span>
        {problem.notes.map((note) => (
          <span key={note} className={styles['note']}>
            {note}
          </span>
        ))}
      </span>
      <span className={`${styles['position']} mono`} title={`Line ${line}, column ${column}`}>
        {line}:{column}
      </span>
    </button>
  )
}
