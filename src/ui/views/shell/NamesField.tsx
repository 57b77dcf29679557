/**
 * The table of names: a small text in the format of /etc/hosts and its like, and under it the lines
 * that say nothing. What is typed counts at once; the other lines go on counting.
 */
import { TextArea } from '../controls/index.ts'
import styles from './shell.module.css'

export interface NamesProps {
  readonly names: string
  /** UTF-16 code units. */
  readonly longestNames: number
  readonly nameProblems: readonly NameProblem[]
  readonly onNames: (names: string) => void
}

interface NameProblem {
  /** From one. */
  readonly line: number
  readonly message: string
}

/** Problems listed; the rest are counted. */
const LISTED = 3

export function NamesField({ names, longestNames, nameProblems, onNames }: NamesProps) {
  const wrong = nameProblems.length > 0
  return (
    <div className={styles['names']}>
      <label htmlFor="option-names">Names</label>
      <TextArea
        id="option-names"
        rows={3}
        wrap="off"
        maxLength={longestNames}
        value={names}
        placeholder={'10.0.0.1 router\n00:11:22:33:44:55 printer\nlab 10.1'}
        aria-invalid={wrong}
        aria-describedby="option-names-note"
        onChange={(event) => {
          onNames(event.target.value)
        }}
      />
      <div id="option-names-note">
        {wrong ? (
          <ul className={styles['wrong']} aria-label="Problems in the names">
            {nameProblems.slice(0, LISTED).map(({ line, message }) => (
              <li key={line}>
                Line {line}: {message}
              </li>
            ))}
            {nameProblems.length > LISTED ? <li>And {nameProblems.length - LISTED} more.</li> : null}
          </ul>
        ) : (
          <p>
            What host, net and ether host may be called by name, since no name server is asked: lines as in /etc/hosts,
            /etc/ethers and /etc/networks. They travel in links.
          </p>
        )}
      </div>
    </div>
  )
}
