/** What is wrong with a source: where it is shown, how it reads, that it is seen whole, and that it leads there. */
import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { PlaygroundPage } from './playground-page.ts'

function problemsOf(playground: PlaygroundPage) {
  const pane = playground.region('Source')
  return {
    pane,
    count: pane.getByRole('status', { name: 'Problems' }),
    list: pane.getByRole('list', { name: 'Problems' }),
    item: (text: RegExp | string) => pane.getByRole('button', { name: text }),
  }
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('not in sight')
  return box
}

/** Whole pixels by which the list reaches below its pane. */
async function cutOff({ list, pane }: ReturnType<typeof problemsOf>): Promise<number> {
  const [inner, outer] = [await boxOf(list), await boxOf(pane)]
  return Math.max(0, Math.round(inner.y + inner.height - outer.y - outer.height))
}

test('an error is underlined where it is, with its place and what to do', async ({ playground, page }) => {
  await playground.open()
  await expect(page.locator('.monaco-editor')).toBeVisible()
  await playground.typeSource('tpc port 80 and host 192.168.1.1')
  const problems = problemsOf(playground)
  await expect(problems.count).toHaveText('1 error')
  const item = problems.item(/syntax error/)
  await expect(item).toContainText('1:1')
  await expect(item).toContainText('Did you mean tcp?')
  await expect(item.locator('code').last()).toHaveText('tcp')
  await expect(item).not.toContainText('`')

  const squiggle = await boxOf(page.locator('.monaco-editor .squiggly-error'))
  const line = await boxOf(page.locator('.monaco-editor .view-line > span'))
  const letter = line.width / 'tpc port 80 and host 192.168.1.1'.length
  expect(Math.abs(squiggle.x - line.x)).toBeLessThan(2)
  expect(Math.abs(squiggle.width - 3 * letter)).toBeLessThan(2)
})

test('a warning and a note are told from an error by their words', async ({ playground, page }) => {
  await playground.open()
  await expect(page.locator('.monaco-editor')).toBeVisible()
  await playground.typeSource('host 10.0.0.1 or tcp port 80 and not vlan 5 or ip6 and arp')
  const problems = problemsOf(playground)
  await expect(problems.count).toHaveText('1 warning, 1 note')
  await expect(problems.item(/After vlan 5/).getByText('warning', { exact: true })).toBeVisible()
  await expect(problems.item(/same precedence/).getByText('note', { exact: true })).toBeVisible()
  await expect(page.locator('.monaco-editor .squiggly-warning').first()).toBeVisible()
  await expect(page.locator('.monaco-editor .squiggly-error')).toHaveCount(0)
  // It compiles all the same.
  await expect(page.getByText('The last program that compiled')).toHaveCount(0)
})

for (const width of [1440, 1024, 768]) {
  test(`problems are seen whole at ${width} px, and the pane goes back after`, async ({ playground, page }) => {
    await page.setViewportSize({ width, height: 900 })
    await playground.open()
    const problems = problemsOf(playground)
    await expect(problems.count).toHaveText('None')
    const before = (await boxOf(problems.pane)).height
    await playground.typeSource('host 10.0.0.1 or tcp port 80 and not vlan 5 or ip6 and arp')
    await expect(problems.count).toHaveText('1 warning, 1 note')
    await expect.poll(() => cutOff(problems)).toBe(0)
    expect((await boxOf(problems.pane)).height).toBeGreaterThan(before + 100)
    await playground.typeSource('ip')
    await expect.poll(async () => Math.round((await boxOf(problems.pane)).height - before)).toBe(0)
  })
}

/** Moves the lower edge of the source pane by `by` pixels. */
async function dragEdge({ page }: PlaygroundPage, by: number): Promise<void> {
  const at = await boxOf(page.getByRole('separator', { name: 'Height of the source' }))
  await page.mouse.move(at.x + 50, at.y)
  await page.mouse.down()
  await page.mouse.move(at.x + 50, at.y + by, { steps: 3 })
  await page.mouse.up()
}

test('a height that a person gave the pane outlives the problems', async ({ playground }) => {
  await playground.open()
  const problems = problemsOf(playground)
  const height = async () => Math.round((await boxOf(problems.pane)).height)
  await dragEdge(playground, 60)
  const given = await height()
  await playground.typeSource('tpc')
  await expect.poll(height).toBeGreaterThan(given + 40)

  // Made smaller while they are shown it stays so, and goes back to what it was when they are gone.
  const grown = await height()
  await dragEdge(playground, -30)
  await expect.poll(height).toBe(grown - 30)
  await playground.typeSource('tpc and upd')
  await expect(problems.count).toHaveText('1 error')
  await playground.page.waitForTimeout(1500)
  expect(await height()).toBe(grown - 30)
  await playground.typeSource('tcp')
  await expect.poll(height).toBe(given)
})

for (const editor of ['the editor', 'the plain text box'] as const) {
  test(`choosing a problem selects its text in ${editor}`, async ({ playground, page }) => {
    if (editor === 'the plain text box') await page.route(/monaco.*\.js/, () => new Promise<void>(() => undefined))
    await playground.open()
    if (editor === 'the editor') await expect(page.locator('.monaco-editor')).toBeVisible()
    await playground.typeSource('ip and tpc')
    const problems = problemsOf(playground)
    // The pane grows for them: a press and its release could meet different things before it has.
    await expect(problems.item(/syntax error/)).toBeVisible()
    await expect.poll(() => cutOff(problems)).toBe(0)
    await problems.item(/syntax error/).click()
    await expect(playground.source).toBeFocused()
    // What is typed now takes the place of the wrong word, and of nothing else.
    await page.keyboard.insertText('tcp')
    await expect(problems.count).toHaveText('None')
    // tcpdump 4.99.3, libpcap 1.10.3: tcpdump -y EN10MB -d 'ip and tcp'
    await expect
      .poll(() => playground.listingRows())
      .toEqual([
        ['000', 'ldh', '[12]', '', ''],
        ['001', 'jeq', '#0x800', '2', '5'],
        ['002', 'ldb', '[23]', '', ''],
        ['003', 'jeq', '#0x6', '4', '5'],
        ['004', 'ret', '#262144', '', ''],
        ['005', 'ret', '#0', '', ''],
      ])
  })
}
