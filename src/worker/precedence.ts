/** Work that somebody waits for, and work that lets it go first. */
export class Precedence {
  private running = 0
  private waiting: (() => void)[] = []

  /** Does what somebody waits for. */
  async first<Result>(work: () => Promise<Result>): Promise<Result> {
    this.running++
    try {
      return await work()
    } finally {
      if (--this.running === 0) for (const goOn of this.waiting.splice(0)) goOn()
    }
  }

  /** Resolves when nothing is done that somebody waits for. */
  async last(): Promise<void> {
    while (this.running > 0) await new Promise<void>((goOn) => void this.waiting.push(goOn))
  }
}
