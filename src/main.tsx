/** Builds the store and mounts the app; nothing else. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { invariant } from './base/index.ts'
import { AppStoreProvider, browserPorts, connectSession, createAppStore } from './store/index.ts'
import { App } from './ui/index.ts'

const root = document.getElementById('root')
invariant(root !== null, 'index.html has an element #root')

const store = createAppStore(browserPorts(window))
// Mounted only when the link or the saved work stands, so that nobody sees one program turn into another.
void connectSession(store, window).then(() => {
  createRoot(root).render(
    <StrictMode>
      <AppStoreProvider value={store}>
        <App />
      </AppStoreProvider>
    </StrictMode>,
  )
  void store.getState().bringLate()
})
