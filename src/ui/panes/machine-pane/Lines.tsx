/** A list of short texts that a person writes, one under the other: stop rules, watches. Says what is wrong as one types. */
import { memo, useEffect, useId, useRef, useState, type ReactElement, type ReactNode } from 'react'
import type { Diagnostic, Span } from '../../../base/index.ts'
import { ChevronRight, CrossIcon } from '../../marks/index.ts'
import { Button, Field } from '../../views/controls/index.ts'
import styles from './debug-tools.module.css'

export interface LinesProps {
  /** `Stop where`; with how many there are. */
  readonly title: string
  /** Of the list, and of the field: `Stop rules`, `New stop rule`. */
  readonly name: string
  readonly newName: string
  readonly placeholder: string
  readonly texts: readonly string[]
  readonly longest: number
  /** What is shown beside a text. */
  readonly tell?: (text: string) => string
  /** What is wrong with a text, and where; null where nothing is. */
  readonly problemOf: (text: string) => Pick<Diagnostic, 'message' | 'span'> | null
  readonly onChange: (texts: readonly string[]) => void
  readonly hint: ReactNode
}

export function Lines(props: LinesProps): ReactElement {
  const { title, name, texts, onChange } = props
  return (
    <details className={styles['lines']} open={texts.length > 0 ? true : undefined}>
      <summary>
        <ChevronRight small />
        {title}
        {texts.length > 0 && ` (${String(texts.length)})`}
      </summary>
      {texts.length > 0 && (
        <ul aria-label={name}>
          {texts.map((text, index) => (
            <li key={`${String(index)} ${text}`}>
              <Line text={text} problem={props.problemOf(text)} tell={props.tell} />
              <Button
                look="quiet"
                square
                aria-label={`Remove ${text}`}
                onClick={() => {
                  onChange(texts.filter((_, other) => other !== index))
                }}
              >
                <CrossIcon small />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewLine
        newName={props.newName}
        placeholder={props.placeholder}
        texts={texts}
        longest={props.longest}
        problemOf={props.problemOf}
        onChange={onChange}
        hint={props.hint}
      />
    </details>
  )
}

interface LineProps {
  readonly text: string
  readonly problem: ReturnType<LinesProps['problemOf']>
  readonly tell: LinesProps['tell'] | undefined
}

/** One that is written already. It came with a link if it is wrong. */
function Line({ text, problem, tell }: LineProps): ReactElement {
  if (problem === null) {
    return (
      <>
        <code>{text}</code>
        {tell !== undefined && <output className={styles['value']}>{tell(text)}</output>}
      </>
    )
  }
  return (
    <span className={styles['problem']}>
      <Marked text={text} span={problem.span} />
      {problem.message}
    </span>
  )
}

/** The text with the part that is wrong underlined; an empty part at the end is where something is missing. */
function Marked({ text, span: { from, to } }: { readonly text: string; readonly span: Span }): ReactElement {
  return (
    <code className={styles['marked']}>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </code>
  )
}

type NewLineProps = Omit<LinesProps, 'title' | 'name' | 'tell'>

/** Apart from the values above it, which are others at each step. */
const NewLine = memo(function Draft(props: NewLineProps): ReactElement {
  const { texts, problemOf, onChange } = props
  const [draft, setDraft] = useState('')
  const id = useId()
  const problem = draft.trim() === '' ? null : problemOf(draft)
  const told = useRef<HTMLParagraphElement>(null)
  // Under the field, which may stand at the lower edge of what scrolls.
  const message = problem?.message
  useEffect(() => {
    if (message !== undefined) told.current?.scrollIntoView({ block: 'nearest' })
  }, [message])
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (draft.trim() === '' || problem !== null) return
          onChange([...texts, draft.trim()])
          setDraft('')
        }}
      >
        <Field
          aria-label={props.newName}
          aria-describedby={`${id}problem ${id}hint`}
          aria-invalid={problem !== null}
          placeholder={props.placeholder}
          value={draft}
          maxLength={props.longest}
          onChange={(event) => {
            setDraft(event.target.value)
          }}
        />
        <Button look="line" type="submit" disabled={draft.trim() === '' || problem !== null}>
          Add
        </Button>
      </form>
      <p
        ref={told}
        id={`${id}problem`}
        className={styles['problem']}
        role="status"
        aria-label={`Problem with the ${props.newName.toLowerCase()}`}
      >
        {problem !== null && (
          <>
            {/* Whoever hears the page has the place in words. */}
            <span aria-hidden>
              <Marked text={draft} span={problem.span} />
            </span>
            {problem.message}
          </>
        )}
      </p>
      <p id={`${id}hint`} className={styles['hint']}>
        {props.hint}
      </p>
    </>
  )
})
