/** The share dialog: the link in two spellings, what it carries, and whether own frames go with it. */
import { CopyIcon } from '../../marks/index.ts'
import { Button, Field, Segmented } from '../controls/index.ts'
import { Dialog } from '../popups/index.ts'
import styles from './dialogs.module.css'

export type LinkForm = 'readable' | 'compact'

export interface CarriedItem {
  readonly title: string
  readonly detail: string
}

export interface ShareViewProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly form: LinkForm
  readonly onForm: (form: LinkForm) => void
  /** Null while it is being made. */
  readonly link: string | null
  /** True where the link is longer than any page opens. */
  readonly tooLong: boolean
  readonly carries: readonly CarriedItem[]
  readonly ownFrames: number
  readonly includeOwnFrames: boolean
  readonly onIncludeOwnFrames: (include: boolean) => void
  /** What became of the last copy; null before the first. */
  readonly copied: boolean | null
  readonly onCopy: () => void
}

const FORMS = [
  { value: 'readable', title: 'Readable' },
  { value: 'compact', title: 'Compact' },
] as const

export function ShareView(props: ShareViewProps) {
  const { link, form, ownFrames, copied, tooLong } = props
  return (
    <Dialog
      title="Share"
      description="A link that opens this program anywhere, with what is listed below."
      open={props.open}
      onClose={props.onClose}
      foot="All of it follows the #, which a browser never sends to a server."
    >
      <div className={styles['linkRow']}>
        <Field
          aria-label="Link"
          readOnly
          value={link ?? ''}
          onFocus={(event) => {
            event.target.select()
          }}
        />
        <Button look="primary" disabled={link === null || tooLong} onClick={props.onCopy}>
          <CopyIcon />
          Copy link
        </Button>
      </div>
      <div className={styles['form']}>
        <Segmented label="Spelling of the link" value={form} options={FORMS} onChange={props.onForm} />
        <span className={styles['length']} role="status">
          {copyMessage(copied, tooLong)}
          {link === null ? '' : `${link.length} characters`}
        </span>
      </div>
      <fieldset className={styles['carries']}>
        <legend>The link carries</legend>
        {props.carries.map((item) => (
          <label key={item.title} className={styles['check']}>
            <input type="checkbox" checked disabled readOnly />
            <span>{item.title}</span>
            <span className={styles['detail']}>{item.detail}</span>
          </label>
        ))}
        <label className={styles['check']}>
          <input
            type="checkbox"
            aria-label="My own frames"
            checked={props.includeOwnFrames && ownFrames > 0}
            disabled={ownFrames === 0}
            onChange={(event) => {
              props.onIncludeOwnFrames(event.target.checked)
            }}
          />
          <span>
            My own frames
            <span className={styles['note']}>They may hold private data, so they stay here unless you tick this.</span>
          </span>
          <span className={styles['detail']}>{ownFrames === 0 ? 'none yet' : String(ownFrames)}</span>
        </label>
      </fieldset>
    </Dialog>
  )
}

function copyMessage(copied: boolean | null, tooLong: boolean): string {
  if (tooLong) return 'Too long to open: leave out own frames. '
  if (copied === null) return ''
  return copied ? 'Copied, and in the address bar. ' : 'In the address bar; copying was refused. '
}
