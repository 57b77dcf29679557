/** Whether the passes still change something; see optimize.ts for who asks. */
export interface Progress {
  /** Something changed. */
  changed: boolean
  /** Something other than the place of a branch changed. */
  simplified: boolean
}

export function simplified(progress: Progress): void {
  progress.changed = true
  progress.simplified = true
}
