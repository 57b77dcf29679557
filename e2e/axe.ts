/** What axe finds that matters: serious and critical faults, each with its rule and where it is. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

export async function seriousFaults(page: Page): Promise<string[]> {
  // The legacy mode is for pages without frames of other origins, and this page has no frames: it saves a blank tab.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
