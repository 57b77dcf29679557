/** The menus of the top bar, connected; on a phone the source pane places the same ones. */
import { examples, exportFormats, programText, selectShownProgram, useApp } from '../../../store/index.ts'
import { copyText } from '../../clipboard.ts'
import { ExamplesMenu, ExportMenu, ThemeMenu } from '../../views/shell/index.ts'

export function Examples() {
  const openExample = useApp((state) => state.openExample)
  return <ExamplesMenu examples={examples} onChoose={openExample} />
}

export function Theme({ wordy = false }: { readonly wordy?: boolean }) {
  const theme = useApp((state) => state.theme)
  const setTheme = useApp((state) => state.setTheme)
  return <ThemeMenu theme={theme} onChange={setTheme} wordy={wordy} />
}

const FORMATS = exportFormats.map(({ format, title }) => ({ id: format, title }))

export function Export() {
  const copy = useExport()
  const onOpenAs = useApp((state) => state.showProgramAs)
  return <ExportMenu formats={FORMATS} onCopy={copy} onOpenAs={onOpenAs} />
}

/** Copies the program in view in the format of this name; null where there is no program. */
export function useExport(): ((format: string) => void) | null {
  const shown = useApp(selectShownProgram)
  const setNotice = useApp((state) => state.setNotice)
  if (shown.compilation.program === null) return null
  return (id) => {
    const chosen = exportFormats.find(({ format }) => format === id)
    if (chosen === undefined) return
    void copyText(programText(shown, chosen.format) ?? '').then((copied) => {
      setNotice(
        copied
          ? { kind: 'info', text: `Copied: ${chosen.title}.` }
          : { kind: 'error', text: 'The browser did not allow copying.' },
      )
    })
  }
}
