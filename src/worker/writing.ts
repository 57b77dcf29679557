/**
 * Packets being written to a file: how far it is, told from time to time, and an end before the end.
 *
 * Left out on purpose: what is written; export-packets.ts knows that.
 */
import type { WritingState } from './protocol.ts'
import { paced, type Surroundings } from './surroundings.ts'

/** After each piece, with the packets done; false where no more is wanted. */
export type Rest = (done: number) => Promise<boolean>

/** Null where no more was wanted. */
type Work = (rest: Rest) => Promise<Blob | null>

export class Writing {
  private readonly surroundings: Surroundings
  /** Another object for each run: who was stopped stays so. */
  private current = { isWanted: false }

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings
  }

  stop(): void {
    this.current.isWanted = false
  }

  async run({ format, total }: Pick<WritingState, 'format' | 'total'>, work: Work): Promise<Blob | null> {
    const { tell } = this.surroundings
    const current = (this.current = { isWanted: true })
    const pace = paced(this.surroundings, (done: number) => {
      tell({ kind: 'writing', writing: { format, done, total } })
    })
    const rest: Rest = async (done) => {
      await pace(done)
      return current.isWanted
    }
    try {
      return await work(rest)
    } finally {
      tell({ kind: 'writing', writing: null })
    }
  }
}
