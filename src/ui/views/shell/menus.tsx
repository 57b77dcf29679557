/** The top bar's menus: examples, export, theme. Each gets its items as plain data. */
import { ChevronDown, DownloadIcon, ThemeIcon } from '../../marks/index.ts'
import { Button } from '../controls/index.ts'
import { Menu } from '../late/index.ts'
import styles from './shell.module.css'

export interface ExampleItem {
  readonly id: string
  readonly title: string
  readonly group: string
  readonly blurb: string
}

interface ExamplesMenuProps {
  readonly examples: readonly ExampleItem[]
  readonly onChoose: (id: string) => void
}

export function ExamplesMenu({ examples, onChoose }: ExamplesMenuProps) {
  const groups = [...new Set(examples.map((example) => example.group))]
  return (
    <Menu
      trigger={
        <Button>
          Examples
          <ChevronDown small className={styles['chevron'] ?? ''} />
        </Button>
      }
      sections={groups.map((title) => ({
        title,
        entries: examples
          .filter(({ group }) => group === title)
          .map(({ id, title, blurb }) => ({
            key: id,
            title,
            note: blurb,
            onSelect: () => {
              onChoose(id)
            },
          })),
      }))}
    />
  )
}

export interface ExportItem {
  readonly id: string
  readonly title: string
}

interface ExportMenuProps {
  readonly formats: readonly ExportItem[]
  /** Null where there is no program to export. */
  readonly onCopy: ((id: string) => void) | null
  readonly onOpenAs: (language: 'assembly' | 'bytecode') => void
}

const SOURCES = [
  { key: 'assembly', title: 'Assembly' },
  { key: 'bytecode', title: 'Bytecode' },
] as const

export function ExportMenu({ formats, onCopy, onOpenAs }: ExportMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button disabled={onCopy === null}>
          <DownloadIcon className={styles['narrowOnly'] ?? ''} />
          <span className={styles['exportWord']}>Export</span>
          <ChevronDown small className={styles['chevron'] ?? ''} />
        </Button>
      }
      sections={[
        {
          title: 'Go on in the editor as',
          entries: SOURCES.map(({ key, title }) => ({
            key,
            title,
            onSelect: () => {
              onOpenAs(key)
            },
          })),
        },
        {
          title: 'Copy the program as',
          entries: formats.map(({ id, title }) => ({
            key: id,
            title,
            onSelect: () => {
              onCopy?.(id)
            },
          })),
        },
      ]}
    />
  )
}

export type ThemeName = 'system' | 'light' | 'dark'

export const THEMES = [
  { value: 'system', title: 'As the system' },
  { value: 'light', title: 'Light' },
  { value: 'dark', title: 'Dark' },
] as const

interface ThemeMenuProps {
  readonly theme: ThemeName
  readonly onChange: (theme: ThemeName) => void
  /** Names the choice beside the icon, where there is room for it. */
  readonly wordy: boolean
}

export function ThemeMenu({ theme, onChange, wordy }: ThemeMenuProps) {
  const title = THEMES.find(({ value }) => value === theme)?.title
  return (
    <Menu
      align="end"
      trigger={
        <Button square={!wordy} aria-label="Theme" title="Theme">
          <ThemeIcon />
          {wordy ? title : null}
        </Button>
      }
      sections={[
        {
          title: '',
          chosen: theme,
          entries: THEMES.map(({ value, title }) => ({
            key: value,
            title,
            onSelect: () => {
              onChange(value)
            },
          })),
        },
      ]}
    />
  )
}
