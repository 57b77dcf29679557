/** The editor of the source pane, connected: the textarea first, the big editor when it has come. */
import { useMemo } from 'react'
import {
  languageHelp,
  selectClauseStates,
  selectClauses,
  selectDiagnostics,
  selectPointedClauses,
  selectSource,
  useApp,
} from '../../../store/index.ts'
import type { ClauseMark } from '../../../monaco/index.ts'
import { useDark } from '../../use-theme.ts'
import { PlainEditor } from '../../views/source/index.ts'
import type { EditorHandover } from './use-full-editor.ts'

export function SourceEditor({ editor, textarea, noteTyping, noteComposition }: EditorHandover) {
  const { language, text } = useApp(selectSource)
  const diagnostics = useApp(selectDiagnostics)
  const clauses = useTruths()
  const pointedClauses = useApp(selectPointedClauses)
  const pointAt = useApp((state) => state.pointAt)
  const assembly = useApp((state) => state.late?.assemblyService ?? null)
  const setNotice = useApp((state) => state.setNotice)
  const setText = useApp((state) => state.setText)
  const dark = useDark()
  // A note is about a whole clause more often than not: in the list it helps, under the text it would only be noise.
  const marked = useMemo(() => diagnostics.filter(({ severity }) => severity !== 'info'), [diagnostics])

  if (editor === null) {
    return (
      <PlainEditor
        ref={textarea}
        value={text}
        clauses={clauses}
        diagnostics={diagnostics}
        onChange={(event) => {
          noteTyping()
          setText(event.target.value)
        }}
        onFocus={noteTyping}
        onKeyDown={noteTyping}
        onCompositionStart={() => {
          noteComposition(true)
        }}
        onCompositionEnd={() => {
          noteComposition(false)
        }}
      />
    )
  }
  return (
    <editor.Component
      language={language}
      value={text}
      onChange={setText}
      diagnostics={marked}
      clauses={clauses}
      pointedClauses={pointedClauses}
      onPointClause={(clause) => {
        pointAt(clause === null ? null : { kind: 'clause', clause })
      }}
      ariaLabel="Source text"
      dark={dark}
      initialSelection={editor.selection}
      autoFocus={editor.focused}
      select={editor.goal}
      help={languageHelp(language)}
      assembly={assembly}
      onRefuse={(text) => {
        setNotice({ kind: 'error', text })
      }}
    />
  )
}

/** The clauses, each with what the run has shown it to be by now. */
function useTruths(): readonly ClauseMark[] {
  const clauses = useApp(selectClauses)
  const states = useApp(selectClauseStates)
  return useMemo(
    () =>
      clauses.map((clause) => {
        const state = states[clause.index]
        const isKnown = state !== undefined && state !== 'later' && state !== 'undecided'
        return isKnown ? { ...clause, truth: state } : clause
      }),
    [clauses, states],
  )
}
