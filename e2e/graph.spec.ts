/** The program as a flow graph: the run drawn on it, keys, folding, a file to take away. */
import { readFile } from 'node:fs/promises'
import { seriousFaults } from './axe.ts'
import { expect, test } from './fixtures.ts'
import type { PlaygroundPage } from './playground-page.ts'

const graph = (playground: PlaygroundPage) => playground.region('Program').getByRole('group', { name: 'Flow graph' })
const box = (playground: PlaygroundPage, name: RegExp) => graph(playground).getByRole('img', { name })

test('the run is drawn on the graph, and what is next is followed', async ({ playground, page }) => {
  await playground.open()
  await playground.region('Program').getByRole('radio', { name: 'Graph' }).check()
  await expect(
    box(playground, /^Block 000–001: EtherType is IPv4\?, 6 of 6 frames, true 3 to 002, false 3 to 005$/),
  ).toBeVisible()
  await playground.step(2)
  await expect(box(playground, /^Block 000–001.*executed$/)).toBeVisible()
  await expect(box(playground, /^Block 002–003/)).toHaveAttribute('data-current', '')
  await playground.button('Run').click()
  await expect(box(playground, /^Block 004: Accept, executed$/)).toBeVisible()
  await expect(box(playground, /^Block 005: Drop, executed$/)).toHaveCount(0)
  expect(await seriousFaults(page)).toEqual([])
})

test('pointing at a box lights its bytes, by keyboard too', async ({ playground, page }) => {
  await playground.open('#v=1&lang=filter&dlt=EN10MB&f=dst+host+192.168.1.1+and+ip&pkt=icmp-echo&tab=graph')
  await box(playground, /^Block 000–001/).focus()
  await expect(playground.byte(12)).toHaveAttribute('data-lit', '')
  await page.keyboard.press('End')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(box(playground, /^Block 002–003/)).toBeFocused()
  await expect(playground.byte(30)).toHaveAttribute('data-lit', '')
  await page.keyboard.press('-')
  await expect(playground.region('Program')).toContainText('80 %')
})

test('the graph is saved as a file that stands alone', async ({ playground, page }) => {
  await playground.open('#v=1&lang=filter&dlt=EN10MB&f=tcp+port+80&pkt=tcp-syn&tab=graph')
  const waiting = page.waitForEvent('download')
  await playground.region('Program').getByRole('button', { name: 'Save as SVG' }).click()
  const text = await readFile(await (await waiting).path(), 'utf8')
  expect(text).toContain('xmlns="http://www.w3.org/2000/svg"')
  expect(text).not.toMatch(/class=|var\(--/)
  const parsed = await page.evaluate((svg) => {
    const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
    return { name: root.nodeName, texts: root.querySelectorAll('text').length }
  }, text)
  expect(parsed.name).toBe('svg')
  expect(parsed.texts).toBeGreaterThan(20)
})

test('a program of very many blocks is folded, and a box opens', async ({ playground, page }) => {
  const hosts = Array.from({ length: 150 }, (_, i) => `host 10.0.${String(i)}.7`).join(' or ')
  await playground.open(`#v=1&lang=filter&dlt=EN10MB&f=${encodeURIComponent(hosts)}&tab=graph`)
  await expect(playground.region('Program')).toContainText('neighbours stand in one box')
  const folded = graph(playground).getByRole('button', { name: /blocks/ })
  const before = await folded.count()
  await folded.nth(1).focus()
  await page.keyboard.press('Enter')
  await expect(folded).toHaveCount(before - 1)
})
