/** Whether the passes still change something; see optimize.ts for who asks. */
import type { Watch } from './watch.ts'

export interface Progress {
  /** Something changed that may lead to more. */
  changed: boolean
  /** Something other than the place of a branch changed. */
  simplified: boolean
  /** Anything at all was altered: what is known of the graph may be out of date. */
  touched: boolean
  /** Who looks on; null for nobody. */
  readonly watch: Watch | null
}

export function simplified(progress: Progress): void {
  progress.changed = true
  progress.simplified = true
  progress.touched = true
}

/** A branch leads elsewhere. */
export function moved(progress: Progress): void {
  progress.changed = true
  progress.touched = true
}
