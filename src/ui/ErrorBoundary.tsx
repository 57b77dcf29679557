/**
 * Where a bug of ours ends up: says so in plain words and offers to start again. A person's mistake never comes here.
 */
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { Button } from './views/controls/index.ts'
import styles from './App.module.css'

interface BoundaryState {
  readonly message: string | null
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { message: null }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack)
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children
    return (
      <main className={styles['broken']}>
        <h1>This page has a bug, and you have just met it</h1>
        <p>What you wrote is saved in this browser. Loading the page again brings it back.</p>
        <pre>{this.state.message}</pre>
        <Button
          look="primary"
          onClick={() => {
            window.location.reload()
          }}
        >
          Load again
        </Button>
      </main>
    )
  }
}
