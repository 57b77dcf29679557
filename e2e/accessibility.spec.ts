/** axe finds nothing serious in any state worth a look: light and dark, as a desktop shows it and as a phone does. */
import type { Page } from '@playwright/test'
import { mixedCapture } from '../scripts/captures/mixed-capture.ts'
import { writePcap } from '../scripts/captures/write-capture.ts'
import { seriousFaults } from './axe.ts'
import { expect, test as base } from './fixtures.ts'
import type { RegionName } from './playground-page.ts'

interface Axe {
  /**
   * Looks at the page as it stands, in both themes; what it finds fails the test at its end, all together.
   * @param within a selector of what is new about this state
   */
  readonly look: (state: string, within?: string) => Promise<void>
}

const test = base.extend<{ axe: Axe }>({
  axe: async ({ page }, use) => {
    const found: string[] = []
    await use({
      look: async (state, within) => {
        const extent = within === undefined ? {} : { within }
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          await settled(page)
          const faults = await seriousFaults(page, { ...extent, colours: colorScheme === 'dark' })
          found.push(...faults.map((fault) => `${state}, ${colorScheme}: ${fault}`))
        }
      },
    })
    expect(found).toEqual([])
  },
})

/** The theme has come everywhere: the editor puts on its own. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const editor = document.querySelector('.monaco-editor')
    const dark = matchMedia('(prefers-color-scheme: dark)').matches
    return editor === null || editor.classList.contains('vs-dark') === dark
  })
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}

// A dozen analyses a test, of a second and more each: every element's contrast is measured.
test.describe.configure({ timeout: 90_000 })

const wide = 1440
const region = (name: RegionName): string => `section[aria-label=${name}]`

for (const width of [wide, 390]) {
  test.describe(`${String(width)} px wide`, () => {
    test.use({ viewport: { width, height: 900 } })

    test('source, problems, menus and dialogs', async ({ playground, page, axe }) => {
      await playground.open()
      await axe.look('at first')
      await playground.show('Source')
      const button = (name: RegExp | string) => page.getByRole('button', { name, exact: true })
      for (const name of ['Examples', 'Export', 'Theme']) {
        // By a key, which puts the focus on the first entry: what scrolls must hold what has the focus.
        await button(name).press('Enter')
        await expect(page.getByRole('menu')).toBeVisible()
        await axe.look(`menu ${name}`, '[role=menu]')
        await page.keyboard.press('Escape')
        // It comes back a moment later, and would take the next menu's.
        await expect(button(name)).toBeFocused()
      }
      await button(/^Options/).click()
      await page.getByRole('textbox', { name: 'Snaplen' }).fill('-1')
      await page.getByRole('textbox', { name: 'Names' }).fill('nonsense')
      await expect(page.getByRole('list', { name: 'Problems in the names' })).toBeVisible()
      await axe.look('options', '[role=dialog]')
      await page.keyboard.press('Escape')
      await playground.button('Share').press('Enter')
      await expect(page.getByRole('dialog')).toBeVisible()
      await axe.look('dialog Share', '[role=dialog]')
      // Tab goes all the way round, and the focus comes back to where the dialog was opened.
      const close = page.getByRole('dialog').getByRole('button', { name: 'Close' })
      for (let i = 0; i < 10 && !(await close.evaluate((it) => it === document.activeElement)); i++)
        await page.keyboard.press('Tab')
      await expect(close).toBeFocused()
      await page.keyboard.press('Tab')
      await expect(page.getByRole('textbox', { name: /link/i })).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(playground.button('Share')).toBeFocused()
      await page.keyboard.press('ControlOrMeta+K')
      await expect(page.getByRole('dialog')).toBeVisible()
      await axe.look('dialog Commands', '[role=dialog]')
      await page.keyboard.press('Escape')
      await expect(playground.button('Share')).toBeFocused()
      await playground.typeSource('dst host 192.168.1.256 and ip')
      await expect(playground.region('Source')).toContainText("invalid IPv4 address '192.168.1.256'")
      // What the editor proposes is the editor's own affair, and goes when the focus does: Escape may come too early.
      await playground.button('Share').focus()
      await expect(page.locator('.suggest-widget.visible')).toHaveCount(0)
      await axe.look('a source with an error', region('Source'))
    })

    test('graph, optimizer and why', async ({ playground, page, axe }) => {
      await playground.open('#v=1&lang=filter&dlt=EN10MB&f=not+arp+and+dst+host+192.168.1.1&pkt=vlan-tcp')
      await playground.show('Machine')
      await playground.step(3)
      if (width !== wide) await axe.look('machine, stepped', region('Machine'))
      await playground.show('Program')
      await axe.look('stepped')
      await playground.button('Run').click()
      await expect(page.getByRole('region', { name: 'Why' })).toContainText('A VLAN tag moves')
      await axe.look('why', '[aria-label=Why]')
      const program = playground.region('Program')
      await program.getByRole('radio', { name: 'Graph' }).check()
      await expect(program.getByRole('img', { name: /^Block 000/ })).toBeVisible()
      await axe.look('graph', region('Program'))
      await program.getByRole('radio', { name: 'Optimizer' }).check()
      await expect(program.getByRole('region', { name: 'Before' }).getByRole('group')).toBeVisible()
      await axe.look('film, graph', region('Program'))
      await program.getByRole('radio', { name: 'Listing' }).last().check()
      await expect(program.getByRole('region', { name: 'After' }).getByRole('listitem').first()).toBeVisible()
      await axe.look('film, listing', region('Program'))
    })

    test('the packet being edited, frames being added', async ({ playground, page, axe }) => {
      await playground.open()
      await playground.step()
      await playground.show('Packet')
      const packet = playground.region('Packet')
      await playground.byte(33).focus()
      await page.keyboard.type('0')
      await axe.look('half a byte typed', region('Packet'))
      await page.keyboard.type('9')
      await packet.getByRole('treeitem', { name: /^Destination 192/ }).press('Enter')
      await packet.getByRole('textbox', { name: 'Destination, new value' }).fill('10.0.0.700')
      await page.keyboard.press('Enter')
      await expect(packet.getByRole('alert')).toBeVisible()
      await axe.look('a field that cannot be so', region('Packet'))
      await page.keyboard.press('Escape')
      await packet.getByRole('button', { name: 'Recompute checksums and lengths' }).click()
      await packet.getByRole('button', { name: 'Edit', exact: true }).click()
      await packet.getByRole('textbox', { name: 'Frame in hex' }).fill('0x')
      await packet.getByRole('button', { name: 'Apply' }).click()
      await axe.look('the whole frame as text', region('Packet'))

      await playground.show('Packets')
      await playground.region('Packets').getByRole('button', { name: 'Add' }).click()
      const dialog = page.getByRole('dialog', { name: 'Add a frame' })
      await dialog.getByRole('combobox', { name: 'Packet' }).selectOption('TCP')
      await dialog.getByRole('textbox', { name: 'Destination port' }).fill('80800')
      await expect(dialog).toContainText('A number from 0 to 65535')
      await axe.look('dialog, built from a form', '[role=dialog]')
      await dialog.getByRole('radio', { name: 'Paste' }).check({ force: true })
      await dialog.getByRole('textbox', { name: 'Bytes in hexadecimal' }).fill('0x0000:  4500 00zz')
      await dialog.getByRole('button', { name: 'Add frame' }).click()
      await expect(dialog.getByRole('alert')).toBeVisible()
      await axe.look('dialog, pasted', '[role=dialog]')
    })

    test('expectations, watches, stops and a capture', async ({ playground, page, axe }) => {
      await playground.open(
        '#v=1&lang=filter&dlt=EN10MB&f=arp+or+vlan+9&pkt=arp-request&watch=pkt%5B12:2%5D&stop=read+12&bp=1',
      )
      await playground.show('Packets')
      for (const expected of ['Accept', 'Drop'])
        await playground
          .region('Packets')
          .getByRole('combobox', { name: 'Expected verdict of ' })
          .nth(expected === 'Accept' ? 0 : 1)
          .selectOption(expected)
      await expect(playground.region('Packets')).toContainText(/\d of 2 as expected/)
      await axe.look('expectations', region('Packets'))

      await playground.show('Machine')
      const machine = playground.region('Machine')
      await machine.getByRole('textbox', { name: 'New watch' }).fill('X +')
      await machine.getByRole('textbox', { name: 'New stop rule' }).fill('at 3 if Y > 2')
      await playground.step()
      await axe.look('watches and stops', region('Machine'))

      await playground.show('Packets')
      await page.getByRole('main').dispatchEvent('drop', {
        dataTransfer: await page.evaluateHandle(
          (content) => {
            const data = new DataTransfer()
            data.items.add(new File([Uint8Array.from(content)], 'mixed.pcap'))
            return data
          },
          [...writePcap(mixedCapture({ seed: 1, packets: 300 })).subarray(0, -5)],
        ),
      })
      const capture = page.getByRole('region', { name: 'Capture' })
      await expect(capture.getByRole('img', { name: /^Packets over / })).toBeVisible()
      await playground.packets.getByRole('button', { name: 'Packet 1', exact: true }).click()
      await capture.getByRole('combobox', { name: 'Expected verdict of Packet 1' }).selectOption('Drop')
      await capture.getByRole('textbox', { name: 'Go to packet' }).fill('999')
      await page.keyboard.press('Enter')
      await expect(capture.getByRole('alert').filter({ hasText: 'numbers go from 1 to 299' })).toBeVisible()
      await axe.look('a capture', region('Packets'))
    })
  })
}

test('1024 px wide', async ({ playground, page, axe }) => {
  await page.setViewportSize({ width: 1024, height: 900 })
  await playground.open()
  await playground.step(3)
  await expect(playground.value('A')).toHaveText('0xc0a80101')
  await axe.look('stepped')
})
