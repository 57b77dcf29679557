/** What the optimizer does, as a film. */
import { seriousFaults } from './axe.ts'
import { expect, test } from './fixtures.ts'

test('the film of `dst host 192.168.1.0`: passes, words, what is gone, counts', async ({ playground, page }) => {
  await playground.open('#v=1&lang=filter&dlt=EN10MB&f=dst+host+192.168.1.0&pkt=arp-request')
  const program = playground.region('Program')
  await program.getByRole('radio', { name: 'Optimizer' }).check()
  const told = program.getByRole('status', { name: 'What the optimizer did' })
  const slider = program.getByRole('slider', { name: 'Step of the optimizer' })
  await expect(slider).toHaveValue('1')
  await expect(told.getByRole('listitem').first()).toContainText(/block \d/)
  await expect(program.getByRole('region', { name: 'Before' }).getByRole('group')).toBeVisible()
  const last = Number(await slider.getAttribute('max'))
  expect(last).toBeGreaterThan(2)

  // What goes is marked in the graph before, and is not in the one after.
  let gone = 0
  for (let step = 1; step <= last; step++) {
    const leaving = program.getByRole('region', { name: 'Before' }).getByRole('img', { name: /gone after this/ })
    for (const name of await leaving.evaluateAll((boxes) =>
      boxes.map((each) => each.getAttribute('aria-label') ?? ''),
    )) {
      gone++
      const block = name.split(',')[0] ?? ''
      const after = program
        .getByRole('region', { name: 'After' })
        .getByRole('img', { name: new RegExp(`^${block}[,:]`) })
      await expect(after).toHaveCount(0)
    }
    if (step < last) {
      await slider.focus()
      await page.keyboard.press('ArrowRight')
      await expect(slider).toHaveValue(String(step + 1))
    }
  }
  expect(gone).toBeGreaterThan(0)
  await expect(told).toContainText('→ 10 instructions')
  expect(await seriousFaults(page)).toEqual([])

  await program.getByRole('radio', { name: 'Listing' }).last().check()
  await expect(program.getByRole('region', { name: 'After' }).getByRole('listitem').first()).toContainText('ldh')
})

test('what is written by hand has no film', async ({ playground }) => {
  await playground.open('#v=1&lang=assembly&f=ret+%230&tab=optimizer')
  await expect(playground.region('Program')).toContainText('Only filters are optimized')
})
