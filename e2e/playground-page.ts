/**
 * The page as a test sees it: by roles and accessible names alone, so that a test that passes is
 * also a page that a screen reader can use. No assertions here; those are the specs'.
 */
import { type Locator, type Page } from '@playwright/test'

export type RegionName = 'Source' | 'Program' | 'Machine' | 'Packet' | 'Packets'
export type LanguageName = 'Filter' | 'Assembly' | 'Bytecode'

export class PlaygroundPage {
  readonly page: Page
  /** The editor, or the plain text box that stands in for it. */
  readonly source: Locator
  readonly linkType: Locator
  readonly optimize: Locator
  readonly listing: Locator
  readonly verdict: Locator
  readonly scrubber: Locator
  readonly bytes: Locator
  readonly packets: Locator

  constructor(page: Page) {
    this.page = page
    this.source = page.getByRole('textbox', { name: 'Source text' })
    this.linkType = page.getByRole('combobox', { name: 'Link type' })
    this.optimize = page.getByRole('switch', { name: 'Optimize' }).or(page.getByRole('checkbox', { name: 'Optimize' }))
    this.listing = page.getByRole('table', { name: 'Program listing' })
    this.verdict = page.getByRole('status', { name: 'Verdict' })
    this.scrubber = page.getByRole('slider', { name: 'Step of the run' })
    this.bytes = page.getByRole('grid', { name: 'Packet bytes' })
    this.packets = page.getByRole('table', { name: 'Packets' }).or(page.getByRole('grid', { name: 'Packets' }))
  }

  /** @param hash a link's part from the `#` on; empty for the page as it opens for a newcomer */
  async open(hash = ''): Promise<void> {
    await this.page.goto(`./${hash}`)
  }

  region(name: RegionName): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  /** On a phone, to the tab that holds the pane; elsewhere it is in sight. */
  async show(name: RegionName): Promise<void> {
    const tab = this.page.getByRole('tab', { name, exact: true })
    await this.region(name).or(tab).first().waitFor()
    if (await tab.isVisible()) await tab.click()
  }

  button(name: 'Step' | 'Step back' | 'Run' | 'Reset' | 'Share'): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  async step(times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await this.button('Step').click()
  }

  async stepBack(times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await this.button('Step back').click()
  }

  /** @param name A, X, PC or M[0] … M[15] */
  register(name: string): Locator {
    return this.page
      .getByRole('table', { name: 'Registers' })
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name, exact: true }) })
  }

  /** The register's value now: the one cell of its row that holds eight hex digits alone. */
  value(name: string): Locator {
    return this.register(name).getByRole('cell', { name: /^0x[0-9a-f]{8}$/ })
  }

  /** Address, operation, operand and both targets of every instruction in the listing. */
  async listingRows(): Promise<string[][]> {
    const heads = await this.listing.getByRole('columnheader').allTextContents()
    const wanted = ['pc', 'op', 'operand', 'jt', 'jf'].map((name) => heads.findIndex((head) => head.trim() === name))
    const rows = this.listing.getByRole('row').filter({ has: this.page.getByRole('cell') })
    return rows.evaluateAll((all, columns) => {
      const cells = (row: Element) => [...row.querySelectorAll('[role=cell]')].map((cell) => cell.textContent.trim())
      return all.map((row) => columns.map((column) => cells(row)[column] ?? ''))
    }, wanted)
  }

  /** What the Share dialog offers. */
  async sharedAddress(): Promise<string> {
    return this.page.getByRole('textbox', { name: /link/i }).inputValue()
  }

  /** Presses Tab until the element has the focus; inside the editor Ctrl+M first, as the page says. */
  async tabTo(target: Locator): Promise<void> {
    for (let i = 0; i < 200; i++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      if (await this.source.evaluate((element) => element === document.activeElement))
        await this.page.keyboard.press('Control+m')
      await this.page.keyboard.press('Tab')
    }
    throw new Error('Tab does not get there')
  }

  /** The listing's row that runs next. */
  get currentRow(): Locator {
    return this.listing.locator('[role=row][aria-current=step], tr[aria-current=step]')
  }

  /** @param offset in bytes from the start of the frame */
  byte(offset: number): Locator {
    return this.bytes.getByRole('gridcell').nth(offset)
  }

  /** Offsets of the bytes that the last step loaded, ascending. */
  async loadedBytes(): Promise<number[]> {
    const marks = await this.bytes
      .getByRole('gridcell')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-selected') === 'true'))
    return marks.flatMap((selected, offset) => (selected ? [offset] : []))
  }

  /** Types over a byte of the frame. @param hex two digits */
  async typeByte(offset: number, hex: string): Promise<void> {
    await this.byte(offset).focus()
    await this.page.keyboard.type(hex)
  }

  async chooseLanguage(name: LanguageName): Promise<void> {
    const choice = this.page.getByRole('radio', { name }).or(this.page.getByRole('tab', { name }))
    await choice.click()
  }

  /** Replaces the whole source. */
  async typeSource(text: string): Promise<void> {
    await this.source.focus()
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.insertText(text)
  }
}
