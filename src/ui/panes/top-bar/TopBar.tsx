/** The top bar, connected. */
import { useDialogs } from '../../dialog-state.tsx'
import { keysOf } from '../../keymap.ts'
import { TopBarView } from '../../views/shell/index.ts'
import { Examples, Export, Theme } from './menus.tsx'
import { Undo } from './Undo.tsx'
import { useCompileSettings } from './use-compile-settings.ts'

export function TopBar() {
  const settings = useCompileSettings()
  const { show } = useDialogs()
  return (
    <TopBarView
      {...settings}
      examples={<Examples />}
      undo={<Undo />}
      exportMenu={<Export />}
      themeMenu={<Theme />}
      paletteKey={keysOf('palette').replace('+', ' ')}
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
