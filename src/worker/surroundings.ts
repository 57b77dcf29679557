/** What the engine needs around it: somebody to tell, and time. */
import type { Event } from './protocol.ts'

/** Milliseconds until messages are let in, and until the page is told how far something is. */
const PATIENCE = 2
const TELL_EVERY = 100

export interface Surroundings {
  readonly tell: (event: Event) => void
  /** Resolves when waiting messages have been heard. */
  readonly pause: () => Promise<void>
  readonly now: () => number
}

/**
 * What long work calls after each piece of it: when it is time for that, the page is told, and messages are let in.
 * `tell` gets what the call got.
 */
export function paced<Progress extends readonly unknown[]>(
  { now, pause }: Surroundings,
  tell: (...progress: Progress) => void,
): (...progress: Progress) => Promise<void> {
  let told = now()
  let rested = told
  return async (...progress) => {
    const at = now()
    if (at - told > TELL_EVERY) {
      tell(...progress)
      told = at
    }
    if (at - rested > PATIENCE) {
      await pause()
      rested = now()
    }
  }
}
