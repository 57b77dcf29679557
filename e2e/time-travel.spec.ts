/** Going through a recorded run: where a value came from, stops by rule, watches, playing, undo. */
import { seriousFaults } from './axe.ts'
import { expect, test } from './fixtures.ts'

// An IPv4 header of six words, so that the ports stand four bytes further on than they mostly do.
const withOptions =
  '00005e00530100005e00538e0800' +
  '46000040000040004006b3a1c0a8018ec0a80101' +
  '01010100' +
  'd4310050000000010000000050022000000000000000000000000000'

test('where did X come from: the header’s length, of a packet with IP options', async ({ playground, page }) => {
  await playground.open(`#v=1&lang=filter&dlt=EN10MB&f=tcp+port+80&raw=${withOptions}`)
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Accept/)
  await expect(playground.value('X')).toHaveText('0x00000018')
  await playground.value('X').getByRole('button').click()
  const origin = playground.region('Machine').getByRole('region', { name: 'Where X came from' })
  await expect(origin.getByRole('status')).toContainText('was written by step')
  await expect(origin).toContainText('ldxb')
  await expect(origin).toContainText('Of the packet: byte 14.')
  // All that has no part in it is grey; the byte and the instruction are not.
  const lit = playground.bytes.getByRole('gridcell').and(page.locator('[data-lit]'))
  await expect(lit).toHaveText(['46'])
  await expect(playground.listing.getByRole('row').and(page.locator('[data-lit]'))).toHaveCount(1)
  expect(await seriousFaults(page)).toEqual([])

  await origin.getByRole('button', { name: /^Step \d+$/ }).click()
  await expect(playground.listing.getByRole('row', { name: /ldxb/ })).toHaveAttribute('data-lit', 'true')
  await page.keyboard.press('Escape')
  await expect(origin).toHaveCount(0)
})

test('a condition stops a loop that jumps back by hand', async ({ playground, page }) => {
  // Counts X up for ever: no kernel takes it, and libpcap’s interpreter never ends. Here it runs to the limit.
  const loop = 'ldx #0\nagain: txa\nadd #1\ntax\njmp again\nret #0\n'
  await playground.open(`#v=1&lang=assembly&vm=libpcap&f=${encodeURIComponent(loop)}`)
  const machine = playground.region('Machine')
  await machine.getByText('Stop where').click()
  const field = machine.getByRole('textbox', { name: 'New stop rule' })
  await field.fill('X >')
  await expect(machine.getByRole('status', { name: /Problem with the new stop rule/ })).not.toBeEmpty()
  await field.fill('X > 20')
  await field.press('Enter')
  await expect(machine.getByRole('list', { name: 'Stop rules' })).toHaveText(/X > 20/)

  await playground.button('Run').click()
  await expect(playground.value('X')).toHaveText('0x00000015')
  await expect(playground.verdict).toHaveText(/^Running/)
  await page.keyboard.press('ControlOrMeta+F8')
  await expect(playground.value('X')).toHaveText('0x00000000')
  await machine.getByRole('button', { name: 'Remove X > 20' }).click()
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Error.*steps/)

  // A step with a number as long as any has its room.
  await playground.value('X').getByRole('button').click()
  const step = machine.getByRole('button', { name: /^Step \d{6}$/ }).first()
  const room = await step.evaluate((button) => {
    const words = document.createRange()
    words.selectNodeContents(button)
    return words.getBoundingClientRect().left - button.getBoundingClientRect().left
  })
  expect(room).toBeGreaterThan(0)
})

test('a watch shows its value at each step, and travels in the link with the stops', async ({ playground, page }) => {
  await playground.open(
    '#v=1&lang=filter&dlt=EN10MB&f=dst+host+192.168.1.1+and+ip&pkt=icmp-echo&watch=pkt%5B12:2%5D&watch=A+%26+0xff&stop=read+30',
  )
  const watches = playground.region('Machine').getByRole('list', { name: 'Watches' })
  await expect(watches.getByRole('listitem').first()).toContainText('0x00000800')
  await playground.button('Run').click()
  await expect(playground.bytes.getByRole('gridcell', { selected: true })).toHaveText(['c0', 'a8', '01', '01'])
  await expect(watches.getByRole('listitem').nth(1)).toContainText('0x00000001')
  await playground.button('Share').click()
  expect(await playground.sharedAddress()).toContain('stop=read+30')
  await page.keyboard.press('Escape')
})

test('run to an instruction, by double click and by key', async ({ playground, page }) => {
  await playground.open()
  await playground.listing.getByRole('row').nth(4).dblclick()
  await expect(playground.value('PC')).toHaveText('0x00000003')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(playground.value('PC')).toHaveText('0x00000001')
})

test('the run plays by itself to its end', async ({ playground }) => {
  await playground.open()
  const machine = playground.region('Machine')
  await machine.getByRole('combobox', { name: 'Speed' }).selectOption('20 steps a second')
  await machine.getByRole('button', { name: 'Play' }).click()
  await expect(playground.verdict).toHaveText(/^Accept/)
  await expect(machine.getByRole('button', { name: 'Play' })).toBeDisabled()
})

test('undo and redo go across options, packet and source', async ({ playground, page }) => {
  await playground.open()
  const undo = page.getByRole('button', { name: /^Undo/ })
  const redo = page.getByRole('button', { name: /^Redo/ })
  await expect(undo).toBeDisabled()
  await playground.optimize.click()
  await playground.byte(33).click()
  await page.keyboard.type('09')
  await expect(playground.byte(33)).toHaveText('09')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(playground.byte(33)).toHaveText('01')
  await expect(playground.optimize).not.toBeChecked()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(playground.optimize).toBeChecked()
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(playground.optimize).not.toBeChecked()
  // As buttons that say what they do, and keep the focus when there is nothing left to do.
  await expect(undo).toHaveAccessibleName('Undo: optimizer')
  await expect(redo).toHaveAccessibleName('Redo: packets')
  await undo.focus()
  await page.keyboard.press('Enter')
  await expect(playground.optimize).toBeChecked()
  await expect(undo).toBeDisabled()
  await expect(undo).toBeFocused()
})
