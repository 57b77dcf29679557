/**
 * A, X, PC and scratch memory. A value that the last step changed is outlined, with what it was before it. The old
 * value is generated content: it is not a second value in the table.
 */
import { memo, type ReactElement } from 'react'
import { ArrowRight } from '../../marks/index.ts'
import { formatWord } from './numbers.ts'
import styles from './registers.module.css'

export interface RegisterValue {
  /** `A`, `X`, `PC`, `M[0]` … */
  readonly name: string
  readonly value: number
  /** Before the last step; null where that did not change it. */
  readonly old: number | null
  /** The value as people read it, or that it was never written; what follows the first gives way on a phone. */
  readonly reading: readonly string[]
  /** The reading says something about the value rather than that there is none. */
  readonly read: boolean
}

export interface RegistersProps {
  /** Asks where the value of a register came from, by its name. */
  readonly onAsk: (name: string) => void
  readonly main: readonly RegisterValue[]
  readonly memory: readonly RegisterValue[]
}

type Asked = RegisterValue & Pick<RegistersProps, 'onAsk'>

function Value({ name, value, old, onAsk }: Omit<Asked, 'reading' | 'read'>): ReactElement {
  return (
    <span role="cell" className={styles['value']}>
      {name === 'PC' ? (
        <span className={old === null ? undefined : styles['changed']}>{formatWord(value)}</span>
      ) : (
        <button
          type="button"
          className={`${styles['ask'] ?? ''} ${old === null ? '' : (styles['changed'] ?? '')}`}
          title={`Where did this value of ${name} come from?`}
          onClick={() => {
            onAsk(name)
          }}
        >
          {formatWord(value)}
        </button>
      )}
    </span>
  )
}

const Row = memo(
  DrawnRow,
  (a, b) =>
    a.name === b.name &&
    a.value === b.value &&
    a.old === b.old &&
    a.read === b.read &&
    a.onAsk === b.onAsk &&
    a.reading.join('\n') === b.reading.join('\n'),
)

function DrawnRow(register: Asked): ReactElement {
  return (
    <div role="row" className={styles['row']}>
      <span role="rowheader" className={styles['name']}>
        {register.name}
      </span>
      <span
        aria-hidden="true"
        className={styles['old']}
        data-old={register.old === null ? '' : formatWord(register.old)}
      />
      <span aria-hidden="true" className={styles['arrow']}>
        {register.old !== null && <ArrowRight />}
      </span>
      <Value {...register} />
      <span role="cell" className={register.read ? styles['reading'] : styles['unread']}>
        {register.reading[0]}
        {register.reading.slice(1).map((more) => (
          <span key={more} className={styles['more']}>
            {' · '}
            {more}
          </span>
        ))}
      </span>
    </div>
  )
}

const Cell = memo(function MemoryCell({ name, value, old, onAsk }: Omit<Asked, 'reading' | 'read'>): ReactElement {
  return (
    <div role="row" className={value === 0 ? styles['idle'] : styles['used']}>
      <span role="rowheader">{name}</span>
      <Value name={name} value={value} old={old} onAsk={onAsk} />
    </div>
  )
})

export function Registers({ main, memory, onAsk }: RegistersProps): ReactElement {
  return (
    <div role="table" aria-label="Registers" className={styles['registers']}>
      <div role="rowgroup">
        {main.map((register) => (
          <Row key={register.name} {...register} onAsk={onAsk} />
        ))}
      </div>
      <div role="rowgroup" className={styles['memory']}>
        {memory.map(({ name, value, old }) => (
          <Cell key={name} name={name} value={value} old={old} onAsk={onAsk} />
        ))}
      </div>
    </div>
  )
}
