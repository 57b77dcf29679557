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

const address = '#v=1&lang=filter&dlt=EN10MB&f=dst+host+192.168.1.1+and+ip&pkt='

test('the ICMP frame: why it matched, and with one byte changed why not', async ({ playground, page }) => {
  await playground.open(`${address}icmp-echo`)
  const why = page.getByRole('region', { name: 'Why' })
  const line = (clause: string) =>
    why.getByRole('row').filter({ has: page.getByRole('button', { name: clause, exact: true }) })
  await expect(line('dst host 192.168.1.1')).toContainText('not reached yet')

  // The instruction that both clauses need decides the second one before the first.
  await playground.step(2)
  await expect(line('ip')).toContainText('true001, step 2: EtherType: bytes 12–13 are IPv4 (0x0800)')
  await expect(line('dst host 192.168.1.1')).toContainText('003 decides it at step 4')
  await playground.button('Run').click()
  await expect(line('dst host 192.168.1.1')).toContainText(
    'true003, step 4: IPv4 destination: bytes 30–33 are 192.168.1.1',
  )
  await expect(playground.verdict).toHaveText('Accept 262144 clause b is true')
  await expect(page.locator('.monaco-editor .bpf-truth-true')).toHaveCount(2)

  await playground.typeByte(33, '09')
  await expect(line('dst host 192.168.1.1')).toContainText('bytes 30–33 are 192.168.1.9, not 192.168.1.1')
  await expect(line('ip')).toContainText('not asked: dst host 192.168.1.1 has decided')
  await expect(playground.verdict).toHaveText('Drop clause a is false')
  await expect(page.locator('.monaco-editor .bpf-truth-false')).toHaveCount(1)
  await expect(page.locator('.monaco-editor .bpf-truth-not-reached')).toHaveCount(1)
})

test('a VLAN frame: what the tag moved, said with and without `vlan` in the filter', async ({ playground, page }) => {
  const why = page.getByRole('region', { name: 'Why' })
  await playground.open(`${address}vlan-tcp`)
  await playground.button('Run').click()
  await expect(why).toContainText('A VLAN tag moves IPv4 four bytes on: try vlan and dst host 192.168.1.1 and ip.')

  // At the end of its run the page stays at the end, whatever is edited.
  await playground.typeSource('vlan 5 and host 192.168.1.1')
  await expect(why).toContainText('VLAN id: bytes 14–15 hold 10, not 5')
  await expect(why).toContainText('Behind vlan 5 everything is looked for four bytes further on')
  // The tag is made number 5: now the address is looked at, where the tag has moved it to.
  await playground.typeByte(15, '05')
  await expect(why).toContainText('IPv4 destination: bytes 34–37 are 192.168.1.1')
  await expect(playground.verdict).toHaveText(/^Accept/)
})

test('a load past the end says how long the frame is', async ({ playground, page }) => {
  await playground.open('#v=1&lang=filter&dlt=EN10MB&f=ether%5B100%5D+%3D+1&pkt=icmp-echo')
  await playground.button('Run').click()
  await expect(page.getByRole('region', { name: 'Why' })).toContainText(
    'asks for byte 100: the frame has 42 bytes; the kernel drops it here',
  )
  await expect(playground.verdict).toHaveText(/^Drop/)
})

test('Why by keyboard: from a clause to the step that decides it', async ({ playground, page }) => {
  await playground.open(`${address}icmp-echo`)
  const rows = playground.listing.getByRole('row').filter({ has: page.getByRole('cell') })
  const clause = page.getByRole('region', { name: 'Why' }).getByRole('button', { name: 'dst host 192.168.1.1' })
  await playground.tabTo(clause)
  await expect.poll(() => marked(rows, 'data-lit')).toEqual([0, 1, 2, 3])
  await page.keyboard.press('Enter')
  await expect(playground.scrubber).toHaveAttribute('aria-valuenow', '4')
})

test('no Why for a program without clauses', async ({ playground, page }) => {
  await playground.open()
  await expect(page.getByRole('region', { name: 'Why' })).toBeVisible()
  await playground.chooseLanguage('Assembly')
  await expect(page.getByRole('region', { name: 'Why' })).toHaveCount(0)
})
