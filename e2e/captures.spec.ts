/** Captures: opened, filtered, sorted, stepped through and exported; broken ones; giving up. tcpdump counts the same. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Locator, Page } from '@playwright/test'
import { mixedCapture } from '../scripts/captures/mixed-capture.ts'
import { writePcap, writePcapng } from '../scripts/captures/write-capture.ts'
import { seriousFaults } from './axe.ts'
import { expect, test } from './fixtures.ts'
import type { PlaygroundPage } from './playground-page.ts'

const PACKETS = 200_000
/** `tcpdump -r FILE --count EXPR`, tcpdump 4.99.3 with libpcap 1.10.3; asked again where it is installed. */
const COUNTED = { 'tcp port 80': 23_380, 'vlan 3': 1976, arp: 11_096 } as const

let folder = ''
const pathOf = (name: string): string => join(folder, name)

test.describe.configure({ timeout: 90_000 })

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'captures-'))
  const pcap = writePcap(mixedCapture({ seed: 1, packets: PACKETS }))
  writeFileSync(pathOf('mixed.pcap'), pcap)
  writeFileSync(pathOf('mixed.pcapng'), writePcapng(mixedCapture({ seed: 1, packets: PACKETS })))
  writeFileSync(pathOf('cut.pcap'), pcap.subarray(0, 1_000_001))
  const corrupted = Buffer.from(pcap.subarray(0, 2_000_000))
  // A packet's header, somewhere in the middle, with a length that cannot be.
  const { offset } = thousandth(corrupted)
  corrupted.writeUInt32LE(0xfffffff0, offset + 8)
  writeFileSync(pathOf('corrupted.pcap'), corrupted)
  const compressed = gzipSync(corrupted)
  writeFileSync(pathOf('corrupted.pcap.gz'), compressed)
  writeFileSync(pathOf('cut.pcap.gz'), compressed.subarray(0, 20_000))
})

test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Where the header of the thousandth packet is. */
function thousandth(pcap: Buffer): { offset: number } {
  let offset = 24
  for (let packet = 1; packet < 1000; packet++) offset += 16 + pcap.readUInt32LE(offset + 8)
  return { offset }
}

async function openCapture(page: Page, playground: PlaygroundPage, name: string): Promise<Locator> {
  // A click while the pane is being drawn anew may meet a button that is on its way out: it is made again.
  await expect(async () => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser', { timeout: 3000 }),
      playground.region('Packets').getByRole('button', { name: 'Open capture' }).click({ timeout: 3000 }),
    ])
    await chooser.setFiles(pathOf(name))
  }).toPass()
  return page.getByRole('region', { name: 'Capture' })
}

function packetRow(playground: PlaygroundPage, number: string): Locator {
  return playground.packets
    .getByRole('row')
    .filter({ has: playground.page.getByRole('button', { name: `Packet ${number}`, exact: true }) })
}

for (const name of ['mixed.pcap', 'mixed.pcapng']) {
  test(`${name} of 200,000 packets is filtered as tcpdump does`, async ({ playground, page }) => {
    await playground.open()
    const capture = await openCapture(page, playground, name)
    for (const [expression, count] of Object.entries(COUNTED)) {
      await playground.typeSource(expression)
      await expect(capture.getByRole('status', { name: 'Matches' })).toContainText(
        `${count.toLocaleString('en')} of 200,000 match`,
        { timeout: 30_000 },
      )
      const tcpdump = spawnSync('tcpdump', ['-r', pathOf(name), '--count', expression], { encoding: 'utf8' })
      if (tcpdump.error === undefined) expect(tcpdump.stdout).toBe(`${String(count)} packets\n`)
    }
  })
}

