/**
 * Brings the big editor: fetched when the page has painted and is idle, and shown at a moment that takes nothing out
 * of a person's hands: not between two keystrokes, and with the selection and the focus of the textarea before it.
 */
import { useCallback, useEffect, useRef, useState, type ComponentType, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { Span } from '../../../base/index.ts'
import type { CodeEditorProps } from '../../../monaco/index.ts'

/** Quiet time after the last key, or after the focus came, before the editor changes under a person, in milliseconds. */
const QUIET = 700
const LOOK_AGAIN = 200

export interface FullEditor {
  readonly Component: ComponentType<CodeEditorProps>
  readonly selection: Span
  readonly focused: boolean
  /** Where to go, a new object each time; null until somebody wants to go somewhere. */
  readonly goal: Span | null
}

export interface EditorHandover {
  /** Null until the big editor is here. */
  readonly editor: FullEditor | null
  readonly textarea: RefObject<HTMLTextAreaElement | null>
  /** To be called when the textarea gets the focus, at each key, and at the edges of a composition. */
  readonly noteTyping: () => void
  readonly noteComposition: (active: boolean) => void
  /** Selects a stretch of the text and puts the focus there. */
  readonly goTo: (span: Span) => void
}

export function useFullEditor(enabled: boolean): EditorHandover {
  const textarea = useRef<HTMLTextAreaElement>(null)
  const lastTyped = useRef(-Infinity)
  const composing = useRef(false)
  const [editor, setEditor] = useState<FullEditor | null>(null)

  useEffect(() => {
    if (!enabled) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let gone = false

    const handOver = (Component: ComponentType<CodeEditorProps>): void => {
      if (gone) return
      const old = textarea.current
      const focused = old !== null && document.activeElement === old
      const busy = composing.current || (focused && performance.now() - lastTyped.current < QUIET)
      if (busy) {
        timer = setTimeout(() => {
          handOver(Component)
        }, LOOK_AGAIN)
        return
      }
      const selection = { from: old?.selectionStart ?? 0, to: old?.selectionEnd ?? 0 }
      // At once: a focus that came between this look and the change would be lost with the textarea.
      flushSync(() => {
        setEditor({ Component, selection, focused, goal: null })
      })
    }
    const cancel = whenIdle(() => {
      import('../../../monaco/index.ts').then(
        ({ CodeEditor }) => {
          handOver(CodeEditor)
        },
        // Offline, or the file is gone after a new release: the textarea goes on serving.
        () => undefined,
      )
    })
    return () => {
      gone = true
      clearTimeout(timer)
      cancel()
    }
  }, [enabled])

  const noteTyping = useCallback(() => {
    lastTyped.current = performance.now()
  }, [])
  const noteComposition = useCallback((active: boolean) => {
    composing.current = active
    lastTyped.current = performance.now()
  }, [])
  const goTo = useCallback((span: Span) => {
    textarea.current?.focus()
    textarea.current?.setSelectionRange(span.from, span.to)
    setEditor((old) => old && { ...old, goal: { from: span.from, to: span.to } })
  }, [])

  return { editor: enabled ? editor : null, textarea, noteTyping, noteComposition, goTo }
}

/** Runs after the first paint, when the browser has nothing better to do; gives a way to call it off. */
function whenIdle(work: () => void): () => void {
  if (typeof window.requestIdleCallback !== 'function') {
    const timer = setTimeout(work, 300)
    return () => {
      clearTimeout(timer)
    }
  }
  const handle = window.requestIdleCallback(work, { timeout: 3000 })
  return () => {
    window.cancelIdleCallback(handle)
  }
}
