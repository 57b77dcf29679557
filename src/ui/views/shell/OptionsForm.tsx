/**
 * The compile options beyond the optimizer: snaplen, the network's mask, live capture, names.
 * A field keeps what is being typed and hands it on once it is a number; a wrong one is marked and goes nowhere.
 */
import { useState } from 'react'
import { Field, Switch } from '../controls/index.ts'
import { NamesField, type NamesProps } from './NamesField.tsx'
import { formatIPv4, parseIPv4, parseSnaplen } from './option-values.ts'
import styles from './shell.module.css'

export interface OptionsFormProps extends NamesProps {
  /** Bytes. */
  readonly snaplen: number
  /** Host byte order; null where it is not known. */
  readonly netmask: number | null
  readonly onSnaplen: (snaplen: number) => void
  readonly onNetmask: (netmask: number | null) => void
  readonly live: boolean
  readonly onLive: (live: boolean) => void
}

export function OptionsForm({ snaplen, netmask, onSnaplen, onNetmask, live, onLive, ...names }: OptionsFormProps) {
  const [snaplenText, setSnaplenText] = useState(String(snaplen))
  const [maskText, setMaskText] = useState(netmask === null ? '' : formatIPv4(netmask))
  const wrongSnaplen = parseSnaplen(snaplenText) === null
  const wrongMask = maskText.trim() !== '' && parseIPv4(maskText) === null
  return (
    <div className={styles['options']}>
      <label htmlFor="option-snaplen">Snaplen</label>
      <Field
        id="option-snaplen"
        inputMode="numeric"
        value={snaplenText}
        aria-invalid={wrongSnaplen}
        aria-describedby="option-snaplen-note"
        onChange={(event) => {
          setSnaplenText(event.target.value)
          const value = parseSnaplen(event.target.value)
          if (value !== null) onSnaplen(value)
        }}
      />
      <p id="option-snaplen-note" className={wrongSnaplen ? styles['wrong'] : undefined}>
        {wrongSnaplen
          ? 'A whole number of bytes, from 1 to 2147483647.'
          : 'Bytes kept of an accepted packet; the number in the accepting return.'}
      </p>
      <label htmlFor="option-netmask">Netmask</label>
      <Field
        id="option-netmask"
        value={maskText}
        placeholder="not known"
        aria-invalid={wrongMask}
        aria-describedby="option-netmask-note"
        onChange={(event) => {
          setMaskText(event.target.value)
          const value = parseIPv4(event.target.value)
          if (value !== null || event.target.value.trim() === '') onNetmask(value)
        }}
      />
      <p id="option-netmask-note" className={wrongMask ? styles['wrong'] : undefined}>
        {wrongMask ? 'Four numbers from 0 to 255, as in 255.255.255.0.' : 'Needed by ip broadcast only.'}
      </p>
      <Switch
        label="As for a live Linux capture"
        checked={live}
        onChange={onLive}
        className={styles['wideOption']}
        describedBy="option-live-note"
      />
      <p id="option-live-note">VLAN tags and direction come from the kernel, not from the bytes.</p>
      <NamesField {...names} />
    </div>
  )
}
