/**
 * Tells a text that comes back from the page apart from one that the page means.
 *
 * The editor tells each text typed; the page answers by handing it back, perhaps after the next key.
 * A late answer must not take back what has been typed since, a text the page made itself must be shown.
 * Leaves out: a page that alters what it is told; its text counts as its own and is shown.
 */
export class Echoes {
  #awaited: string[] = []

  told(text: string): void {
    this.#awaited.push(text)
  }

  /** True where `text` is an answer to something told; what was told before it is answered too. */
  take(text: string): boolean {
    const at = this.#awaited.lastIndexOf(text)
    this.#awaited = this.#awaited.slice(at + 1)
    if (at < 0) this.forget()
    return at >= 0
  }

  /** From here on nothing is awaited. */
  forget(): void {
    this.#awaited = []
  }
}
