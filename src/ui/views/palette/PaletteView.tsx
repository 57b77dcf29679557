/** The command palette: every action of the page by name. cmdk does the matching and the keys. */
import { Command } from 'cmdk'
import { Dialog } from '../popups/index.ts'
import styles from './palette.module.css'

export interface CommandItem {
  readonly id: string
  readonly title: string
  readonly group: string
  readonly shortcut?: string
  readonly run: () => void
}

interface PaletteViewProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly commands: readonly CommandItem[]
}

export function PaletteView({ open, onClose, commands }: PaletteViewProps) {
  const groups = [...new Set(commands.map((command) => command.group))]
  return (
    <Dialog title="Commands" description="Type to find a command, Enter to run it." open={open} onClose={onClose}>
      <Command label="Commands" loop filter={scoreOf} className={styles['palette']}>
        <Command.Input autoFocus placeholder="Find a command" className={styles['paletteInput']} />
        <Command.List className={styles['paletteList']}>
          <Command.Empty className={styles['paletteEmpty']}>No command has that name.</Command.Empty>
          {groups.map((group) => (
            <Command.Group key={group} heading={group}>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <Command.Item
                    key={command.id}
                    value={command.id}
                    keywords={[command.title, command.group]}
                    className={styles['paletteItem']}
                    onSelect={() => {
                      onClose()
                      command.run()
                    }}
                  >
                    {command.title}
                    {command.shortcut === undefined ? null : <kbd>{command.shortcut}</kbd>}
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  )
}

/** How well a command fits what was typed: every word must occur; a title that starts with it comes first. */
export function scoreOf(_id: string, search: string, keywords: readonly string[] = []): number {
  const title = (keywords[0] ?? '').toLowerCase()
  const wanted = search.trim().toLowerCase()
  if (title.startsWith(wanted)) return 1
  if (title.includes(wanted)) return 0.8
  const all = keywords.join(' ').toLowerCase()
  return wanted.split(/\s+/).every((word) => all.includes(word)) ? 0.5 : 0
}
