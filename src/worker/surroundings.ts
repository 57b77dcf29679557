/** What the engine needs around it: somebody to tell, and time. */
import type { Event } from './protocol.ts'

export interface Surroundings {
  readonly tell: (event: Event) => void
  /** Resolves when waiting messages have been heard. */
  readonly pause: () => Promise<void>
  readonly now: () => number
}
