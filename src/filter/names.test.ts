/**
 * Names of hosts, networks and Ethernet stations, beside libpcap with the same table in its /etc:
 * recorded answers everywhere, the installed one's where a mount namespace can be had.
 */
import { describe, expect, test } from 'vitest'
import { libpcapAnswer, ourAnswer } from '../../scripts/judges/compile-differences.ts'
import { askLibpcap, libpcapVersion } from '../../scripts/judges/libpcap.ts'
import { withNames } from '../../scripts/judges/names-surroundings.ts'
import { randomNames, table } from '../../scripts/judges/random-names.ts'
import { digestOfAnswer, readRows } from '../../scripts/judges/recorded-rows.ts'
import { DLT } from '../net/index.ts'
import { compileFilter } from './index.ts'

const options = { linkType: DLT.EN10MB, snaplen: 262144, netmask: null, optimize: true }

describe('a name is what the table says', () => {
  test.each([
    ['host alpha', 'host 10.0.0.1'],
    ['host ALPHA', 'host 10.0.0.1'],
    ['host \\beta and ip', '(host 10.0.0.2 or host 192.168.7.9) and ip'],
    ['src host delta', 'ip6 src host 2001:db8::2 or src host 10.0.0.3'],
    ['ip host delta', 'ip host 10.0.0.3'],
    ['ip6 host delta', 'ip6 host 2001:db8::2'],
    ['ether src alpha', 'ether src 00:11:22:33:44:55'],
    ['ether host printer', 'ether host 0:1:2:3:4:5'],
    // libpcap takes the mask from the leading zeros of the number, so most networks are one address.
    ['net lab', 'net 10.1.0.0/32'],
    ['net low', 'net 5.0.0.0/16'],
  ])('%s is %s', (named, numeric) => {
    const [left, right] = [compileFilter(named, { ...options, names: table }), compileFilter(numeric, options)]
    expect(left.ok && left.value.program).toEqual(right.ok && right.value.program)
    expect(left.ok).toBe(true)
  })
})

describe('a name that cannot be used is refused in libpcap’s words', () => {
  test.each([
    ['host nobody', "unknown host 'nobody'", 'nobody'],
    ['host constructor', "unknown host 'constructor'", 'constructor'],
    ['ip host gamma', "unknown host 'gamma' for specified address family", 'gamma'],
    ['ip6 host alpha', "unknown host 'alpha' for specified address family", 'alpha'],
    ['arp host gamma', "'arp' modifier applied to ip6 host", 'arp host gamma'],
    ['net zero', "unknown network 'zero'", 'zero'],
    ['net nowhere', "unknown network 'nowhere'", 'nowhere'],
    ['ether host beta', "unknown ether host 'beta'", 'beta'],
  ])('%s', (expression, message, at) => {
    const compiled = compileFilter(expression, { ...options, names: table })
    const span = { from: expression.length - at.length, to: expression.length }
    expect(compiled).toMatchObject({ ok: false, error: [{ message, span }] })
  })
})

describe('libpcap with the same names in /etc', () => {
  const rows = readRows('libpcap-names.txt')

  test('is matched in what was recorded of it', () => {
    const different = rows.filter(({ request, digest }) => {
      return digest !== 'crash' && digestOfAnswer(ourAnswer({ ...request, names: table })) !== digest
    })
    expect(different).toEqual([])
    expect(rows.length).toBeGreaterThanOrEqual(1500)
  })

  const fresh = randomNames(4243, 2000)
  const answers = libpcapVersion() === '1.10.3' ? withNames(table, (etc) => askLibpcap(fresh, 5, etc)) : null

  test.runIf(answers !== null)('is matched where it can be asked', () => {
    const theirs = (answers ?? []).map(libpcapAnswer)
    const different = fresh.filter((each, i) => theirs[i] !== 'crash' && ourAnswer(each) !== theirs[i])
    expect(different).toEqual([])
    expect(theirs.filter((answer) => answer.startsWith('ok')).length).toBeGreaterThan(500)
  })
})
