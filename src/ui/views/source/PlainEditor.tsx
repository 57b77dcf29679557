/**
 * A textarea with the clauses underlined behind it: what a person types into before the big editor has loaded, and
 * always on a phone, where the big one does not work by touch.
 * Left out on purpose: completion, hover, undo of its own; the browser's undo is there.
 */
import type { ComponentPropsWithRef } from 'react'
import type { Diagnostic, Span } from '../../../base/index.ts'
import { ClauseTag, clauseClass } from '../../marks/index.ts'
import { cutText } from './text-marks.ts'
import styles from './source.module.css'

interface PlainEditorProps extends ComponentPropsWithRef<'textarea'> {
  readonly value: string
  readonly clauses: readonly { readonly span: Span }[]
  readonly diagnostics: readonly Diagnostic[]
}

export function PlainEditor({ value, clauses, diagnostics, ...rest }: PlainEditorProps) {
  const pieces = cutText(
    value,
    clauses.map((clause) => clause.span),
    diagnostics.filter((diagnostic) => diagnostic.severity === 'error').map((diagnostic) => diagnostic.span),
  )
  const lines = value.split('\n').length
  return (
    <div className={styles['standIn']}>
      <div className={styles['lineNumbers']} aria-hidden="true">
        {Array.from({ length: lines }, (_, line) => line + 1).join('\n')}
      </div>
      <div className={styles['text']}>
        <pre className={styles['marks']} aria-hidden="true">
          {pieces.map((piece) => (
            <span key={piece.from} className={piece.wrong ? styles['wrong'] : undefined}>
              <span className={piece.clause === null ? undefined : `${styles['clause']} ${clauseClass(piece.clause)}`}>
                {piece.text}
              </span>
              {piece.endsClause && piece.clause !== null && !piece.wrong ? (
                <span className={styles['letter']}>
                  <ClauseTag index={piece.clause} />
                </span>
              ) : null}
            </span>
          ))}
          {/* A last line that is empty still needs its height. */}
          {'\n'}
        </pre>
        <textarea
          aria-label="Source text"
          value={value}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          wrap="soft"
          {...rest}
        />
      </div>
    </div>
  )
}
