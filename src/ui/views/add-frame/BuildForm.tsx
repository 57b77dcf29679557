/** A frame from a form, with its bytes and its summary as they become. */
import { useId, useState, type ReactElement } from 'react'
import { Field, Select, Switch } from '../controls/index.ts'
import styles from './add-frame.module.css'
import { FormFoot } from './FormFoot.tsx'
import type { AddFrameDialogProps, FormPreview, FormValues, Kind, TextKey } from './types.ts'

const ETHERNET = 1

const KINDS: readonly { readonly value: Kind; readonly title: string }[] = [
  { value: 'icmp', title: 'ICMP echo request' },
  { value: 'tcp', title: 'TCP' },
  { value: 'udp', title: 'UDP' },
  { value: 'dns', title: 'UDP with a DNS query' },
  { value: 'arp', title: 'ARP request' },
]
const VERSIONS = [
  { value: 4, title: 'IPv4' },
  { value: 6, title: 'IPv6' },
] as const
const FRAGMENTS = [
  { value: 'none', title: 'Whole packet' },
  { value: 'first', title: 'First fragment' },
  { value: 'later', title: 'Later fragment' },
] as const

/** Documentation's addresses, for a change of version. */
const ADDRESSES = {
  4: { source: '192.168.1.142', destination: '192.168.1.1' },
  6: { source: '2001:db8::8', destination: '2001:db8::1' },
} as const

function hexRows(bytes: Uint8Array): string {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
  const rows: string[] = []
  for (let at = 0; at < digits.length; at += 16) rows.push(digits.slice(at, at + 16).join(' '))
  return rows.join('\n')
}

interface TextProps {
  readonly label: string
  readonly field: TextKey
  readonly form: FormValues
  readonly problems: FormPreview['problems']
  readonly placeholder?: string
  readonly onChange: (changes: Partial<FormValues>) => void
}

function Text({ label, field, form, problems, placeholder, onChange }: TextProps): ReactElement {
  const id = useId()
  const problem = problems[field]
  return (
    <div className={styles['cell']}>
      <label htmlFor={id}>{label}</label>
      <Field
        id={id}
        className="mono"
        value={form[field]}
        placeholder={placeholder}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}problem`}
        onChange={(event) => {
          onChange({ [field]: event.target.value })
        }}
      />
      {problem === undefined ? null : (
        <span id={`${id}problem`} className={styles['formError']}>
          {problem}
        </span>
      )}
    </div>
  )
}

export function BuildForm(props: AddFrameDialogProps): ReactElement {
  const [form, setForm] = useState(props.initialForm)
  const [name, setName] = useState('')
  const [error, setError] = useState<string | null>(null)
  const { bytes, summary, problems } = props.preview(form)
  const change = (changes: Partial<FormValues>): void => {
    setForm({ ...form, ...changes })
    setError(null)
  }
  const text = { form, problems, onChange: change }
  const { kind } = form
  const hasPorts = kind === 'tcp' || kind === 'udp' || kind === 'dns'
  const isIpv4 = form.version === 4
  const isEthernet = form.linkType === ETHERNET
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        setError(props.onBuild(name.trim(), form))
      }}
    >
      <div className={styles['choices']}>
        <Select
          label="Packet"
          value={kind}
          options={KINDS}
          onChange={(value) => {
            change({ kind: value })
          }}
        />
        {kind === 'arp' ? null : (
          <Select
            label="IP version"
            value={form.version}
            options={VERSIONS}
            onChange={(version) => {
              change({ version, ...ADDRESSES[version] })
            }}
          />
        )}
        <span className={styles['formHint']}>for {props.linkName}</span>
      </div>
      {problems.kind === undefined ? null : <p className={styles['formError']}>{problems.kind}</p>}
      <div className={styles['cells']}>
        <Text {...text} label="Source MAC" field="sourceMac" />
        <Text {...text} label="Destination MAC" field="destinationMac" />
        <Text {...text} label="Source address" field="source" />
        <Text {...text} label="Destination address" field="destination" />
        {hasPorts && <Text {...text} label="Source port" field="sourcePort" />}
        {hasPorts && kind !== 'dns' && <Text {...text} label="Destination port" field="destinationPort" />}
        {kind === 'dns' && <Text {...text} label="Name asked for" field="name" />}
        {kind !== 'arp' && <Text {...text} label={isIpv4 ? 'Time to live' : 'Hop limit'} field="ttl" />}
        {isEthernet && <Text {...text} label="VLAN ids" field="vlans" placeholder="None; 100, 10 for two tags" />}
        {isEthernet && kind !== 'arp' && (
          <Text {...text} label="MPLS labels" field="labels" placeholder="None; 16, 32 for two" />
        )}
        {kind !== 'arp' && kind !== 'dns' && (
          <Text {...text} label="Payload" field="payload" placeholder="May be left empty" />
        )}
      </div>
      <div className={styles['choices']}>
        {kind === 'tcp' &&
          props.flags.map((flag) => (
            <Switch
              key={flag}
              label={flag}
              checked={form.flags.includes(flag)}
              onChange={(on) => {
                change({ flags: on ? [...form.flags, flag] : form.flags.filter((each) => each !== flag) })
              }}
            />
          ))}
        {kind === 'tcp' && (
          <Switch
            label="TCP options"
            checked={form.tcpOptions}
            onChange={(tcpOptions) => {
              change({ tcpOptions })
            }}
          />
        )}
        {kind !== 'arp' && kind !== 'dns' && (
          <Switch
            label="Payload is hex"
            checked={form.payloadIsHex}
            onChange={(payloadIsHex) => {
              change({ payloadIsHex })
            }}
          />
        )}
        {kind !== 'arp' && isIpv4 && (
          <Switch
            label="Router alert option"
            checked={form.routerAlert}
            onChange={(routerAlert) => {
              change({ routerAlert })
            }}
          />
        )}
        {kind !== 'arp' && isIpv4 && (
          <Select
            label="Fragment"
            value={form.fragment}
            options={FRAGMENTS}
            onChange={(fragment) => {
              change({ fragment })
            }}
          />
        )}
      </div>
      <div className={styles['preview']} role="status" aria-label="The frame">
        <p>
          {bytes === null
            ? 'Not a frame yet: something above is not right.'
            : `${summary} (${String(bytes.length)} bytes)`}
        </p>
        {bytes !== null && <pre>{hexRows(bytes)}</pre>}
      </div>
      <FormFoot name={name} error={error} ready={bytes !== null} onName={setName} onClose={props.onClose} />
    </form>
  )
}
