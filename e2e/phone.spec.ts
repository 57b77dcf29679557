/** What a phone asks for: one pane at a time, and fingers. */
import { expect, test } from './fixtures.ts'

test.use({ viewport: { width: 390, height: 844 } })

test('the listing has gone along with a run that was made on another tab', async ({ playground }) => {
  await playground.open('#v=1&lang=filter&dlt=EN10MB&f=tcp+port+80&pkt=tcp-syn')
  await playground.show('Machine')
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Drop/)
  await playground.show('Program')
  await expect(playground.currentRow).toBeInViewport({ ratio: 1 })
})

test('a field is written by a tap on its pencil', async ({ playground, page }) => {
  await playground.open('#v=1&lang=filter&dlt=EN10MB&f=ip+dst+host+10.0.0.7&pkt=tcp-syn')
  await playground.show('Packet')
  await playground.region('Packet').getByRole('button', { name: 'Write Destination' }).last().click()
  await page.getByRole('textbox', { name: 'Destination, new value' }).fill('10.0.0.7')
  await page.keyboard.press('Enter')
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Accept/)
})

test('long assembly leaves the problems their place', async ({ playground, page }) => {
  const long = Array.from({ length: 60 }, (_, at) => `l${at}: ldh [12]\njeq #${1000 + at}, l${at + 1}`).join('\n')
  await playground.open(`#v=1&lang=assembly&f=${encodeURIComponent(`${long}\nl60: ret #0`)}`)
  await playground.show('Source')
  const problems = page.getByText('60 notes')
  await expect(problems).toBeVisible()
  // What is drawn at the place of the words are the words.
  await problems.click({ trial: true })
})
