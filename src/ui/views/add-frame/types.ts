/** What the dialog is given; plain data. The form's shape is the builder's, told again because a view knows no store. */

export type Kind = 'icmp' | 'tcp' | 'udp' | 'dns' | 'arp'
export type Flag = 'FIN' | 'SYN' | 'RST' | 'PSH' | 'ACK' | 'URG'

export interface FormValues {
  readonly linkType: number
  readonly kind: Kind
  readonly version: 4 | 6
  readonly sourceMac: string
  readonly destinationMac: string
  readonly source: string
  readonly destination: string
  readonly sourcePort: string
  readonly destinationPort: string
  readonly flags: readonly Flag[]
  readonly tcpOptions: boolean
  readonly ttl: string
  readonly vlans: string
  readonly labels: string
  readonly routerAlert: boolean
  readonly fragment: 'none' | 'first' | 'later'
  readonly name: string
  readonly payload: string
  readonly payloadIsHex: boolean
}

/** The form's fields that are typed. */
export type TextKey = {
  [Key in keyof FormValues]: string extends FormValues[Key] ? Key : never
}[keyof FormValues]

export interface FormPreview {
  /** Null while something in the form is not right. */
  readonly bytes: Uint8Array | null
  readonly summary: string
  /** What is wanted, by field. */
  readonly problems: Partial<Record<keyof FormValues, string>>
}

export interface AddFrameDialogProps {
  readonly initialText: string
  readonly initialForm: FormValues
  /** Name of the link type that frames are built for. */
  readonly linkName: string
  readonly flags: readonly Flag[]
  readonly preview: (form: FormValues) => FormPreview
  /** Both give what is wrong, or null when the frame was added. */
  readonly onBuild: (name: string, form: FormValues) => string | null
  readonly onPaste: (name: string, text: string) => string | null
  readonly onClose: () => void
}
