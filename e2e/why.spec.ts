/** Why a packet matched: what lights up together, and the clauses told for the packet at hand. */
import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** Offsets, in the listing or in the packet, of what is lit. */
function marked(items: Locator, attribute: string): Promise<number[]> {
  return items.evaluateAll((all, name) => all.flatMap((item, i) => (item.hasAttribute(name) ? [i] : [])), attribute)
}

test('pointing at a field lights the instruction that reads it, and its clause', async ({ playground, page }) => {
  await playground.open()
  await expect(page.locator('.monaco-editor')).toBeVisible()
  const rows = playground.listing.getByRole('row').filter({ has: page.getByRole('cell') })
  const packet = playground.region('Packet')

  await packet
    .getByRole('tree', { name: 'Fields' })
    .getByRole('treeitem', { name: /^Destination 192/ })
    .hover()
  await expect.poll(() => marked(rows, 'data-lit')).toEqual([2])
  await expect(page.locator('.monaco-editor .bpf-clause-pointed.bpf-clause-a')).toBeVisible()
  await expect(page.locator('.monaco-editor .bpf-clause-pointed.bpf-clause-b')).toHaveCount(0)

  // A byte of the EtherType: both clauses need it.
  await playground.byte(12).hover()
  await expect.poll(() => marked(rows, 'data-lit')).toEqual([0])
  await expect(page.locator('.monaco-editor .bpf-clause-pointed.bpf-clause-b')).toBeVisible()
})

test('pointing at an instruction lights its bytes and their field, behind X too', async ({ playground, page }) => {
  await playground.open('#v=1&lang=filter&dlt=EN10MB&f=tcp+dst+port+443&pkt=tcp-syn')
  const bytes = playground.bytes.getByRole('gridcell')
  const fields = playground.region('Packet').getByRole('tree', { name: 'Fields' })
  const row = (pc: string) => playground.listing.getByRole('row').filter({ has: page.getByText(pc, { exact: true }) })

  await row('001').getByText('EtherType is IPv6?').hover()
  await expect.poll(() => marked(bytes, 'data-lit')).toEqual([12, 13])
  await row('012').getByText('TCP destination port').hover()
  await expect.poll(() => marked(bytes, 'data-lit')).toEqual([36, 37])
  await fields.getByRole('treeitem', { name: /^TCP/ }).click()
  await row('013').getByText('443 (https)').hover()
  await expect(fields.locator('[data-pointed]')).toHaveText(/Destination port/)
})

test('the keyboard’s focus points as the pointer does', async ({ playground, page }) => {
  await playground.open()
  const rows = playground.listing.getByRole('row').filter({ has: page.getByRole('cell') })
  const bytes = playground.bytes.getByRole('gridcell')
  await playground.tabTo(rows.nth(0))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => marked(bytes, 'data-lit')).toEqual([30, 31, 32, 33])
  await playground.tabTo(playground.byte(0))
  await expect.poll(() => marked(rows, 'data-lit')).toEqual([])
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight')
  await expect.poll(() => marked(rows, 'data-lit')).toEqual([0])
})
