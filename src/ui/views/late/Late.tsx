/**
 * A button whose popup comes in a file of its own, so that the page does not wait for it. The button stands from the
 * first paint; a press or the focus that it gets before the popup is there is handed on.
 */
import { Suspense, cloneElement, useState, type ReactNode } from 'react'
import type { Beginning, Trigger } from '../popups/index.ts'

interface LateProps {
  readonly trigger: Trigger
  readonly kind: 'menu' | 'dialog'
  /** Renders the popup with its trigger; may suspend. */
  readonly children: (beginning: Beginning) => ReactNode
}

export function Late({ trigger, kind, children }: LateProps) {
  const [pressed, setPressed] = useState(false)
  const [focused, setFocused] = useState(false)
  const press = (): void => {
    setPressed(true)
  }
  const standIn = cloneElement(trigger, {
    'aria-haspopup': kind,
    'aria-expanded': pressed,
    onClick: press,
    // Not the click alone: where the button changes under a held pointer there is none.
    onPointerDown: press,
    onFocus: () => {
      setFocused(true)
    },
    onBlur: () => {
      setFocused(false)
    },
  })
  const own = focused ? cloneElement(trigger, { autoFocus: true }) : trigger
  return <Suspense fallback={standIn}>{children({ trigger: own, defaultOpen: pressed })}</Suspense>
}

/** In place of a popup whose file could not be fetched. */
export function WithoutPopup({ trigger }: { readonly trigger: Trigger }) {
  return cloneElement(trigger, { disabled: true, title: 'This part of the page could not be loaded' })
}
