/** Everything linked: a clause, its instructions, and the other way round. */
import { expect, test } from './fixtures.ts'

test('pointing at a clause lights its instructions', async ({ playground, page }) => {
  await playground.open()
  const rows = playground.listing.getByRole('row').filter({ has: page.getByRole('cell') })
  const lit = () => rows.evaluateAll((all) => all.flatMap((row, pc) => (row.hasAttribute('data-lit') ? [pc] : [])))
  await expect(page.locator('.monaco-editor')).toBeVisible()
  expect(await lit()).toEqual([])

  // In the editor: the text of clause b, `ip`.
  await page.locator('.monaco-editor .view-line').getByText('ip', { exact: true }).hover()
  await expect.poll(lit).toEqual([0, 1])
  // Clause a is the address.
  await page.locator('.monaco-editor .view-line').getByText('192.168.1.1').hover()
  await expect.poll(lit).toEqual([0, 1, 2, 3])
})

test('pointing at a lane of the listing lights the clause in the editor', async ({ playground, page }) => {
  await playground.open()
  await expect(page.locator('.monaco-editor')).toBeVisible()
  const pointed = page.locator('.monaco-editor [class*=pointed]')
  await expect(pointed).toHaveCount(0)
  await playground.listing.getByRole('row').nth(4).locator('[class*=lane]').first().hover()
  await expect(pointed.first()).toBeVisible()
})
