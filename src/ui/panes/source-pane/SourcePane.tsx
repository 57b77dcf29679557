/** The source pane, connected. On a phone it also holds the language and the settings. */
import type { Ref } from 'react'
import { selectDiagnostics, selectSource, useApp } from '../../../store/index.ts'
import { copyText } from '../../clipboard.ts'
import { PHONE, TOUCH, useMediaQuery } from '../../use-media-query.ts'
import { PhoneLanguages, PhoneSettings } from '../../views/shell/index.ts'
import { SourceView } from '../../views/source/index.ts'
import { Examples, Export, Theme, useCompileSettings } from '../top-bar/index.ts'
import { SourceEditor } from './SourceEditor.tsx'
import { useFullEditor } from './use-full-editor.ts'

export interface SourcePaneProps {
  /** For a layout that makes room for the problems. */
  readonly problemsRef?: Ref<HTMLUListElement>
}

export function SourcePane({ problemsRef }: SourcePaneProps) {
  const { text } = useApp(selectSource)
  const diagnostics = useApp(selectDiagnostics)
  const setNotice = useApp((state) => state.setNotice)
  const settings = useCompileSettings()
  const phone = useMediaQuery(PHONE)
  const touch = useMediaQuery(TOUCH)
  const handover = useFullEditor(!phone && !touch)
  return (
    <SourceView
      text={text}
      problems={diagnostics}
      editor={<SourceEditor {...handover} />}
      trapsTab={handover.editor !== null}
      languages={phone ? <PhoneLanguages {...settings} /> : null}
      settings={
        phone ? (
          <PhoneSettings {...settings} examples={<Examples />} exportMenu={<Export />} themeMenu={<Theme wordy />} />
        ) : null
      }
      problemsRef={problemsRef}
      onChooseProblem={(problem) => {
        handover.goTo(problem.span)
      }}
      onCopy={() => {
        void copyText(text).then((copied) => {
          setNotice(
            copied
              ? { kind: 'info', text: 'Copied: the source.' }
              : { kind: 'error', text: 'The browser did not allow copying.' },
          )
        })
      }}
    />
  )
}
