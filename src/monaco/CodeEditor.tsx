/**
 * The source editor as a React component: a box that an EditorController fills.
 *
 * Takes the whole of its parent's box. The page's tokens (--clause-a …, --ink-1 …) colour the marks.
 */
import { useLayoutEffect, useRef } from 'react'
import './code-editor.css'
import { EditorController } from './controller.ts'
import type { CodeEditorProps } from './types.ts'

export function CodeEditor(props: CodeEditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const controller = useRef<EditorController | null>(null)

  useLayoutEffect(() => {
    if (!box.current) return
    const made = new EditorController(box.current)
    controller.current = made
    return () => {
      controller.current = null
      made.dispose()
    }
  }, [])

  // After each render, on purpose: the controller compares and does only what changed. Before the paint,
  // so that marks never stand beside the text they belong to.
  useLayoutEffect(() => {
    controller.current?.update(props)
  })

  // Monaco hangs its menu into this box, and gives its theme only to what bears its class.
  return <div ref={box} className="bpf-editor monaco-component" />
}
