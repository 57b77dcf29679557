/**
 * The optimizer as a film: a step of it chosen by slider, buttons or arrow keys; the graph or the listing before it and
 * after it side by side; what was done in words.
 */
import { useState, type CSSProperties, type ReactElement } from 'react'
import { Button, Segmented } from '../controls/index.ts'
import { FlowGraphView, type GraphBox, type GraphLine, type LayOut } from '../graph/index.ts'
import { Prose } from '../source/index.ts'
import styles from './film.module.css'

export interface FilmSide {
  readonly boxes: readonly GraphBox[]
  readonly lines: readonly GraphLine[]
}

export interface FilmViewProps {
  readonly layOut: LayOut
  /** Of each step; the first is what was generated. */
  readonly titles: readonly string[]
  readonly index: number
  readonly onIndex: (index: number) => void
  /** Instructions: as generated, after this step, in the end. */
  readonly counts: { readonly first: number; readonly now: number; readonly last: number }
  readonly note: string | null
  /** In words; code stands in backquotes. */
  readonly changes: readonly string[]
  /** Null at the first step. */
  readonly before: FilmSide | null
  readonly after: FilmSide
}

const FORMS = [
  { value: 'graph', title: 'Graph' },
  { value: 'listing', title: 'Listing' },
] as const

export function FilmView(props: FilmViewProps): ReactElement {
  const { titles, index, onIndex, counts, note, changes, before, after } = props
  const [form, setForm] = useState<'graph' | 'listing'>('graph')
  const last = titles.length - 1
  const title = titles[index] ?? ''
  return (
    <div className={styles['film']}>
      <div className={styles['steps']}>
        <Button
          look="quiet"
          disabled={index === 0}
          onClick={() => {
            onIndex(index - 1)
          }}
        >
          Previous
        </Button>
        <input
          type="range"
          style={{ '--part': index / Math.max(1, last) } as CSSProperties}
          aria-label="Step of the optimizer"
          aria-valuetext={title}
          min={0}
          max={last}
          value={index}
          onChange={(event) => {
            onIndex(Number(event.target.value))
          }}
        />
        <Button
          look="quiet"
          disabled={index === last}
          onClick={() => {
            onIndex(index + 1)
          }}
        >
          Next
        </Button>
        <Segmented label="Shown as" value={form} options={FORMS} onChange={setForm} />
      </div>
      {/* It scrolls, and has nothing else in it to focus; so have the blocks below. */}
      <div className={styles['told']} role="status" aria-label="What the optimizer did" tabIndex={0}>
        <h3>
          {title}
          <span className={styles['counts']}>
            {counts.first === counts.now ? counts.now : `${String(counts.first)} → ${String(counts.now)}`} instructions
            {counts.now === counts.last ? '' : `, ${String(counts.last)} in the end`}
          </span>
        </h3>
        {note !== null && <p>{note}</p>}
        {changes.length > 0 && (
          <ul>
            {changes.map((text, at) => (
              <li key={at}>
                <Prose text={text} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={styles['sides']}>
        {before !== null && <Side name="Before" side={before} form={form} layOut={props.layOut} />}
        <Side name={before === null ? 'As generated' : 'After'} side={after} form={form} layOut={props.layOut} />
      </div>
    </div>
  )
}

interface SideProps {
  readonly name: string
  readonly side: FilmSide
  readonly form: 'graph' | 'listing'
  readonly layOut: LayOut
}

const nothing = (): void => undefined

function Side({ name, side, form, layOut }: SideProps): ReactElement {
  return (
    <section className={styles['side']} aria-label={name}>
      <h4>{name}</h4>
      {form === 'graph' ? (
        <FlowGraphView
          name={`Flow graph, ${name.toLowerCase()}`}
          boxes={side.boxes}
          lines={side.lines}
          layOut={layOut}
          startsFitted
          followed={side.boxes.find(({ tone }) => tone === 'changed')?.id ?? null}
          onPoint={nothing}
          onOpen={nothing}
        />
      ) : (
        <ol className={styles['blocks']} aria-label={`Blocks, ${name.toLowerCase()}`} tabIndex={0}>
          {side.boxes.map((box) => (
            <li key={box.id} data-tone={box.tone}>
              <h5>
                {box.title} {box.note !== '' && <span>{box.note}</span>}
              </h5>
              <pre>{box.rows.map(({ op, operand }) => `${op.padEnd(6)}${operand}`).join('\n')}</pre>
              <p>{exitsOf(box.id, side)}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

/** Named as the entries are titled. */
function exitsOf(id: string, { boxes, lines }: FilmSide): string {
  const titles = new Map(boxes.map((box) => [box.id, box.title]))
  return lines
    .filter(({ from }) => from === id)
    .map(({ label, to }) => `${label === '' ? 'on' : label} to ${titles.get(to) ?? `block ${to}`}`)
    .join(', ')
}
