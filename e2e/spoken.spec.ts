/** What a screen reader is told without being asked: whatever changes in a live region, and nothing else. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

declare global {
  interface Window {
    heard: string[]
  }
}

/** From now on writes down the words of each live region that changes; a region that comes with its words counts too. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const live = '[aria-live]:not([aria-live=off]), [role=status], [role=alert], output'
    window.heard = []
    const words = (region: Element): string => {
      const copy = region.cloneNode(true) as Element
      for (const hidden of copy.querySelectorAll('[aria-hidden=true], [hidden]')) hidden.remove()
      return copy.textContent.trim().replaceAll(/\s+/g, ' ')
    }
    const said = new Map(Array.from(document.querySelectorAll(live), (region) => [region, words(region)]))
    new MutationObserver(() => {
      for (const region of document.querySelectorAll(live)) {
        const now = words(region)
        if (now !== (said.get(region) ?? '') && now !== '' && region.closest('[hidden]') === null)
          window.heard.push(now)
        said.set(region, now)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
}

/** What was said since it was asked last; waits until there is something and the page is at rest. */
async function heard(page: Page): Promise<string[]> {
  await page.waitForFunction(() => window.heard.length > 0)
  return page.evaluate(async () => {
    for (let before = -1; before !== window.heard.length;) {
      before = window.heard.length
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    return window.heard.splice(0)
  })
}

test('steps, a breakpoint, a verdict: each is said once, and only what has changed', async ({ playground, page }) => {
  await playground.open('#v=1&lang=filter&dlt=EN10MB&f=dst+host+192.168.1.1+and+ip&pkt=icmp-echo&bp=3')
  // What is told about the program comes a moment later; before that it would count as said.
  await expect(page.getByRole('region', { name: 'Why' })).toBeVisible()
  await expect(page.locator('.monaco-editor')).toBeVisible()
  await expect(playground.region('Machine').getByText('Stop where')).toBeVisible()
  await listen(page)
  await page.keyboard.press('F10')
  expect(await heard(page)).toEqual(['Step 1: ldh [12], A is 0x00000800'])
  await page.keyboard.press('F10')
  expect(await heard(page)).toEqual(['Step 2: jeq #0x800'])
  await page.keyboard.press('F8')
  expect(await heard(page)).toEqual(['Step 3: ld [30], A is 0xc0a80101, breakpoint at 003'])
  await page.keyboard.press('F8')
  const atEnd = await heard(page)
  expect(atEnd.toSorted()).toEqual(['Accept 262144 clause b is true', 'Step 5: ret #262144'])
})

test('an edit that keeps the step, one that does not, and an error', async ({ playground, page }) => {
  await playground.open('#v=1&lang=filter&dlt=EN10MB&f=dst+host+192.168.1.1+and+ip&pkt=icmp-echo&step=3')
  await expect(page.getByRole('region', { name: 'Why' })).toBeVisible()
  await expect(page.locator('.monaco-editor')).toBeVisible()
  await expect(playground.region('Machine').getByText('Stop where')).toBeVisible()
  await listen(page)
  await playground.typeByte(33, '09')
  expect(await heard(page)).toEqual(['Still at step 3: ld [30], A is 0xc0a80109'])
  await playground.typeByte(12, '86')
  const moved = await heard(page)
  expect(moved).toContain('The run goes another way now; the page has gone back to step 2, which both have.')
  expect(moved.filter((words) => /step \d:/i.test(words))).toHaveLength(1)
  await playground.typeSource('dst host 192.168.1.256 and ip')
  expect(await heard(page)).toContainEqual(expect.stringMatching(/^1 error/))
})
