/** The source pane: the editor and the problems. Dumb: the editor comes as a child. */
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

/** Characters that a line of the narrowest column holds before it is wrapped, about. */
const LINE = 40

/** Lines as they are seen, about: a long filter is one line of many. */
function linesOf(text: string): number {
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / LINE)), 0)
}

export function SourceView(props: SourceViewProps) {
  const { text, problems, editor, settings, languages, trapsTab, problemsRef, onChooseProblem, onCopy } = props
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
      <div className={styles['editor']} style={{ '--lines': linesOf(text) } as CSSProperties}>
        {editor}
      </div>
      <ProblemList text={text} problems={problems} onChoose={onChooseProblem} hint={trapsTab} listRef={problemsRef} />
      {settings === undefined ? null : <div className={styles['settings']}>{settings}</div>}
    </PaneFrame>
  )
}