test('a packet is found by sorting, chosen, and stepped through', async ({ playground, page }) => {
  await playground.open()
  await playground.typeSource('vlan 3')
  const capture = await openCapture(page, playground, 'mixed.pcap')
  await expect(capture.getByRole('status', { name: 'Matches' })).toContainText('1,976 of 200,000 match', {
    timeout: 30_000,
  })
  await capture.getByRole('combobox', { name: 'Packets in view' }).selectOption('Only matching')
  const length = playground.packets.getByRole('columnheader', { name: 'Length' })
  await length.getByRole('button').click()
  await expect(length).toHaveAttribute('aria-sort', 'ascending')
  // The rows of the order before stand there until those of this one have come.
  await expect(playground.packets.locator('[data-capture-space]')).toHaveAttribute('aria-busy', 'false')
  const first = playground.packets.getByRole('button', { name: /^Packet [\d,]+$/ }).first()
  await expect(playground.packets.getByRole('cell', { name: 'Accept' }).first()).toBeVisible()
  await first.click()
  const name = (await first.getAttribute('aria-label')) ?? ''
  await expect(playground.region('Packet')).toContainText(name)
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Accept/)

  // A verdict is expected of it, by keyboard: it is kept as a test of the filter, and undo takes that back.
  await capture.getByRole('combobox', { name: `Expected verdict of ${name}` }).focus()
  await page.keyboard.press('d')
  const row = packetRow(playground, name.replace('Packet ', ''))
  await expect(row.getByRole('img', { name: 'not as expected' })).toBeVisible()
  await expect(playground.region('Packets')).toContainText('0 of 1 as expected')
  await expect(playground.region('Packets').getByText('Not as expected:')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row.getByRole('img', { name: 'not as expected' })).toBeHidden()

  await page.keyboard.press('Escape')
  await capture.getByRole('combobox', { name: 'Packets in view' }).selectOption('All packets')
  await playground.packets.getByRole('columnheader', { name: 'No.' }).getByRole('button').click()
  await capture.getByRole('textbox', { name: 'Go to packet' }).fill('123,456')
  await page.keyboard.press('Enter')
  await expect(packetRow(playground, '123,456')).toHaveAttribute('aria-current', 'true')
  await expect(playground.region('Packet')).toContainText('Packet 123,456')
  await packetRow(playground, '123,456').getByRole('button').press('ArrowDown')
  await expect(packetRow(playground, '123,457').getByRole('button')).toBeFocused()
  await expect(playground.region('Packet')).toContainText('Packet 123,457')

  // The row that has the focus is scrolled away: the keys go on from it.
  await page.evaluate(() => {
    document.querySelector('[data-capture-space]')?.scrollIntoView({ block: 'end' })
  })
  await expect(packetRow(playground, '200,000').getByRole('button')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(packetRow(playground, '123,458').getByRole('button')).toBeFocused()
  await expect(playground.region('Packet')).toContainText('Packet 123,458')

  // However far one scrolls at once, the next frame has rows where one looks; and the last packet can be reached.
  const blank = await page.evaluate(async () => {
    let scroller = document.querySelector('[data-capture-space]')?.parentElement
    while (scroller && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement
    if (!scroller) return ['nothing scrolls']
    const { left, top, height } = scroller.getBoundingClientRect()
    const missing: number[] = []
    for (const part of [0.9, 0.1, 0.5, 0.3, 0.7]) {
      scroller.scrollTop = part * scroller.scrollHeight
      await new Promise(requestAnimationFrame)
      if (!document.elementFromPoint(left + 60, top + height / 2)?.closest('tbody tr')) missing.push(part)
    }
    return missing
  })
  expect(blank).toEqual([])
  await playground.packets
    .getByRole('button', { name: /^Packet / })
    .first()
    .press('End')
  await expect(packetRow(playground, '200,000').getByRole('button')).toBeFocused()

  // Keys that come before the rows do go on from where the one before went.
  for (const key of ['Home', 'ArrowDown', 'End', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key)
  await expect(packetRow(playground, '199,998').getByRole('button')).toBeFocused()
  await expect(playground.region('Packet')).toContainText('Packet 199,998')
})

test('writing a long table tells how far it is, and is given up', async ({ playground, page }) => {
  await playground.open()
  const capture = await openCapture(page, playground, 'mixed.pcap')
  await expect(capture.getByRole('status', { name: 'Matches' })).toContainText('of 200,000 match', { timeout: 30_000 })
  let saved = 0
  page.on('download', () => saved++)
  const save = capture.getByRole('button', { name: 'Table as CSV' })
  await save.click()
  const progress = capture.getByRole('progressbar', { name: 'Writing the CSV file' })
  await expect(progress).toBeVisible()
  await expect(save).toHaveAttribute('aria-disabled', 'true')
  await capture.getByRole('button', { name: 'Stop writing CSV' }).click()
  await expect(progress).toBeHidden()
  await expect(save).not.toHaveAttribute('aria-disabled')
  expect(saved).toBe(0)
})

test('the packets that match are saved as pcap, and the table as CSV', async ({ playground, page }) => {
  await playground.open()
  await playground.typeSource('vlan 3')
  const capture = await openCapture(page, playground, 'mixed.pcap')
  await expect(capture.getByRole('status', { name: 'Matches' })).toContainText('1,976 of 200,000 match', {
    timeout: 30_000,
  })
  const [pcap] = await Promise.all([
    page.waitForEvent('download'),
    capture.getByRole('button', { name: 'Matching as pcap' }).click(),
  ])
  expect(pcap.suggestedFilename()).toBe('mixed-matching.pcap')
  const saved = readFileSync(await pcap.path())
  const tcpdump = spawnSync('tcpdump', ['-r', pathOf('mixed.pcap'), '-w', '-', 'vlan', '3'], { maxBuffer: 1 << 28 })
  if (tcpdump.error === undefined) expect(saved.equals(tcpdump.stdout)).toBe(true)
  else expect(saved.length).toBeGreaterThan(1976 * 30)

  await capture.getByRole('combobox', { name: 'Packets in view' }).selectOption('Only matching')
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    capture.getByRole('button', { name: 'Table as CSV' }).click(),
  ])
  expect(
    readFileSync(await csv.path(), 'utf8')
      .trimEnd()
      .split('\r\n'),
  ).toHaveLength(1977)
})

