/**
 * The iptables rule that runs the program in view: its command to copy, with chain and target to choose, and what is
 * to be said where the program was made for Ethernet frames.
 */
import { useState, type ReactElement } from 'react'
import { CheckIcon, CopyIcon, WarningIcon } from '../../marks/index.ts'
import { Button, Select } from '../controls/index.ts'
import styles from './rule.module.css'

const COMMANDS = ['iptables', 'ip6tables'] as const
const CHAINS = ['INPUT', 'OUTPUT', 'FORWARD', 'PREROUTING', 'POSTROUTING'] as const
const TARGETS = ['ACCEPT', 'DROP', 'REJECT', 'LOG', 'RETURN'] as const

/** Tables that have the chains which the filter table lacks. */
const TABLE_OF: Readonly<Partial<Record<(typeof CHAINS)[number], string>>> = {
  PREROUTING: 'raw',
  POSTROUTING: 'mangle',
}

const asOptions = <T extends string>(values: readonly T[]) => values.map((value) => ({ value, title: value }))

export interface RuleViewProps {
  /** The argument of --bytecode. */
  readonly bytecode: string
  /** Why no rule takes the program; null where one does. */
  readonly refusal: string | null
  /** What shows that the program was made for Ethernet; null where nothing does. */
  readonly ethernet: { readonly words: string; readonly onShift: () => string | null } | null
  readonly onCopy: (text: string) => Promise<boolean>
}

export function RuleView({ bytecode, refusal, ethernet, onCopy }: RuleViewProps): ReactElement {
  const [command, setCommand] = useState<(typeof COMMANDS)[number]>('iptables')
  const [chain, setChain] = useState<(typeof CHAINS)[number]>('INPUT')
  const [target, setTarget] = useState<(typeof TARGETS)[number]>('ACCEPT')
  const [copied, setCopied] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const table = TABLE_OF[chain]
  const line = `${command}${table === undefined ? '' : ` -t ${table}`} -A ${chain} -m bpf --bytecode "${bytecode}" -j ${target}`
  const forget = (): void => {
    setCopied(false)
  }
  return (
    <section className={styles['rule']} aria-label="iptables rule">
      <div className={styles['choices']}>
        <Select label="Command" value={command} options={asOptions(COMMANDS)} onChange={setCommand} mono />
        <Select label="Chain" prefix="-A" value={chain} options={asOptions(CHAINS)} onChange={setChain} mono />
        <Select label="Target" prefix="-j" value={target} options={asOptions(TARGETS)} onChange={setTarget} mono />
        <Button
          look="quiet"
          aria-label={copied ? 'Copied' : 'Copy the rule'}
          onClick={() => {
            void onCopy(line).then(setCopied)
          }}
          onBlur={forget}
          onPointerLeave={forget}
        >
          {copied ? <CheckIcon small /> : <CopyIcon small />}
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <code className={styles['line']} tabIndex={0}>
        {line}
      </code>
      {refusal !== null && (
        <p className={styles['warning']} role="note">
          <WarningIcon small />
          <span>{refusal}</span>
        </p>
      )}
      {ethernet !== null && (
        <div className={styles['warning']} role="note">
          <WarningIcon small />
          <span>
            {ethernet.words}{' '}
            <Button
              look="line"
              onClick={() => {
                setTrouble(ethernet.onShift())
              }}
            >
              Shift the offsets by 14
            </Button>
            {trouble !== null && <span className={styles['trouble']}>{trouble}</span>}
          </span>
        </div>
      )}
    </section>
  )
}
