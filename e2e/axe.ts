/** What axe finds that matters: serious and critical faults, each with its rule and where it is. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

export interface Extent {
  /** A selector of what is looked at; everything if left out. */
  readonly within?: string
  /** All that a theme can make wrong. */
  readonly colours?: boolean
}

export async function seriousFaults(page: Page, { within, colours = false }: Extent = {}): Promise<string[]> {
  // Colours on their way from one to another are neither.
  await page.waitForFunction(() => !document.getAnimations().some((animation) => animation instanceof CSSTransition))
  // The legacy mode is for pages without frames of other origins, and this page has no frames: it saves a blank tab.
  // And axe itself, half a megabyte that would be sent twice each time, is sent to a page once.
  const isThere = await page.evaluate(() => 'axe' in window)
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: '0' } : {}) }).setLegacyMode()
  // What is right is not told: it is some megabytes of words each time.
  axe.options({ resultTypes: ['violations'], preload: false })
  if (within !== undefined) axe.include(within)
  if (colours) axe.withRules(['color-contrast', 'link-in-text-block'])
  const { violations } = await axe.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
