/**
 * Listens for the page's keys. In the capture phase, because the editor would otherwise take F8 and Shift+F10 for
 * itself; F9 in the bubble phase, because the listing knows better which row is meant and says so first.
 */
import { useEffect, useMemo } from 'react'
import { useApp } from '../store/index.ts'
import { useDialogs } from './dialog-state.tsx'
import { shortcutFor, type ShortcutName } from './keymap.ts'

export function useShortcuts(): void {
  const { open, show, close } = useDialogs()
  const act = useActions()

  useEffect(() => {
    const listen = (phase: 'capture' | 'bubble') => (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const name = shortcutFor(event, isTyping(event.target))
      if (name === null || (name === 'breakpoint') !== (phase === 'bubble')) return
      // A dialog has the keys to itself, but for the key that closes the palette again.
      if (open !== null && !(name === 'palette' && open === 'palette')) return
      event.preventDefault()
      event.stopPropagation()
      if (name === 'palette') {
        if (open === null) show('palette')
        else close()
      } else if (name === 'help') show('help')
      else act[name]()
    }
    const capture = listen('capture')
    const bubble = listen('bubble')
    window.addEventListener('keydown', capture, { capture: true })
    window.addEventListener('keydown', bubble)
    return () => {
      window.removeEventListener('keydown', capture, { capture: true })
      window.removeEventListener('keydown', bubble)
    }
  }, [open, show, close, act])
}

/** What each key does to the store. */
function useActions(): Record<Exclude<ShortcutName, 'palette' | 'help'>, () => void> {
  const step = useApp((state) => state.stepForward)
  const stepBack = useApp((state) => state.stepBack)
  const run = useApp((state) => state.run)
  const runBack = useApp((state) => state.runBack)
  const reset = useApp((state) => state.reset)
  const breakpoint = useApp((state) => state.toggleBreakpointHere)
  const undo = useApp((state) => state.undo)
  const redo = useApp((state) => state.redo)
  const writeLink = useApp((state) => state.writeLink)
  const setNotice = useApp((state) => state.setNotice)
  return useMemo(
    () => ({
      undo,
      redo,
      step,
      'step-back': stepBack,
      run,
      'run-back': runBack,
      reset,
      breakpoint,
      'write-link': () => {
        // First the good news: a link that turns out too long replaces it with the bad.
        setNotice({ kind: 'info', text: 'The address bar now holds a link to this moment.' })
        void writeLink()
      },
    }),
    [undo, redo, step, stepBack, run, runBack, reset, breakpoint, writeLink, setNotice],
  )
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]')
}
