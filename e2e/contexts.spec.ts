/** Where a program runs: on a socket, in an iptables rule, at a system call. */
import { expect, test } from './fixtures.ts'
import type { PlaygroundPage } from './playground-page.ts'
import { seriousFaults } from './axe.ts'

const cpu3 = '4,32 0 0 4294963236,21 0 1 3,6 0 0 262144,6 0 0 0'

const runsIn = (playground: PlaygroundPage) => playground.page.getByRole('combobox', { name: 'Runs in' })
const rule = (playground: PlaygroundPage) => playground.region('Program').getByRole('region', { name: 'iptables rule' })

test('the CPU-3 program goes from assembly to the iptables line, and the line back', async ({ playground }) => {
  await playground.open('#v=1&lang=assembly&ctx=xt_bpf&f=ld+%23cpu%0Ajneq+%233,+drop%0Aret+%23262144%0Adrop:+ret+%230')
  await expect(runsIn(playground)).toHaveValue('xt_bpf')
  const line = rule(playground).getByText(/^iptables -A/)
  await expect(line).toHaveText(`iptables -A INPUT -m bpf --bytecode "${cpu3}" -j ACCEPT`)
  await rule(playground).getByRole('combobox', { name: 'Chain' }).selectOption('FORWARD')
  await rule(playground).getByRole('combobox', { name: 'Target' }).selectOption('DROP')
  await expect(line).toHaveText(`iptables -A FORWARD -m bpf --bytecode "${cpu3}" -j DROP`)
  const rows = await playground.listingRows()
  const written = (await line.textContent()) ?? ''

  await playground.chooseLanguage('Bytecode')
  await playground.typeSource(written)
  await expect.poll(() => playground.listingRows()).toEqual(rows)
  await expect(line).toContainText(cpu3)
})

test('a filter compiles for packets without a link header, and the packet is shown from there', async ({
  playground,
  page,
}) => {
  await playground.open()
  await runsIn(playground).selectOption('xt_bpf')
  await expect(playground.listing.getByRole('row', { name: /ld .*\[16\]/ })).toBeVisible()
  await expect(playground.bytes.getByRole('gridcell').first()).toHaveText('45')
  await expect(playground.region('Packet').getByRole('note')).toContainText('14 bytes before it')
  await expect(playground.region('Packets')).toContainText('never get')
  await expect(page.getByRole('combobox', { name: 'Link type' })).toHaveCount(0)
  expect(await seriousFaults(page)).toEqual([])
})

test('a program for Ethernet is warned about, shifted on request, and the shift taken back', async ({
  playground,
  page,
}) => {
  await playground.open(
    '#v=1&lang=assembly&ctx=xt_bpf&f=ldh+%5B12%5D%0Ajeq+%230x800,+ip%0Aret+%230%0Aip:+ldb+%5B23%5D%0Ajeq+%231,+icmp%0Aret+%230%0Aicmp:+ret+%231',
  )
  await expect(page.locator('.monaco-editor')).toBeVisible()
  const warning = rule(playground).getByRole('note')
  await expect(warning).toContainText('Instruction 000 reads the EtherType')
  await warning.getByRole('button', { name: 'Shift the offsets by 14' }).click()
  await expect(warning).toHaveCount(0)
  await expect(playground.listing.getByRole('row', { name: /ldb .*\[9\]/ })).toBeVisible()
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Accept/)

  await playground.source.focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(warning).toBeVisible()
})

test('seccomp: one call is allowed, another fails, and the call can be changed', async ({ playground, page }) => {
  await playground.open()
  await page.getByRole('button', { name: 'Examples' }).click()
  await page.getByRole('menuitem', { name: /seccomp: no sockets/ }).click()
  await expect(runsIn(playground)).toHaveValue('seccomp')
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Drop: ERRNO\(1\) EPERM/)
  await expect(playground.listing).toContainText('System call is socket (41)?')

  await playground.packets.getByRole('button', { name: 'read', exact: true }).click()
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Accept: ALLOW/)

  const call = playground.region('Packet').getByRole('combobox', { name: 'Call' })
  await call.fill('socket')
  await call.press('Enter')
  // As long a run: the page stays at its end.
  await expect(playground.verdict).toHaveText(/^Drop: ERRNO\(1\) EPERM/)
  await call.fill('sokcet')
  await call.press('Enter')
  await expect(playground.region('Packet').getByRole('alert')).toContainText('no call named “sokcet”')
  expect(await seriousFaults(page)).toEqual([])
})

test('seccomp: what its check refuses is said at its line, and a filter expression has another place', async ({
  playground,
}) => {
  await playground.open('#v=1&lang=assembly&ctx=seccomp&f=ldh+%5B0%5D%0Aret+%230')
  await expect(playground.region('Source')).toContainText('would not load this program for seccomp')
  await expect(playground.region('Source')).toContainText('Instruction 000')
  await playground.chooseLanguage('Filter')
  await playground.typeSource('icmp')
  await expect(playground.region('Source')).toContainText('A filter expression asks about packets')
  await runsIn(playground).selectOption('socket')
  await expect(playground.listing.getByRole('row', { name: /#0x1/ }).first()).toBeVisible()
})
