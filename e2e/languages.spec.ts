/** The three languages, the examples, and what a program reads beside the packet. */
import { expect, test } from './fixtures.ts'

test('assembly: the CPU example, with a value to set', async ({ playground, page }) => {
  await playground.open()
  await page.getByRole('button', { name: 'Examples' }).click()
  await page.getByRole('menuitem', { name: /CPU 3/ }).click()
  await expect
    .poll(() => playground.listingRows())
    .toEqual([
      ['000', 'ld', '[cpu]', '', ''],
      ['001', 'jeq', '#0x3', '2', '3'],
      ['002', 'ret', '#262144', '', ''],
      ['003', 'ret', '#0', '', ''],
    ])
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Accept 262144/)
  await page.getByRole('textbox', { name: 'cpu', exact: true }).fill('2')
  await playground.button('Reset').click()
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Drop/)
})

test('bytecode pasted as decimal shows as a program', async ({ playground }) => {
  await playground.open()
  await playground.chooseLanguage('Bytecode')
  await playground.typeSource('4,40 0 0 12,21 0 1 2048,6 0 0 65535,6 0 0 0')
  await expect.poll(async () => (await playground.listingRows()).length).toBe(4)
  await playground.button('Run').click()
  await expect(playground.verdict).toHaveText(/^Accept 65535/)
})

test('what tcpdump -ddd printed, pasted with its prompt, is stepped through', async ({ playground }) => {
  await playground.open()
  await playground.chooseLanguage('Bytecode')
  // tcpdump 4.99.3, libpcap 1.10.3
  await playground.typeSource(
    '$ sudo tcpdump -i eth0 -ddd icmp\n6\n40 0 0 12\n21 0 3 2048\n48 0 0 23\n21 0 1 1\n6 0 0 262144\n6 0 0 0\n$ ',
  )
  await expect.poll(async () => (await playground.listingRows())[3]).toEqual(['003', 'jeq', '#0x1', '4', '5'])
  await playground.step(3)
  await expect(playground.value('A')).toHaveText('0x00000001')
  expect(await playground.loadedBytes()).toEqual([23])
  await playground.step(2)
  await expect(playground.verdict).toHaveText(/^Accept 262144/)
})

test('a wrong line is shown in place, and the rest of the program too', async ({ playground }) => {
  await playground.open()
  await playground.chooseLanguage('Bytecode')
  await playground.typeSource('4\n40 0 0 12\n21 0 x 2048\n6 0 0 1\n6 0 0 0\n')
  await expect(playground.region('Source')).toContainText('3:6')
  await expect
    .poll(async () => (await playground.listingRows()).map(([, op]) => op))
    .toEqual(['ldh', 'unimp', 'ret', 'ret'])
})

test('a filter goes on as assembly with its clauses as comments, and that as bytecode', async ({
  playground,
  page,
}) => {
  await playground.open()
  const program = await playground.listingRows()
  const goOnAs = async (language: string): Promise<void> => {
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: language, exact: true }).click()
  }
  await goOnAs('Assembly')
  await expect(page.getByRole('radio', { name: 'Assembly' })).toBeChecked()
  await expect(playground.region('Source')).toContainText('; dst host 192.168.1.1, ip')
  expect(await playground.listingRows()).toEqual(program)
  await goOnAs('Bytecode')
  await expect(playground.region('Source')).toContainText('6,40 0 0 12,21 0 3 2048,')
  expect(await playground.listingRows()).toEqual(program)
})

test('an error keeps the last program and says where it is', async ({ playground, page }) => {
  await playground.open()
  await playground.typeSource('dst host 192.168.1.256 and ip')
  await expect(playground.region('Source')).toContainText("invalid IPv4 address '192.168.1.256'")
  await expect(playground.region('Program')).toContainText('The last program that compiled')
  expect(await playground.listingRows()).toHaveLength(6)
  await playground.typeSource('arp')
  await expect.poll(async () => (await playground.listingRows()).length).toBe(4)
  await expect(page.getByText('The last program that compiled')).toHaveCount(0)
})

test('link type and optimizer change the program', async ({ playground }) => {
  await playground.open()
  await playground.optimize.click()
  await expect.poll(async () => (await playground.listingRows()).length).toBe(16)
  await playground.optimize.click()
  await playground.linkType.selectOption('RAW')
  // tcpdump 4.99.3, libpcap 1.10.3: tcpdump -y RAW -d 'dst host 192.168.1.1 and ip'
  await expect
    .poll(() => playground.listingRows())
    .toEqual([
      ['000', 'ldb', '[0]', '', ''],
      ['001', 'and', '#0xf0', '', ''],
      ['002', 'jeq', '#0x40', '3', '6'],
      ['003', 'ld', '[16]', '', ''],
      ['004', 'jeq', '#0xc0a80101', '5', '6'],
      ['005', 'ret', '#262144', '', ''],
      ['006', 'ret', '#0', '', ''],
    ])
})
