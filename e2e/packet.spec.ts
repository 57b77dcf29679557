/** The packet: a frame built from a form, a field written by its value, checksums recomputed, pasted dumps. */
import { seriousFaults } from './axe.ts'
import { expect, test } from './fixtures.ts'

test('a frame is built from a form and matched by a filter', async ({ playground, page }) => {
  await playground.open()
  await playground.typeSource('tcp dst port 8080 and vlan')
  await playground.typeSource('vlan 100 and tcp dst port 8080')
  await playground.region('Packets').getByRole('button', { name: 'Add' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a frame' })
  await dialog.getByRole('combobox', { name: 'Packet' }).selectOption('TCP')
  await dialog.getByRole('textbox', { name: 'Destination port' }).fill('80800')
  await expect(dialog).toContainText('A number from 0 to 65535')
  await expect(dialog.getByRole('button', { name: 'Add frame' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Destination port' }).fill('8080')
  await dialog.getByRole('textbox', { name: 'VLAN ids' }).fill('100')
  await expect(dialog.getByRole('status', { name: 'The frame' })).toContainText('192.168.1.1: TCP, 49152 → 8080, SYN')
  expect(await seriousFaults(page)).toEqual([])
  await dialog.getByRole('textbox', { name: 'Name' }).last().fill('built')
  await dialog.getByRole('button', { name: 'Add frame' }).click()
  await expect(dialog).toBeHidden()
  await expect(playground.region('Packet')).toContainText('built, 78 bytes')
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Accept/)
})

test('a field is written by its value with the keyboard alone, and the verdict changes', async ({
  playground,
  page,
}) => {
  await playground.open('#v=1&lang=filter&dlt=EN10MB&f=ip+dst+host+10.0.0.7&pkt=tcp-syn')
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Drop/)
  const fields = playground.region('Packet').getByRole('tree', { name: 'Fields' })
  const first = fields.getByRole('treeitem').first()
  await playground.tabTo(first)
  await page.keyboard.press('ArrowDown')
  for (let i = 0; i < 20; i++) {
    if ((await page.evaluate(() => document.activeElement?.textContent))?.startsWith('Destination192')) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  const input = fields.getByRole('textbox', { name: 'Destination, new value' })
  await expect(input).toHaveValue('192.168.1.1')
  await page.keyboard.insertText('10.0.0.700')
  await page.keyboard.press('Enter')
  await expect(fields.getByRole('alert')).toHaveText('An IPv4 address such as 192.168.1.1')
  expect(await seriousFaults(page)).toEqual([])
  await input.selectText()
  await page.keyboard.insertText('10.0.0.7')
  await page.keyboard.press('Enter')
  await expect(fields.getByRole('treeitem', { name: /^Destination 10\.0\.0\.7/ })).toBeFocused()
  await page.keyboard.press('F8')
  await expect(playground.verdict).toHaveText(/^Accept/)
})

test('checksums and lengths are recomputed on request, and it says what it changed', async ({ playground, page }) => {
  await playground.open()
  const packet = playground.region('Packet')
  await expect(packet.getByRole('treeitem', { name: /^Header checksum/ })).toContainText('wrong, should be 0x3f90')
  const recompute = packet.getByRole('button', { name: 'Recompute checksums and lengths' })
  await recompute.click()
  const told = packet.getByRole('status', { name: 'Recomputed' })
  await expect(told).toContainText('IPv4: Header checksum 0x3f92 → 0x3f90')
  await expect(told).toContainText('ICMP: Checksum 0xc1c0 → 0xc1f0')
  await expect(packet.getByRole('treeitem', { name: /^Header checksum/ })).not.toContainText('wrong')
  await recompute.click()
  await expect(told).toContainText('Nothing to recompute')
  await packet.getByRole('button', { name: 'Revert' }).click()
  await expect(told).toBeEmpty()
  await recompute.click()
  await expect(told).toContainText('Recomputed')
  await playground.packets.getByRole('row', { name: /TCP SYN/ }).click()
  await expect(told).toBeEmpty()
  expect(await seriousFaults(page)).toEqual([])
})

test('what tcpdump -X prints of two packets becomes two raw IP frames', async ({ playground, page }) => {
  await playground.open()
  const rows = playground.packets.getByRole('row')
  await expect(rows.nth(1)).toBeVisible()
  const before = await rows.count()
  await playground.region('Packets').getByRole('button', { name: 'Add' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a frame' })
  await dialog.getByRole('radio', { name: 'Paste' }).check({ force: true })
  const text = dialog.getByRole('textbox', { name: 'Bytes in hexadecimal' })
  await text.fill('0x0000:  4500 00zz')
  await dialog.getByRole('button', { name: 'Add frame' }).click()
  await expect(dialog.getByRole('alert')).toHaveText("Line 1, column 17: 'z' is not a hex digit.")
  const packet = `10:00:00.1 IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 8
	0x0000:  4500 001c 0001 0000 4001 66de 0a00 0001  E.......@.f.....
	0x0010:  0a00 0002 0800 f7fd 0001 0001            ............
`
  await text.fill(packet + packet.replace('0a00 0002', '0a00 0003'))
  await dialog.getByRole('button', { name: 'Add frame' }).click()
  await expect(dialog).toBeHidden()
  await expect(rows).toHaveCount(before + 2)
  await expect(page.getByText('2 frames begin with the IP header')).toBeVisible()
  await expect(playground.region('Packet').getByRole('treeitem', { name: /^Destination 10\.0\.0\.3/ })).toBeVisible()
})