test('the capture says which clauses tell nothing apart', async ({ playground, page }) => {
  await playground.open()
  await playground.typeSource('arp or vlan 9')
  const capture = await openCapture(page, playground, 'cut.pcap')
  await expect(capture.getByRole('list', { name: 'Clauses that tell no packets apart' })).toContainText(
    'vlan 9 was never true',
  )
  await expect(page.getByRole('table', { name: 'Clauses' })).toContainText('never true in the capture')
  await expect(capture.getByRole('img', { name: /^Packets over / })).toBeVisible()
  await expect(capture.getByRole('status', { name: 'Matches' })).toContainText(/steps on average, \d+ at most/)

  // What it counted stands at the instructions and on the ways between them.
  const packets =
    (await capture.getByRole('status', { name: 'Capture', exact: true }).textContent())?.split(' ')[0] ?? ''
  const first = playground.listing.getByRole('row').nth(1)
  await expect(first.getByRole('cell').last()).toHaveText(`${packets} of ${packets} packets`)
  await expect(playground.listing.getByRole('row').nth(2).getByRole('cell').last()).toHaveText(
    new RegExp(`^${packets} of ${packets} packets; true [\\d,]+, false [\\d,]+$`),
  )
  await playground.region('Program').getByText('Graph', { exact: true }).click()
  await expect(page.getByRole('img', { name: /^Block 000.*, 2,\d{3} of 2,\d{3} packets, true \d+ to/ })).toBeVisible()
  await capture.getByRole('button', { name: 'Close the capture' }).click()
  await expect(page.getByRole('img', { name: /^Block 000.*, 6 of 6 frames, true 1 to/ })).toBeVisible()
})

