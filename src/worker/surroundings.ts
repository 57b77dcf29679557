/** What the engine needs around it: somebody to tell, and time. */
import type { Event } from './protocol.ts'

/** Milliseconds until messages are let in, and until the page is told how far something is. */
export const PATIENCE = 12
export const TELL_EVERY = 100

export interface Surroundings {
  readonly tell: (event: Event) => void
  /** Resolves when waiting messages have been heard. */
  readonly pause: () => Promise<void>
  readonly now: () => number
}
