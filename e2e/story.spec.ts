/**
 * The story the playground exists for: a filter, the program it becomes, and one frame walked
 * through it step by step, back, and on by link; once with the mouse and once with keys alone.
 */
import { type BrowserContext } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { PlaygroundPage } from './playground-page.ts'

// tcpdump 4.99.3, libpcap 1.10.3: tcpdump -y EN10MB -d 'dst host 192.168.1.1 and ip'
const TCPDUMP = [
  ['000', 'ldh', '[12]', '', ''],
  ['001', 'jeq', '#0x800', '2', '5'],
  ['002', 'ld', '[30]', '', ''],
  ['003', 'jeq', '#0xc0a80101', '4', '5'],
  ['004', 'ret', '#262144', '', ''],
  ['005', 'ret', '#0', '', ''],
]
const LAST_BYTE_OF_DESTINATION = 33

async function sees(
  playground: PlaygroundPage,
  state: { a?: string; pc?: string; loaded?: number[]; verdict?: RegExp },
) {
  if (state.a !== undefined) await expect(playground.value('A')).toHaveText(state.a)
  if (state.pc !== undefined) await expect(playground.value('PC')).toHaveText(state.pc)
  if (state.loaded !== undefined) await expect.poll(() => playground.loadedBytes()).toEqual(state.loaded)
  if (state.verdict !== undefined) await expect(playground.verdict).toHaveText(state.verdict)
}

/** The five steps of the run; `step` makes one. */
async function walk(playground: PlaygroundPage, step: () => Promise<void>) {
  await step()
  await sees(playground, { a: '0x00000800', loaded: [12, 13], verdict: /^Running/ })
  await step()
  await sees(playground, { pc: '0x00000002' })
  await step()
  await sees(playground, { a: '0xc0a80101', loaded: [30, 31, 32, 33] })
  await step()
  await sees(playground, { pc: '0x00000004', verdict: /^Running/ })
  await step()
  await sees(playground, { verdict: /^Accept 262144/ })
}

async function isAtTheStart(playground: PlaygroundPage) {
  await sees(playground, { a: '0x00000000', pc: '0x00000000', loaded: [], verdict: /^Running/ })
  await expect(playground.currentRow).toContainText('000')
}

async function openElsewhere(context: BrowserContext, address: string): Promise<PlaygroundPage> {
  const page = await context.newPage()
  await page.goto(address)
  return new PlaygroundPage(page)
}

test('a frame is walked through its filter, back, and shared', async ({ playground, page, browser }) => {
  await playground.open()
  await expect.poll(() => playground.listingRows()).toEqual(TCPDUMP)
  await isAtTheStart(playground)

  await walk(playground, () => playground.step())
  await playground.stepBack(5)
  await isAtTheStart(playground)

  await playground.typeByte(LAST_BYTE_OF_DESTINATION, '09')
  await playground.step(4)
  await expect(playground.currentRow).toContainText('005')
  await playground.step()
  await sees(playground, { verdict: /^Drop/ })

  // A frame of one's own travels only when asked to; the sample does by its name.
  await page
    .getByRole('button', { name: /revert/i })
    .first()
    .click()
  await playground.button('Reset').click()
  await playground.step(3)
  await playground.button('Share').click()
  const address = await playground.sharedAddress()
  expect(address).toContain('#v=1&lang=filter')
  const context = await browser.newContext()
  const other = await openElsewhere(context, address)
  await sees(other, { a: '0xc0a80101', pc: '0x00000003', loaded: [30, 31, 32, 33] })
  await expect(other.region('Packet')).toContainText('ICMP echo request')
  await context.close()
})

test('the same with keys alone', async ({ playground, page, browser }) => {
  await playground.open()
  await expect(playground.listing).toBeVisible()
  await walk(playground, () => page.keyboard.press('F10'))
  for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+F10')
  await isAtTheStart(playground)

  for (let i = 0; i < 3; i++) await page.keyboard.press('F10')
  await page.keyboard.press('Control+s')
  await expect.poll(() => new URL(page.url()).hash).toContain('step=3')
  const context = await browser.newContext()
  const other = await openElsewhere(context, page.url())
  await sees(other, { a: '0xc0a80101', pc: '0x00000003', loaded: [30, 31, 32, 33] })
  await context.close()

  // Tab alone reaches the bytes; arrows and End find the one to change.
  await playground.tabTo(playground.byte(0))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await expect(playground.byte(LAST_BYTE_OF_DESTINATION)).toBeFocused()
  await page.keyboard.type('09')
  await page.keyboard.press('F8')
  await sees(playground, { verdict: /^Drop/ })
  await page.keyboard.press('Shift+F8')
  await isAtTheStart(playground)
})

test('a breakpoint stops the run', async ({ playground, page }) => {
  await playground.open()
  await page.getByRole('button', { name: 'Toggle breakpoint at 003' }).click()
  await playground.button('Run').click()
  await sees(playground, { pc: '0x00000003', verdict: /^Running/ })
  await playground.button('Run').click()
  await sees(playground, { verdict: /^Accept 262144/ })
})

test('the page can step before the editor has arrived', async ({ playground, page }) => {
  // The editor's chunk is asked for and never comes.
  await page.route(/monaco.*\.js/, () => new Promise<void>(() => undefined))
  await playground.open()
  await walk(playground, () => playground.step())
  await playground.source.fill('icmp')
  await expect.poll(async () => (await playground.listingRows()).length).toBe(6)
  await expect(playground.source).toHaveValue('icmp')
})
