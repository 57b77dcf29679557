/** axe finds nothing serious, in either theme, at each width, in each state worth a look. */
import { seriousFaults } from './axe.ts'
import { expect, test } from './fixtures.ts'

// Several analyses a test, of a second and more each: every element's contrast is measured.
test.describe.configure({ timeout: 90_000 })

const widths = [1440, 1024, 390] as const

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of widths) {
    test(`${colorScheme}, ${width} px wide`, async ({ playground, page }) => {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await playground.open()
      await expect(page.locator('main')).toBeVisible()
      expect(await seriousFaults(page)).toEqual([])
      for (let i = 0; i < 3; i++) await page.keyboard.press('F10')
      if (width === 390) {
        for (const tab of ['Source', 'Program', 'Machine', 'Packet', 'Packets']) {
          await page.getByRole('tab', { name: tab, exact: true }).click()
          expect([tab, await seriousFaults(page)]).toEqual([tab, []])
        }
      } else {
        await expect(playground.value('A')).toHaveText('0xc0a80101')
        expect(await seriousFaults(page)).toEqual([])
      }
    })
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`why a packet was dropped, ${colorScheme}`, async ({ playground, page }) => {
    await page.emulateMedia({ colorScheme })
    await playground.open('#v=1&lang=filter&dlt=EN10MB&f=not+arp+and+dst+host+192.168.1.1&pkt=vlan-tcp')
    await playground.button('Run').click()
    await expect(page.getByRole('region', { name: 'Why' })).toContainText('A VLAN tag moves')
    expect(await seriousFaults(page)).toEqual([])
  })
}

test('dialogs, menus and a source with an error', async ({ playground, page }) => {
  await playground.open()
  await playground.typeSource('dst host 192.168.1.256 and ip')
  await expect(playground.region('Source')).toContainText("invalid IPv4 address '192.168.1.256'")
  expect(await seriousFaults(page)).toEqual([])
  await playground.button('Share').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
})
