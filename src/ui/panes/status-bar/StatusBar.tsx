/** The status bar, connected. */
import { selectShownProgram, useApp } from '../../../store/index.ts'
import { StatusBarView } from '../../views/shell/index.ts'

export function StatusBar() {
  const { compilation, stale } = useApp(selectShownProgram)
  const language = useApp((state) => state.language)
  const flavour = useApp((state) => state.flavour)
  return (
    <StatusBarView
      instructions={compilation.program?.length ?? null}
      unoptimized={compilation.unoptimizedLength}
      refusal={compilation.check?.ok === false ? compilation.check.error.reason : null}
      stale={stale}
      sameAs={language === 'filter' && compilation.program !== null ? 'libpcap 1.10.3' : null}
      machine={flavour === 'linux' ? 'Linux' : 'libpcap'}
    />
  )
}
