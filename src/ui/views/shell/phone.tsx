/** What a phone has instead of the columns: a short top bar, tabs for the panes, rows for the settings. */
import type { ReactNode } from 'react'
import {
  BrandMark,
  ChipIcon,
  HashIcon,
  ListIcon,
  SourceIcon,
  TableIcon,
  UploadIcon,
  type IconProps,
} from '../../marks/index.ts'
import { Button } from '../controls/index.ts'
import {
  ContextPicker,
  LanguagePicker,
  LinkTypePicker,
  OptimizeSwitch,
  OptionsButton,
  type CompileSettings,
} from './TopBarView.tsx'
import styles from './shell.module.css'

interface PhoneTopProps {
  readonly source: string
  readonly undo: ReactNode
  readonly onShare: () => void
}

export function PhoneTopView({ source, undo, onShare }: PhoneTopProps) {
  return (
    <header className={styles['phoneTop']}>
      <BrandMark />
      <h1>
        <span className="visually-hidden">BPF Playground: </span>
        {source}
      </h1>
      {undo}
      <Button square aria-label="Share" onClick={onShare}>
        <UploadIcon />
      </Button>
    </header>
  )
}

export const PHONE_PANES = ['source', 'program', 'machine', 'packet', 'packets'] as const
export type PhonePaneName = (typeof PHONE_PANES)[number]

const TABS: Record<PhonePaneName, { readonly title: string; readonly Icon: (props: IconProps) => ReactNode }> = {
  source: { title: 'Source', Icon: SourceIcon },
  program: { title: 'Program', Icon: ListIcon },
  machine: { title: 'Machine', Icon: ChipIcon },
  packet: { title: 'Packet', Icon: HashIcon },
  packets: { title: 'Packets', Icon: TableIcon },
}

interface TabBarProps {
  readonly pane: PhonePaneName
  readonly onChange: (pane: PhonePaneName) => void
}

export function TabBar({ pane, onChange }: TabBarProps) {
  return (
    <nav aria-label="Panes">
      <div className={styles['tabs']} role="tablist" aria-label="Panes">
        {PHONE_PANES.map((name, index) => {
          const { title, Icon } = TABS[name]
          return (
            <button
              key={name}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={name === pane}
              aria-controls={`pane-${name}`}
              tabIndex={name === pane ? 0 : -1}
              onClick={() => {
                onChange(name)
              }}
              onKeyDown={(event) => {
                const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
                if (move === undefined) return
                const next = PHONE_PANES[(index + move + PHONE_PANES.length) % PHONE_PANES.length]
                if (next === undefined) return
                onChange(next)
                document.getElementById(`tab-${next}`)?.focus()
              }}
            >
              <Icon />
              {title}
            </button>
          )
        })}
      </div>
    </nav>
  )
}

interface PhoneSettingsProps extends CompileSettings {
  readonly examples: ReactNode
  readonly exportMenu: ReactNode
  readonly themeMenu: ReactNode
}

/** The settings that have no room in a phone's top bar, as rows under the source. */
export function PhoneSettings(props: PhoneSettingsProps) {
  return (
    <>
      <Setting title="Runs in">
        <ContextPicker {...props} className={styles['link']} />
      </Setting>
      {props.context === 'socket' ? (
        <Setting title="Link type">
          <LinkTypePicker {...props} className={styles['link']} />
        </Setting>
      ) : null}
      <Setting title="Optimizer">
        <OptimizeSwitch {...props} />
      </Setting>
      {props.language === 'filter' ? (
        <Setting title="Options">
          <OptionsButton options={props.options} />
        </Setting>
      ) : null}
      <Setting title="Examples">{props.examples}</Setting>
      <Setting title="Export">{props.exportMenu}</Setting>
      <Setting title="Theme">{props.themeMenu}</Setting>
    </>
  )
}

function Setting({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles['setting']}>
      <span aria-hidden="true">{title}</span>
      {children}
    </div>
  )
}

export function PhoneLanguages(props: Pick<CompileSettings, 'language' | 'onLanguage'>) {
  return <LanguagePicker {...props} className={styles['languages']} />
}
