/** The editor knows assembly: labels are gone to and renamed, texts laid out, operands offered, encodings shown. */
import { expect, test } from './fixtures.ts'
import type { PlaygroundPage } from './playground-page.ts'

const source = 'ldh [12]\njne #0x806,drop\nret #-1\ndrop:\nret #0\n'

async function open(playground: PlaygroundPage): Promise<void> {
  await playground.open(`#v=1&lang=assembly&f=${encodeURIComponent(source)}`)
  const { page } = playground
  await expect(page.locator('.monaco-editor')).toBeVisible()
  await playground.source.focus()
}

/** The whole text as the editor shows it. */
const shown = (playground: PlaygroundPage) =>
  playground.page.locator('.view-lines .view-line').evaluateAll((lines) =>
    lines
      .map(
        (line) =>
          [Number.parseFloat((line as HTMLElement).style.top), line.textContent.replace(/\u00a0/g, ' ')] as const,
      )
      .sort(([a], [b]) => a - b)
      .map(([, text]) => text),
  )

test('a label is renamed everywhere, and the program is the same', async ({ playground, page }) => {
  await open(playground)
  const rows = await playground.listingRows()
  // At the definition, in the fourth line.
  await page.keyboard.press('ControlOrMeta+Home')
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('F2')
  const name = page.getByRole('textbox', { name: /Rename input/ })
  await expect(name).toHaveValue('drop')
  await name.fill('reject')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => shown(playground))
    .toEqual(['ldh [12]', 'jne #0x806,reject', 'ret #-1', 'reject:', 'ret #0', ''])
  expect(await playground.listingRows()).toEqual(rows)

  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => shown(playground)).toContain('drop:')
})

test('a name that no label can have is refused in words', async ({ playground, page }) => {
  await open(playground)
  await page.keyboard.press('ControlOrMeta+Home')
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: /Rename input/ }).fill('ldh')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“ldh” is a word of the language.')).toBeVisible()
  expect(await shown(playground)).toContain('drop:')
})

test('from a jump to its label, by keyboard', async ({ playground, page }) => {
  await open(playground)
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('F12')
  // The caret is at the label now: what is typed stands before it.
  await page.keyboard.type('not_')
  await expect.poll(() => shown(playground)).toContain('not_drop:')
})

test('the text is laid out on request', async ({ playground, page }) => {
  await open(playground)
  await page.keyboard.press('Shift+Alt+F')
  await expect
    .poll(() => shown(playground))
    .toEqual(['    ldh [12]', '    jne #0x806, drop', '    ret #-1', 'drop:', '    ret #0', ''])
})

test('completion offers the forms an instruction takes, and labels where a jump goes', async ({ playground, page }) => {
  await open(playground)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('ldxb')
  const list = page.getByRole('listbox', { name: /Suggest/ })
  await list.getByRole('listitem', { name: /^ldxb 4\*/ }).click()
  await page.keyboard.type('14')
  await expect.poll(() => shown(playground)).toEqual(['ldxb 4*([14]&0xf)'])
  await page.keyboard.press('End')
  await page.keyboard.type('\nhere: jmp ')
  await page.keyboard.press('Control+Space')
  // Of all words only the label.
  await expect(list.getByRole('listitem')).toHaveText([/^here/])
})

test('the card over an instruction shows its encoding', async ({ playground, page }) => {
  await open(playground)
  // Over a word before its language is there, nothing comes of it: the pointer goes away and comes again.
  await expect(async () => {
    await page.mouse.move(0, 0)
    await page.locator('.view-line').getByText('jne').hover()
    await expect(page.locator('.monaco-hover:not(.hidden)')).toContainText('001: { 0x15, 0, 1, 0x00000806 }', {
      timeout: 3000,
    })
  }).toPass()
})
