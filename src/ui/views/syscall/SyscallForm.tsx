/**
 * The system call that a seccomp filter looks at, to be changed: by its name or number, machine, arguments.
 * What is typed is taken when the field is left or Enter is pressed; what cannot be is said beside it.
 */
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react'
import { Field, Select } from '../controls/index.ts'
import styles from './syscall.module.css'

export interface SyscallFormProps {
  readonly arch: number
  readonly machines: readonly { readonly value: number; readonly title: string }[]
  /** `257`, or `openat` where the number has a name on this machine. */
  readonly call: string
  /** Names to choose from. */
  readonly names: readonly string[]
  readonly instructionPointer: bigint
  readonly args: readonly bigint[]
  readonly onArch: (arch: number) => void
  /** Null, or what is wrong with the text. */
  readonly onCall: (text: string) => string | null
  readonly onInstructionPointer: (value: bigint) => void
  readonly onArg: (index: number, value: bigint) => void
}

export function SyscallForm(props: SyscallFormProps): ReactElement {
  const list = useId()
  const number = (write: (value: bigint) => void) => (text: string) => {
    const value = parseLong(text)
    if (value === null) return 'A number of 64 bits: decimal, 0x…, or negative.'
    write(value)
    return null
  }
  return (
    <section className={styles['form']} aria-label="System call">
      <div className={styles['row']}>
        <Entry label="Call" value={props.call} list={list} onWrite={props.onCall} />
        <datalist id={list}>
          {props.names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <label className={styles['entry']}>
          <span>Machine</span>
          <Select label="Machine" value={props.arch} options={props.machines} onChange={props.onArch} />
        </label>
        <Entry
          label="Instruction pointer"
          value={`0x${props.instructionPointer.toString(16)}`}
          onWrite={number(props.onInstructionPointer)}
        />
      </div>
      <div className={styles['row']}>
        {props.args.map((value, index) => (
          <Entry
            key={index}
            label={`Argument ${String(index)}`}
            value={showLong(value)}
            onWrite={number((written) => {
              props.onArg(index, written)
            })}
          />
        ))}
      </div>
    </section>
  )
}

interface EntryProps {
  readonly label: string
  readonly value: string
  readonly list?: string
  readonly onWrite: (text: string) => string | null
}

function Entry({ label, value, list, onWrite }: EntryProps): ReactElement {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const write = (): void => {
    if (draft === null) return
    const wrong = onWrite(draft)
    setTrouble(wrong)
    if (wrong === null) setDraft(null)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') write()
    if (event.key !== 'Escape') return
    setDraft(null)
    setTrouble(null)
  }
  return (
    <span className={styles['entry']}>
      <label htmlFor={id}>{label}</label>
      <Field
        id={id}
        list={list}
        value={draft ?? value}
        aria-invalid={trouble !== null}
        aria-describedby={trouble === null ? undefined : `${id}trouble`}
        onChange={(event) => {
          setDraft(event.target.value)
        }}
        onKeyDown={onKeyDown}
        onBlur={write}
      />
      {trouble !== null && (
        <span id={`${id}trouble`} role="alert" className={styles['trouble']}>
          {trouble}
        </span>
      )}
    </span>
  )
}

const SMALL = 100_000n

/** Small numbers as people count, others as they write addresses. */
export function showLong(value: bigint): string {
  return value < SMALL ? String(value) : `0x${value.toString(16)}`
}

/** 64 bits; a negative number is the one that wraps around to it. Null for anything else. */
export function parseLong(text: string): bigint | null {
  const trimmed = text.trim()
  if (!/^(-?\d{1,20}|0x[0-9a-f]{1,16})$/iu.test(trimmed)) return null
  const value = BigInt(trimmed)
  if (value > 0xffff_ffff_ffff_ffffn || value < -0x8000_0000_0000_0000n) return null
  return BigInt.asUintN(64, value)
}
