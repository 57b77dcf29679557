/** The phone's top bar, connected. */
import { selectSource, useApp } from '../../../store/index.ts'
import { useDialogs } from '../../dialog-state.tsx'
import { PhoneTopView } from '../../views/shell/index.ts'

export function PhoneTop() {
  const { text } = useApp(selectSource)
  const { show } = useDialogs()
  return (
    <PhoneTopView
      source={text.trim().split('\n')[0] ?? ''}
      onShare={() => {
        show('share')
      }}
    />
  )
}
