/** The editor of the whole frame, connected. */
import type { ReactElement } from 'react'
import { parseHex, useApp, type FrameEntry } from '../../../store/index.ts'
import { HexEditor } from '../../views/packet/index.ts'

export interface WholeFrameProps {
  readonly frame: FrameEntry
  readonly onClose: () => void
}

export function WholeFrame({ frame, onClose }: WholeFrameProps): ReactElement {
  const setFrameBytes = useApp((state) => state.setFrameBytes)
  return (
    <HexEditor
      bytes={frame.bytes}
      onClose={onClose}
      onApply={(text) => {
        const parsed = parseHex(text)
        if (!parsed.ok) return parsed.error.map(({ message }) => message).join('; ')
        setFrameBytes(frame.id, parsed.value)
        return null
      }}
    />
  )
}
