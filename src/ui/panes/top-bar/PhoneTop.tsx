/** The phone's top bar, connected. */
import { selectSource, useApp } from '../../../store/index.ts'
import { useDialogs } from '../../dialog-state.tsx'
import { PhoneTopView } from '../../views/shell/index.ts'
import { Undo } from './Undo.tsx'

export function PhoneTop() {
  const { text } = useApp(selectSource)
  const { show } = useDialogs()
  return (
    <PhoneTopView
      source={text.trim().split('\n')[0] ?? ''}
      undo={<Undo />}
      onShare={() => {
        show('share')
      }}
    />
  )
}
