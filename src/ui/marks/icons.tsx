/**
 * The page's own drawn icons, all on one 16-unit grid with one stroke, so that they sit together.
 * Left out on purpose: any meaning; an icon without a `label` is decoration and the control around it has the name.
 */
import { Icon, type IconProps } from './glyph.tsx'
import styles from './marks.module.css'

/** One icon from its path data. */
function drawn(d: string) {
  return function DrawnIcon(props: IconProps) {
    return (
      <Icon {...props}>
        <path d={d} />
      </Icon>
    )
  }
}

/** As `drawn`, with the solid part of a transport control filled. */
function transport(solid: string, line: string) {
  return function TransportIcon(props: IconProps) {
    return (
      <Icon {...props}>
        <path d={solid} fill="currentColor" strokeWidth="1" />
        {line === '' ? null : <path d={line} />}
      </Icon>
    )
  }
}

export const ChevronDown = drawn('m5 6.5 3 3 3-3')
export const ChevronRight = drawn('m6.5 5 3 3-3 3')
export const CheckIcon = drawn('m3.5 8.5 3 3 6-7')
export const CrossIcon = drawn('m4 4 8 8M12 4l-8 8')
export const PlusIcon = drawn('M8 3.5v9M3.5 8h9')
export const UndoIcon = drawn('M6 4 3 7l3 3M3.5 7H10a3 3 0 0 1 0 6H7')
export const RedoIcon = drawn('m10 4 3 3-3 3M12.5 7H6a3 3 0 0 0 0 6h3')
export const ResetIcon = drawn('M3.2 6.2A5.2 5.2 0 1 1 2.9 9M3 2.8v3.6h3.6')
export const UploadIcon = drawn('M8 10V2.5M5 5l3-3 3 3M4.5 7.5h-1v6h9v-6h-1')
export const DownloadIcon = drawn('M8 2.5V10M5 7l3 3 3-3M3 12.5h10')
export const PencilIcon = drawn('M3 13l.6-2.9L10.8 2.9l2.3 2.3-7.2 7.2zM9.3 4.4l2.3 2.3')
export const SlidersIcon = drawn('M2.5 5H9M12 5h1.5M2.5 11H4M7 11h6.5M10.5 3.5v3M5.5 9.5v3')
export const WarningIcon = drawn('M8 2.5 14 13H2zM8 6.5v3M8 11.3v.1')
export const SourceIcon = drawn('m5.5 4.5-3.5 3.5 3.5 3.5M10.5 4.5 14 8l-3.5 3.5')
export const ListIcon = drawn('M6 4h7.5M6 8h7.5M6 12h7.5M2.8 4h.1M2.8 8h.1M2.8 12h.1')
export const HashIcon = drawn('M2.5 4h11M2.5 8h11M2.5 12h11M6 2v12M10 2v12')
export const BackIcon = transport('M13 3.2v9.6L6 8z', 'M3.5 3.5v9')
export const StepIcon = transport('M3 3.2v9.6L10 8z', 'M12.5 3.5v9')
export const RunIcon = transport('M2.5 3.5v9L8 8zM8.5 3.5v9L14 8z', '')
export const RunBackIcon = transport('M13.5 3.5v9L8 8zM7.5 3.5v9L2 8z', '')

export function CopyIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M3 10.5a1 1 0 0 1-.5-1v-6a1 1 0 0 1 1-1h6a1 1 0 0 1 1 .5" />
    </Icon>
  )
}

export function ErrorIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="8" cy="8" r="5.75" />
      <path d="m5.8 5.8 4.4 4.4M10.2 5.8l-4.4 4.4" />
    </Icon>
  )
}

export function InfoIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 7.3v3.6M8 4.9v.1" />
    </Icon>
  )
}

export function HelpIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M6.4 6.4a1.6 1.6 0 1 1 2.3 1.5c-.5.2-.7.5-.7 1.1M8 11.2v.1" />
    </Icon>
  )
}

export function ThemeIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5v11A5.5 5.5 0 0 0 8 2.5z" fill="currentColor" />
    </Icon>
  )
}

export function SearchIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="7" cy="7" r="4" />
      <path d="m10 10 3.5 3.5" />
    </Icon>
  )
}

export function ChipIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <rect x="4" y="4" width="8" height="8" rx="1" />
      <path d="M6 1.5V4M10 1.5V4M6 12v2.5M10 12v2.5M1.5 6H4M1.5 10H4M12 6h2.5M12 10h2.5" />
    </Icon>
  )
}

export function TableIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <rect x="2.5" y="3" width="11" height="10" rx="1" />
      <path d="M2.5 6.3h11M2.5 9.6h11M6 6.3V13" />
    </Icon>
  )
}

/** From one value to the next. */
export function ArrowRight({ label = 'to' }: IconProps) {
  return (
    <Icon small className={styles['inline'] ?? ''} label={label}>
      <path d="M2.5 8h11M9.5 4l4 4-4 4" />
    </Icon>
  )
}

/** The name's mark: a jump that forks. */
export function BrandMark({ className }: { readonly className?: string }) {
  return (
    <svg
      className={className}
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M2 9h4l4-4.5h5M6 9l4 4.5h5" />
      <path d="m13 2.3 2.3 2.2L13 6.7" />
      <circle cx="15" cy="13.5" r="1.7" fill="var(--bg-app)" />
    </svg>
  )
}
