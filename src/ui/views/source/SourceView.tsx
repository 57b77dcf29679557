/** The source pane: the editor, what the filter means, and the problems. Dumb: the editor comes as a child. */
import type { CSSProperties, ReactNode, Ref } from 'react'
import type { Diagnostic } from '../../../base/index.ts'
import { CopyIcon } from '../../marks/index.ts'
import { Button } from '../controls/index.ts'
import { PaneFrame } from '../pane/index.ts'
import { ProblemList } from './ProblemList.tsx'
import styles from './source.module.css'

interface SourceViewProps {
  readonly text: string
  readonly problems: readonly Diagnostic[]
  readonly editor: ReactNode
  /** The whole filter in one sentence; null where it could not be a right one. */
  readonly meaning: string | null
  /** Under 700 px: language and settings, which have no room in the top bar. */
  readonly settings?: ReactNode
  readonly languages?: ReactNode
  /** True where the editor keeps the Tab key for itself. */
  readonly trapsTab: boolean
  /** Gets the list of problems while there is one. */
  readonly problemsRef?: Ref<HTMLUListElement> | undefined
  readonly onChooseProblem: (problem: Diagnostic) => void
  readonly onCopy: () => void
}

export function SourceView(props: SourceViewProps) {
  const { text, problems, editor, meaning, settings, languages, trapsTab, problemsRef, onChooseProblem, onCopy } = props
  return (
    <PaneFrame
      name="Source"
      actions={
        <Button look="quiet" square aria-label="Copy the source" title="Copy the source" onClick={onCopy}>
          <CopyIcon />
        </Button>
      }
    >
      {languages}
      <div className={styles['editor']} style={{ '--lines': text.split('\n').length } as CSSProperties}>
        {editor}
      </div>
      {meaning === null ? null : (
        <div className={styles['means']}>
          <span className={styles['label']}>Means</span>
          <span>{meaning}</span>
        </div>
      )}
      <ProblemList text={text} problems={problems} onChoose={onChooseProblem} hint={trapsTab} listRef={problemsRef} />
      {settings === undefined ? null : <div className={styles['settings']}>{settings}</div>}
    </PaneFrame>
  )
}
