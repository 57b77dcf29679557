/** The table of names, from text to what the compiler takes. */
import { describe, expect, it } from 'vitest'
import { compileSource } from './compile-source.ts'
import { parseNames } from './names.ts'
import { emptySituation } from './situation.ts'

const TABLE = `# the laboratory
10.0.0.1 hub Router   # two names
2001:db8::1\thub
00:11:22:33:44:55 printer

lab 10.1 annex
lab 10.2
0:1:2:3:4:5 printer\r
10.0.0.2 __proto__`

describe('parseNames', () => {
  it('takes the lines of /etc/hosts, /etc/ethers and /etc/networks', () => {
    const { names, problems } = parseNames(TABLE)
    expect(problems).toEqual([])
    expect(Object.entries(names.hosts)).toEqual([
      ['hub', ['10.0.0.1', '2001:db8::1']],
      ['router', ['10.0.0.1']],
      ['__proto__', ['10.0.0.2']],
    ])
    expect(names.networks).toEqual({ lab: '10.1', annex: '10.1' })
    expect(names.ethers).toEqual({ printer: '00:11:22:33:44:55' })
  })

  it.each([
    ['10.0.0.1', '10.0.0.1', 'No name is given to 10.0.0.1.'],
    [' 10.0.0 gw # x', '10.0.0 gw', '10.0.0 is not an address.'],
    ['10.0.0.256 gw', '10.0.0.256 gw', '10.0.0.256 is not an address.'],
    ['fe80::1%lo gw', 'fe80::1%lo gw', 'fe80::1%lo is not an address.'],
    ['0:1:2:3:4 printer', '0:1:2:3:4 printer', '0:1:2:3:4 is not an address.'],
    ['hub', 'hub', 'hub has no address; a host’s stands before its name.'],
    ['lab 10.1.0.0/16', 'lab 10.1.0.0/16', '10.1.0.0/16 is not the number of a network, as 10.1 is.'],
    ['lab 1.2.3.4.5', 'lab 1.2.3.4.5', '1.2.3.4.5 is not the number of a network, as 10.1 is.'],
  ])('leaves out %j, and says why in its place', (line, at, message) => {
    const text = `10.0.0.9 first\n${line}\n10.0.0.10 last`
    const { names, problems } = parseNames(text)
    expect(Object.keys(names.hosts)).toEqual(['first', 'last'])
    expect(problems).toMatchObject([{ severity: 'error', message }])
    expect(problems.map(({ span }) => text.slice(span.from, span.to))).toEqual([at])
  })
})

describe('compileSource', () => {
  const compile = (text: string, options: object) => compileSource({ ...emptySituation(), text, ...options }).program

  it('knows the names of the table', () => {
    expect(compile('host hub', {})).toBeNull()
    expect(compile('ip host hub or host router', { names: TABLE })).not.toBeNull()
    expect(compile('host router', { names: TABLE })).toEqual(compile('host 10.0.0.1', {}))
  })

  it('compiles as for a live capture', () => {
    const asksKernel = (options: object) => compile('vlan', options)?.some(({ k }) => k >= 0xfffff000)
    expect([asksKernel({ live: true }), asksKernel({})]).toEqual([true, false])
  })
})
