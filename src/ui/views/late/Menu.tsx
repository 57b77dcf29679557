/**
 * A menu that drops from a button, given as data; what it drops is in popups and comes after the page.
 * Left out on purpose: sub-menus; a menu that needs one wants to be a dialog.
 */
import { lazy, type ComponentType } from 'react'
import type { Beginning, MenuProps } from '../popups/index.ts'
import { Late, WithoutPopup } from './Late.tsx'

const DropMenu = lazy<ComponentType<MenuProps & Beginning>>(() =>
  import('../popups/index.ts').then(
    (module) => ({ default: module.DropMenu }),
    () => ({ default: WithoutPopup }),
  ),
)

export function Menu({ trigger, ...menu }: MenuProps) {
  return (
    <Late trigger={trigger} kind="menu">
      {(beginning) => <DropMenu {...menu} {...beginning} />}
    </Late>
  )
}
