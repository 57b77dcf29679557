/** The compile options that change what the program is: a live capture, and names; and that links carry both. */
import type { Browser } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { PlaygroundPage } from './playground-page.ts'

// tcpdump 4.99.3, libpcap 1.10.3: tcpdump -y EN10MB -d 'vlan and ip'
const FROM_FILE = `
(000) ldh      [12]
(001) jeq      #0x8100          jt 4	jf 2
(002) jeq      #0x88a8          jt 4	jf 3
(003) jeq      #0x9100          jt 4	jf 7
(004) ldh      [16]
(005) jeq      #0x800           jt 6	jf 7
(006) ret      #262144
(007) ret      #0`

// The same, as root on Linux: tcpdump -i lo -d 'vlan and ip'
const LIVE = `
(000) ld       #0x0
(001) st       M[1]
(002) ldb      [vlanp]
(003) jeq      #0x1             jt 10	jf 4
(004) ld       #0x4
(005) st       M[1]
(006) ldh      [12]
(007) jeq      #0x8100          jt 10	jf 8
(008) jeq      #0x88a8          jt 10	jf 9
(009) jeq      #0x9100          jt 10	jf 14
(010) ldx      M[1]
(011) ldh      [x + 12]
(012) jeq      #0x800           jt 13	jf 14
(013) ret      #262144
(014) ret      #0`

// tcpdump 4.99.3, libpcap 1.10.3: tcpdump -y EN10MB -d 'ip host 10.0.0.1'
const ROUTER = `
(000) ldh      [12]
(001) jeq      #0x800           jt 2	jf 7
(002) ld       [26]
(003) jeq      #0xa000001       jt 6	jf 4
(004) ld       [30]
(005) jeq      #0xa000001       jt 6	jf 7
(006) ret      #262144
(007) ret      #0`

/** What tcpdump printed, as the page object reads the listing. */
function rowsOf(printed: string): string[][] {
  return printed
    .trim()
    .split('\n')
    .map((line) => {
      const [, pc = '', op = '', operand = '', jt = '', jf = ''] =
        /^\((\d+)\) (\S+)\s+(.*?)(?:\s+jt (\d+)\s+jf (\d+))?$/.exec(line) ?? []
      return [pc, op, operand, jt, jf]
    })
}

async function openElsewhere(browser: Browser, address: string): Promise<PlaygroundPage> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(address)
  return new PlaygroundPage(page)
}

test('a live capture takes VLAN tags from the kernel, and a link says so', async ({ playground, page, browser }) => {
  await playground.open()
  await playground.typeSource('vlan and ip')
  await expect.poll(() => playground.listingRows()).toEqual(rowsOf(FROM_FILE))
  await page.getByRole('button', { name: /^Options/ }).click()
  const live = page.getByRole('switch', { name: 'As for a live Linux capture' })
  await live.click()
  await expect(live).toBeChecked()
  await expect.poll(() => playground.listingRows()).toEqual(rowsOf(LIVE))
  await expect(async () => {
    // The first one may only close a tooltip.
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /^Options live/ })).toBeVisible({ timeout: 2000 })
  }).toPass()

  await playground.button('Share').click()
  const other = await openElsewhere(browser, await playground.sharedAddress())
  await expect.poll(() => other.listingRows()).toEqual(rowsOf(LIVE))
  await other.page.context().close()
})

test('a name compiles once it is written down, and travels in a link', async ({ playground, page, browser }) => {
  await playground.open()
  await playground.typeSource('ip host router')
  const problems = playground.region('Source').getByRole('status', { name: 'Problems' })
  await expect(problems).toHaveText('1 error')
  await expect(playground.region('Source')).toContainText("unknown host 'router'")

  await page.getByRole('button', { name: /^Options/ }).click()
  const names = page.getByRole('textbox', { name: 'Names' })
  await names.fill('10.0.0.1 router\nnonsense')
  await expect(page.getByRole('list', { name: 'Problems in the names' })).toContainText('Line 2')
  await names.fill('10.0.0.1 router')
  await expect(page.getByRole('list', { name: 'Problems in the names' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(problems).not.toContainText('error')
  await expect.poll(() => playground.listingRows()).toEqual(rowsOf(ROUTER))

  await playground.button('Share').click()
  const other = await openElsewhere(browser, await playground.sharedAddress())
  await expect.poll(() => other.listingRows()).toEqual(rowsOf(ROUTER))
  await other.page.context().close()
})
