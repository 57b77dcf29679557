/** A file is read to its end however often the browser clears its garbage away meanwhile. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mixedCapture } from '../scripts/captures/mixed-capture.ts'
import { writePcap } from '../scripts/captures/write-capture.ts'
import { expect, test as base } from './fixtures.ts'

const PACKETS = 50_000
const test = base.extend<object, object>({
  launchOptions: [
    async ({ launchOptions }, use) => {
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), '--js-flags=--expose-gc'] })
    },
    { scope: 'worker' },
  ],
})

test('a capture is read to its end though garbage is collected all the while', async ({ playground, page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'reading-'))
  const path = join(folder, 'mixed.pcap')
  writeFileSync(path, writePcap(mixedCapture({ seed: 1, packets: PACKETS })))
  page.on('worker', (worker) => void worker.evaluate('setInterval(gc, 1)').catch(() => undefined))
  await playground.open()
  const capture = page.getByRole('region', { name: 'Capture' })
  for (let reading = 0; reading < 3; reading++) {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      playground.region('Packets').getByRole('button', { name: 'Open capture' }).click(),
    ])
    await chooser.setFiles(path)
    await expect(capture.getByRole('status', { name: 'Matches' })).toContainText('of 50,000 match')
    await capture.getByRole('button', { name: 'Close' }).click()
  }
  rmSync(folder, { recursive: true, force: true })
})
