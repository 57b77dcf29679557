/**
 * The top bar: name, examples, what the source is and how it is compiled, and what can be done with the whole.
 * Left out on purpose: the phone's bar (PhoneTopView), whose settings live in the source pane.
 */
import type { ReactNode } from 'react'
import { BrandMark, ChevronDown, HelpIcon, SearchIcon, SlidersIcon } from '../../marks/index.ts'
import { Button, Segmented, Select, Switch } from '../controls/index.ts'
import { Popover } from '../late/index.ts'
import { OptionsForm, type OptionsFormProps } from './OptionsForm.tsx'
import styles from './shell.module.css'

export const LANGUAGES = [
  { value: 'filter', title: 'Filter' },
  { value: 'assembly', title: 'Assembly' },
  { value: 'bytecode', title: 'Bytecode' },
] as const

export type LanguageName = (typeof LANGUAGES)[number]['value']

export const CONTEXTS = [
  { value: 'socket', title: 'Socket', note: 'Frames from their link header on: tcpdump, SO_ATTACH_FILTER' },
  { value: 'xt_bpf', title: 'iptables', note: 'Packets from their network header on: -m bpf (xt_bpf)' },
  { value: 'seccomp', title: 'seccomp', note: 'System calls' },
] as const

export type ContextName = (typeof CONTEXTS)[number]['value']

export interface CompileSettings {
  /** Where the program runs; the link type is chosen on a socket alone. */
  readonly context: ContextName
  readonly onContext: (context: ContextName) => void
  readonly language: LanguageName
  readonly onLanguage: (language: LanguageName) => void
  readonly linkType: number
  readonly linkTypes: readonly {
    readonly value: number
    readonly title: string
    readonly note: string
    readonly group: string
  }[]
  readonly onLinkType: (linkType: number) => void
  readonly optimize: boolean
  readonly onOptimize: (optimize: boolean) => void
  readonly options: OptionsFormProps
}

interface TopBarViewProps extends CompileSettings {
  readonly examples: ReactNode
  readonly undo: ReactNode
  readonly exportMenu: ReactNode
  readonly themeMenu: ReactNode
  readonly onPalette: () => void
  readonly onShare: () => void
  readonly onHelp: () => void
  readonly paletteKey: string
}

export function TopBarView(props: TopBarViewProps) {
  return (
    <header className={styles['top']}>
      <span className={styles['brand']}>
        <BrandMark />
        <h1>BPF Playground</h1>
      </span>
      {props.examples}
      {props.undo}
      <span className={styles['gap']} />
      <LanguagePicker {...props} className={styles['languagesTop']} />
      <span className={styles['gap']} />
      <ContextPicker {...props} />
      {props.context === 'socket' ? <LinkTypePicker {...props} className={styles['link']} /> : null}
      <OptimizeSwitch {...props} />
      {props.language === 'filter' ? <OptionsButton options={props.options} /> : null}
      <span className={styles['grow']} />
      <button type="button" className={styles['find']} aria-label="Command palette" onClick={props.onPalette}>
        <SearchIcon />
        <span>Find a command</span>
        <kbd>{props.paletteKey}</kbd>
      </button>
      {props.exportMenu}
      <Button look="line" onClick={props.onShare}>
        Share
      </Button>
      {props.themeMenu}
      <Button square aria-label="Help" title="Keys and marks" onClick={props.onHelp}>
        <HelpIcon />
      </Button>
    </header>
  )
}

type Placed<T> = T & { readonly className?: string | undefined }

export function LanguagePicker({
  language,
  onLanguage,
  className,
}: Placed<Pick<CompileSettings, 'language' | 'onLanguage'>>) {
  return <Segmented label="Language" value={language} options={LANGUAGES} onChange={onLanguage} className={className} />
}

export function ContextPicker({
  context,
  onContext,
  className,
}: Placed<Pick<CompileSettings, 'context' | 'onContext'>>) {
  return (
    <Select label="Runs in" prefix="In" value={context} options={CONTEXTS} onChange={onContext} className={className} />
  )
}

export function LinkTypePicker({
  linkType,
  linkTypes,
  onLinkType,
  className,
}: Placed<Pick<CompileSettings, 'linkType' | 'linkTypes' | 'onLinkType'>>) {
  return (
    <Select
      label="Link type"
      prefix="Link"
      mono
      value={linkType}
      options={linkTypes}
      onChange={onLinkType}
      className={className}
    />
  )
}

export function OptimizeSwitch({
  language,
  optimize,
  onOptimize,
}: Pick<CompileSettings, 'language' | 'optimize' | 'onOptimize'>) {
  const filter = language === 'filter'
  return (
    <Switch
      label="Optimize"
      checked={optimize}
      onChange={onOptimize}
      disabled={!filter}
      title={filter ? 'As tcpdump does; off is tcpdump -O' : 'Only filters are optimized'}
    />
  )
}

export function OptionsButton({ options }: { readonly options: OptionsFormProps }) {
  const value = `${options.live ? 'live, ' : ''}snaplen ${options.snaplen}`
  return (
    <Popover
      label="Compile options"
      trigger={
        <Button aria-label={`Options ${value}`} title={`Options ${value}`}>
          <SlidersIcon className={styles['narrowOnly'] ?? ''} />
          <span className={styles['optionsWord']}>Options</span>
          <span className={`${styles['value']} ${styles['wideOnly']}`}>{value}</span>
          <ChevronDown small className={styles['chevron'] ?? ''} />
        </Button>
      }
    >
      <OptionsForm {...options} />
    </Popover>
  )
}
