/** The editor of the source pane, connected: the textarea first, the big editor when it has come. */
import { languageHelp, selectClauses, selectCompilation, selectSource, useApp } from '../../../store/index.ts'
import { useDark } from '../../use-theme.ts'
import { PlainEditor } from '../../views/source/index.ts'
import type { EditorHandover } from './use-full-editor.ts'

export function SourceEditor({ editor, textarea, noteTyping, noteComposition }: EditorHandover) {
  const { language, text } = useApp(selectSource)
  const { diagnostics } = useApp(selectCompilation)
  const clauses = useApp(selectClauses)
  const pointedClause = useApp((state) => state.pointedClause)
  const pointAtClause = useApp((state) => state.pointAtClause)
  const setText = useApp((state) => state.setText)
  const dark = useDark()

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
      diagnostics={diagnostics}
      clauses={clauses}
      pointedClause={pointedClause}
      onPointClause={pointAtClause}
      ariaLabel="Source text"
      dark={dark}
      initialSelection={editor.selection}
      autoFocus={editor.focused}
      select={editor.goal}
      help={languageHelp(language)}
    />
  )
}
