/**
 * The marks of a run: outline for what has just happened, fill for what is about to; breakpoint; verdicts in ink.
 * The same shapes in the listing, the packets table and the scrubber, so that one glance reads them everywhere.
 */
import { Mark, labelled, type MarkProps } from './glyph.tsx'
import styles from './marks.module.css'

/** The instruction that has just run: an outlined pointer. */
export function DonePointer({ label = 'Just executed', ...rest }: MarkProps) {
  return (
    <Mark label={label} {...rest}>
      <path
        d="M1.75 2.25h4.5L10 6 6.25 9.75h-4.5z"
        fill="var(--bg-pane)"
        stroke="var(--accent)"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
    </Mark>
  )
}

/** The instruction about to run: a filled pointer. */
export function NextPointer({ label = 'Next', ...rest }: MarkProps) {
  return (
    <Mark label={label} {...rest}>
      <path d="M1 1.5h5.5L11 6l-4.5 4.5H1z" fill="var(--accent)" />
    </Mark>
  )
}

/** An instruction that ran earlier in this run. Not an SVG: most rows of a listing have one. */
export function ExecutedDot({ label = 'Executed', className }: MarkProps) {
  return <span className={[styles['dot'], className ?? ''].join(' ').trim()} {...labelled(label)} />
}

export function BreakpointMark({ label = 'Breakpoint', ...rest }: MarkProps) {
  return (
    <Mark label={label} {...rest}>
      <path d="M4 .5h4L11.5 4v4L8 11.5H4L.5 8V4z" fill="var(--bad)" />
    </Mark>
  )
}

/** Verdict Accept; the word beside it says so, the disc is decoration. */
export function AcceptDisc() {
  return <span className={`${styles['disc']} ${styles['filled']}`} aria-hidden="true" />
}

/** Verdict Drop. */
export function DropRing() {
  return <span className={styles['disc']} aria-hidden="true" />
}

/** A clause that held. */
export function TruthTrue({ label = 'true' }: MarkProps) {
  return (
    <Mark className={styles['truth'] ?? ''} label={label}>
      <circle cx="6" cy="6" r="5" fill="var(--ink-1)" />
      <path d="m3.7 6.2 1.7 1.7 3-3.7" stroke="var(--bg-pane)" />
    </Mark>
  )
}

/** A clause that did not hold. */
export function TruthFalse({ label = 'false' }: MarkProps) {
  return (
    <Mark className={styles['truth'] ?? ''} label={label}>
      <circle cx="6" cy="6" r="5" />
      <path d="m4.3 4.3 3.4 3.4M7.7 4.3 4.3 7.7" />
    </Mark>
  )
}

/** A clause that this run has not come to. */
export function TruthUnreached({ label = 'not reached' }: MarkProps) {
  return (
    <Mark className={`${styles['truth']} ${styles['unreached']}`} label={label}>
      <circle cx="6" cy="6" r="5" strokeDasharray="1.6 2.33" strokeLinecap="butt" />
    </Mark>
  )
}

/** A clause that asks for bytes the packet does not have. */
export function TruthUnreadable({ label = 'unreadable' }: MarkProps) {
  return (
    <Mark className={styles['truth'] ?? ''} label={label}>
      <circle cx="6" cy="6" r="5" />
      <path d="M6 3.4v3M6 8.6v.1" />
    </Mark>
  )
}