test('in an iptables rule the packets of a capture begin with their IP header, in the table as in the machine', async ({
  playground,
  page,
}) => {
  await playground.open()
  await page.getByRole('combobox', { name: 'Runs in' }).selectOption('iptables')
  await playground.typeSource('tcp dst port 80')
  const capture = await openCapture(page, playground, 'cut.pcap')
  const matches = capture.getByRole('status', { name: 'Matches' })
  await expect(matches).toContainText(/\d+ without an IP header were not run/)
  await expect(matches).toContainText(/^[1-9][\d,]* of 2,\d{3} match/)
  await expect(playground.packets.getByRole('cell', { name: 'not run' }).first()).toBeAttached()
  await capture.getByRole('combobox', { name: 'Packets in view' }).selectOption('Only matching')
  await expect(playground.packets.getByRole('cell', { name: 'Accept' }).first()).toBeVisible()
  await playground.packets
    .getByRole('button', { name: /^Packet [\d,]+$/ })
    .first()
    .click()
  await expect(playground.region('Packet')).toContainText(/the 1[48] bytes before it are left out/)
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Accept/)
})

test('a file that is cut short, or corrupted, is open up to its fault; reading is given up', async ({
  playground,
  page,
}) => {
  await playground.open()
  const capture = await openCapture(page, playground, 'cut.pcap')
  const count = capture.getByRole('status', { name: 'Capture', exact: true })
  await expect(capture).toContainText(/At byte [\d,]+: The file ends inside a packet/)
  await expect(count).toHaveText(/^2,\d{3} packets$/)
  await expect(packetRow(playground, '1')).toBeVisible()

  await openCapture(page, playground, 'corrupted.pcap')
  await expect(capture).toContainText(/At byte [\d,]+: A packet claims 4294967280 captured bytes/)
  await expect(count).toHaveText('999 packets')
  const fault = (await capture.textContent())?.match(/At byte [\d,]+/)?.[0] ?? 'a fault'

  // Compressed, the fault is told at the same byte; a compressed file that is cut short keeps what could be unpacked.
  await openCapture(page, playground, 'corrupted.pcap.gz')
  await expect(capture).toContainText('corrupted.pcap.gz')
  await expect(capture).toContainText(`${fault}: A packet claims`)
  await expect(count).toHaveText('999 packets')
  await openCapture(page, playground, 'cut.pcap.gz')
  await expect(capture).toContainText(
    /At byte [\d,]+: The file cannot be read further: its compressed data ends too early\. What/,
  )
  await expect(count).toHaveText(/^\d+ packets$/)

  // Cancel is pressed the moment it is there: the file is read in a fraction of a second.
  await page.evaluate(() => {
    const observer = new MutationObserver(() => {
      for (const button of document.querySelectorAll('button')) if (button.textContent === 'Cancel') button.click()
    })
    observer.observe(document.body, { childList: true, subtree: true })
  })
  await openCapture(page, playground, 'mixed.pcap')
  await expect(capture).toContainText(/Given up after \d+ %; what was read is here/)
  await expect(count).not.toHaveText('200,000 packets')
  await capture.getByRole('button', { name: 'Close the capture' }).click()
  await expect(capture).toBeHidden()
  await expect(playground.region('Packets').getByRole('button', { name: 'Open capture' })).toBeFocused()
  await expect(playground.packets).toContainText('ICMP echo request')
})

test('a capture that is dropped on the page opens, and axe finds nothing serious', async ({ playground, page }) => {
  await playground.open()
  const bytes = [...readFileSync(pathOf('corrupted.pcap')).subarray(0, 20_000)]
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer()
    data.items.add(new File([Uint8Array.from(content)], 'dropped.pcap'))
    return data
  }, bytes)
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: transfer })
  const capture = page.getByRole('region', { name: 'Capture' })
  await expect(capture).toContainText('dropped.pcap')
  await expect(packetRow(playground, '1')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await seriousFaults(page)).toEqual([])
  }
})
