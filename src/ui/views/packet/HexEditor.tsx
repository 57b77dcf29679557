/**
 * The whole frame as text, to change or to paste over. What is wrong with the text is said under it and nothing is
 * taken before it is right.
 */
import { useState, type ReactElement } from 'react'
import { Button, TextArea } from '../controls/index.ts'
import styles from './editor.module.css'

export interface HexEditorProps {
  readonly bytes: Uint8Array
  /** Takes the text; answers why it cannot, or null. */
  readonly onApply: (text: string) => string | null
  readonly onClose: () => void
}

/** Sixteen bytes a line. */
function formatHex(bytes: Uint8Array): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
  const lines: string[] = []
  for (let start = 0; start < pairs.length; start += 16) lines.push(pairs.slice(start, start + 16).join(' '))
  return lines.join('\n')
}

export function HexEditor({ bytes, onApply, onClose }: HexEditorProps): ReactElement {
  const [text, setText] = useState(() => formatHex(bytes))
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <form
      className={styles['editor']}
      onSubmit={(event) => {
        event.preventDefault()
        const answer = onApply(text)
        setProblem(answer)
        if (answer === null) onClose()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <label className={styles['label']} htmlFor="frame-hex">
        Frame in hex
      </label>
      <TextArea
        id="frame-hex"
        rows={Math.min(12, Math.max(4, Math.ceil(bytes.length / 16) + 1))}
        value={text}
        autoCapitalize="off"
        autoCorrect="off"
        aria-invalid={problem !== null}
        aria-describedby="frame-hex-note"
        onChange={(event) => {
          setText(event.target.value)
          setProblem(null)
        }}
      />
      <p id="frame-hex-note" className={problem === null ? styles['note'] : styles['problem']} role="status">
        {problem ?? 'Hex digits with or without spaces; tcpdump -x and hexdump lines are taken too.'}
      </p>
      <div className={styles['buttons']}>
        <Button look="line" type="submit">
          Apply
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  )
}
