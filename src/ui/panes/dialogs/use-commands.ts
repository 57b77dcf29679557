/** Every action of the page as a command with a name, for the palette. */
import { examples, exportFormats, useApp } from '../../../store/index.ts'
import { useDialogs } from '../../dialog-state.tsx'
import { keysOf } from '../../keymap.ts'
import { usePickCapture } from '../../use-pick-capture.ts'
import type { CommandItem } from '../../views/palette/index.ts'
import { CONTEXTS, LANGUAGES, THEMES } from '../../views/shell/index.ts'
import { useExport } from '../top-bar/index.ts'

export function useCommands(): CommandItem[] {
  return [...useRunCommands(), ...useSourceCommands(), ...useExportCommands(), ...usePageCommands()]
}

function useRunCommands(): CommandItem[] {
  const breakpoint = useApp((state) => state.toggleBreakpointHere)
  const group = 'Run'
  return [
    { id: 'step', group, title: 'Step', shortcut: keysOf('step'), run: useApp((state) => state.stepForward) },
    { id: 'back', group, title: 'Step back', shortcut: keysOf('step-back'), run: useApp((state) => state.stepBack) },
    { id: 'run', group, title: 'Run', shortcut: keysOf('run'), run: useApp((state) => state.run) },
    { id: 'run-back', group, title: 'Run back', shortcut: keysOf('run-back'), run: useApp((state) => state.runBack) },
    { id: 'reset', group, title: 'Reset', shortcut: keysOf('reset'), run: useApp((state) => state.reset) },
    {
      id: 'breakpoint',
      group,
      title: 'Toggle the breakpoint at the current instruction',
      shortcut: keysOf('breakpoint'),
      run: breakpoint,
    },
  ]
}

function useSourceCommands(): CommandItem[] {
  const setLanguage = useApp((state) => state.setLanguage)
  const setContext = useApp((state) => state.setContext)
  const showProgramAs = useApp((state) => state.showProgramAs)
  const optimize = useApp((state) => state.optimize)
  const setOptimize = useApp((state) => state.setOptimize)
  const openExample = useApp((state) => state.openExample)
  return [
    { id: 'undo', group: 'Source', title: 'Undo', shortcut: keysOf('undo'), run: useApp((state) => state.undo) },
    { id: 'redo', group: 'Source', title: 'Redo', shortcut: keysOf('redo'), run: useApp((state) => state.redo) },
    ...LANGUAGES.map(({ value, title }) => ({
      id: `language-${value}`,
      group: 'Source',
      title: `Write ${title.toLowerCase()}`,
      run: () => {
        setLanguage(value)
      },
    })),
    ...CONTEXTS.map(({ value, title }) => ({
      id: `context-${value}`,
      group: 'Source',
      title: `Run it in: ${title}`,
      run: () => {
        setContext(value)
      },
    })),
    ...(['assembly', 'bytecode'] as const).map((language) => ({
      id: `as-${language}`,
      group: 'Source',
      title: `Show this program as ${language}`,
      run: () => {
        showProgramAs(language)
      },
    })),
    {
      id: 'optimize',
      group: 'Source',
      title: optimize ? 'Switch the optimizer off' : 'Switch the optimizer on',
      run: () => {
        setOptimize(!optimize)
      },
    },
    ...examples.map(({ id, title }) => ({
      id: `example-${id}`,
      group: 'Examples',
      title,
      run: () => {
        openExample(id)
      },
    })),
  ]
}

function useExportCommands(): CommandItem[] {
  const copy = useExport()
  if (copy === null) return []
  return exportFormats.map(({ format, title }) => ({
    id: `export-${format}`,
    group: 'Copy the program as',
    title,
    run: () => {
      copy(format)
    },
  }))
}

function usePageCommands(): CommandItem[] {
  const { show } = useDialogs()
  const setTheme = useApp((state) => state.setTheme)
  const pickCapture = usePickCapture()
  const group = 'Page'
  return [
    {
      id: 'share',
      group,
      title: 'Share a link',
      run: () => {
        show('share')
      },
    },
    {
      id: 'open-capture',
      group,
      title: 'Open a capture',
      run: pickCapture,
    },
    {
      id: 'help',
      group,
      title: 'Keys and marks',
      shortcut: keysOf('help'),
      run: () => {
        show('help')
      },
    },
    ...THEMES.map(({ value, title }) => ({
      id: `theme-${value}`,
      group,
      title: `Colours: ${title.toLowerCase()}`,
      run: () => {
        setTheme(value)
      },
    })),
  ]
}
