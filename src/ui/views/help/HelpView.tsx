/** All keys and all marks on one page. */
import {
  AcceptDisc,
  BreakpointMark,
  CheckIcon,
  ClauseTag,
  CrossIcon,
  DonePointer,
  DropRing,
  ExecutedDot,
  NextPointer,
} from '../../marks/index.ts'
import { Dialog } from '../popups/index.ts'
import styles from './help.module.css'

export interface KeyItem {
  /** As printed on the keys: `Shift+F10`. */
  readonly keys: readonly string[]
  readonly does: string
}

interface HelpViewProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly keys: readonly KeyItem[]
  /** Those that work in the editor, where assembly is written. */
  readonly assemblyKeys: readonly KeyItem[]
}

export function HelpView({ open, onClose, keys, assemblyKeys }: HelpViewProps) {
  return (
    <Dialog
      title="Keys and marks"
      description="Every keyboard shortcut, and what the marks mean."
      open={open}
      onClose={onClose}
      foot="Every key has a button too. Nothing you write or load here leaves this tab."
    >
      <h3 className={styles['section']}>Keys</h3>
      <KeyTable keys={keys} />
      <h3 className={styles['section']}>Keys in assembly source</h3>
      <KeyTable keys={assemblyKeys} />
      <h3 className={styles['section']}>Marks</h3>
      <ul className={styles['legend']}>
        <li>
          <DonePointer /> Outline: has just run
        </li>
        <li>
          <NextPointer /> Fill: runs next
        </li>
        <li>
          <ExecutedDot /> Ran earlier in this run
        </li>
        <li>
          <BreakpointMark /> Breakpoint
        </li>
        <li>
          <AcceptDisc /> Accept
        </li>
        <li>
          <DropRing /> Drop
        </li>
        <li>
          <CheckIcon small /> Verdict as expected
        </li>
        <li>
          <CrossIcon small /> Not as expected
        </li>
        <li>
          <ClauseTag index={0} /> A clause, and what serves it
        </li>
        <li>
          <span className={styles['newValue']}>0x800</span> Changed by the last step
        </li>
      </ul>
    </Dialog>
  )
}

function KeyTable({ keys }: { readonly keys: readonly KeyItem[] }) {
  return (
    <table className={styles['keys']}>
      <tbody>
        {keys.map((item) => (
          <tr key={item.does}>
            <th scope="row">
              {item.keys.map((key, index) => (
                <span key={key}>
                  {index > 0 ? ' or ' : ''}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </th>
            <td>{item.does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
