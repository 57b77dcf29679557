/** The foot of the page: how long the program is, whether the kernel would load it, and that nothing is sent. */
import { CheckIcon, CrossIcon } from '../../marks/index.ts'
import styles from './foot.module.css'

interface StatusBarViewProps {
  /** Null where nothing has compiled. */
  readonly instructions: number | null
  /** Instructions before the optimizer; null where it did not run. */
  readonly unoptimized: number | null
  /** Why the kernel's load-time check refuses the program; null where it takes it. */
  readonly refusal: string | null
  /** It is the last program that compiled, not the one of the text in the editor. */
  readonly stale: boolean
  readonly machine: string
  /** Whose program the compiler gives, letter for letter; null where nothing was compiled from a filter. */
  readonly sameAs: string | null
}

export function StatusBarView({ instructions, unoptimized, refusal, stale, machine, sameAs }: StatusBarViewProps) {
  return (
    <footer className={styles['status']}>
      {instructions === null ? (
        <span>No program</span>
      ) : (
        <span className={`${styles['checked']} ${refusal === null ? '' : styles['refused']}`}>
          {refusal === null ? <CheckIcon small /> : <CrossIcon small />}
          {stale ? 'The last program that compiled: ' : ''}
          {instructions} {instructions === 1 ? 'instruction' : 'instructions'},{' '}
          {refusal === null ? 'pass the kernel’s load-time check' : `refused by the kernel: ${refusal}`}
        </span>
      )}
      {unoptimized === null ? null : <span>{unoptimized} before optimizing</span>}
      <span className={styles['grow']} />
      <span className={styles['statusExtra']}>Machine: {machine}</span>
      {sameAs === null ? null : <span className={styles['statusExtra']}>Same code as {sameAs}</span>}
      <span>Nothing leaves this tab</span>
    </footer>
  )
}
