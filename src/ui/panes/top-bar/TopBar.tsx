/** The top bar, connected. */
import { useDialogs } from '../../dialog-state.tsx'
import { TopBarView } from '../../views/shell/index.ts'
import { Examples, Export, Theme } from './menus.tsx'
import { useCompileSettings } from './use-compile-settings.ts'

const PALETTE_KEY = /mac|iphone|ipad/i.test(navigator.userAgent) ? 'Cmd K' : 'Ctrl K'

export function TopBar() {
  const settings = useCompileSettings()
  const { show } = useDialogs()
  return (
    <TopBarView
      {...settings}
      examples={<Examples />}
      exportMenu={<Export />}
      themeMenu={<Theme />}
      paletteKey={PALETTE_KEY}
      onPalette={() => {
        show('palette')
      }}
      onShare={() => {
        show('share')
      }}
      onHelp={() => {
        show('help')
      }}
    />
  )
}
