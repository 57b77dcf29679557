/**
 * The page: bars, panes, dialogs, in the layout that the window has room for.
 * Left out on purpose: the store, which main.tsx makes; a test brings its own.
 */
import './styles/index.css'
import { useApp } from '../store/index.ts'
import { DialogProvider } from './dialog-state.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { MediumLayout, PhoneLayout, WideLayout } from './layouts.tsx'
import { Dialogs } from './panes/dialogs/index.ts'
import { Notice } from './panes/notice/index.ts'
import { SpokenStep } from './panes/spoken-step/index.ts'
import { StatusBar } from './panes/status-bar/index.ts'
import { StepBar } from './panes/step-bar/index.ts'
import { PhoneTop, TopBar } from './panes/top-bar/index.ts'
import { PHONE, WIDE, useMediaQuery } from './use-media-query.ts'
import { useFileDrop } from './use-file-drop.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { useThemeOnDocument } from './use-theme.ts'
import { TabBar } from './views/shell/index.ts'
import styles from './App.module.css'

export function App() {
  return (
    <ErrorBoundary>
      <DialogProvider>
        <Page />
        <Dialogs />
      </DialogProvider>
    </ErrorBoundary>
  )
}

function Page() {
  useThemeOnDocument()
  useShortcuts()
  useFileDrop(
    useApp((state) => state.prepareCapture),
    useApp((state) => state.openCapture),
  )
  const phone = useMediaQuery(PHONE)
  return (
    <>
      {phone ? <PhonePage /> : <DeskPage />}
      <SpokenStep />
    </>
  )
}

function DeskPage() {
  const wide = useMediaQuery(WIDE)
  return (
    <div className={styles['app']}>
      <TopBar />
      <Notice />
      <main className={styles['main']}>{wide ? <WideLayout /> : <MediumLayout />}</main>
      <StatusBar />
    </div>
  )
}

function PhonePage() {
  const pane = useApp((state) => state.phonePane)
  const setPane = useApp((state) => state.setPhonePane)
  return (
    <div className={styles['app']}>
      <PhoneTop />
      <Notice />
      <main className={styles['main']}>
        <PhoneLayout />
      </main>
      <StepBar />
      <TabBar pane={pane} onChange={setPane} />
    </div>
  )
}
