/**
 * What the store needs of a browser, as an interface, so that it lives without one.
 */
export interface Ports {
  /** Puts a fragment into the address bar, without a new entry in the history. */
  showLink(hash: string): void
  /** The whole address of this page with that fragment. */
  address(hash: string): string
  /** False where the browser does not allow it. */
  copyText(text: string): Promise<boolean>
}

/** A place without an address bar or a clipboard: tests, and a page that is not connected yet. */
export const nowhere: Ports = {
  showLink: () => undefined,
  address: (hash) => hash,
  copyText: () => Promise.resolve(false),
}
