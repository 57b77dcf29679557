/** A small panel that drops from a button and holds settings; for a list of actions there is Menu. */
import { lazy, type ComponentType } from 'react'
import type { Beginning, PanelProps } from '../popups/index.ts'
import { Late, WithoutPopup } from './Late.tsx'

const DropPanel = lazy<ComponentType<PanelProps & Beginning>>(() =>
  import('../popups/index.ts').then(
    (module) => ({ default: module.DropPanel }),
    () => ({ default: WithoutPopup }),
  ),
)

export function Popover({ trigger, ...panel }: PanelProps) {
  return (
    <Late trigger={trigger} kind="dialog">
      {(beginning) => <DropPanel {...panel} {...beginning} />}
    </Late>
  )
}
