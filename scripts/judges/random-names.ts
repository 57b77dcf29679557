/**
 * A table of names, and random filter expressions that use it.
 *
 * The hosts' addresses stand as getaddrinfo() sorts them where no network is there: IPv6 first, and
 * else as in /etc/hosts.
 */
import type { Names } from '../../src/filter/index.ts'
import type { Random } from './random.ts'
import { createRandom } from './random.ts'
import type { ExpressionCase } from './random-expressions.ts'
import { expression } from './random-live.ts'

export const table: Names = {
  hosts: {
    alpha: ['10.0.0.1'],
    beta: ['10.0.0.2', '192.168.7.9'],
    gamma: ['2001:db8::1'],
    delta: ['2001:db8::2', '10.0.0.3'],
    many: ['2001:db8::9', '2001:db8::3', '192.0.2.9', '10.0.0.9', '192.0.2.1'],
    twice: ['10.0.0.4', '10.0.0.4'],
    mapped: ['::ffff:10.9.9.9'],
    'Web-1.example.org': ['198.51.100.7'],
    ftp: ['198.51.100.8'],
  },
  networks: {
    lab: '10.1',
    zero: '0.0.0.0',
    low: '0.0.5.0',
    tiny: '0.1',
    full: '192.168.3.4',
    loop: '127',
    alpha: '172.16',
  },
  ethers: {
    alpha: '00:11:22:33:44:55',
    Printer: '0:1:2:3:4:5',
    'Web-1.example.org': 'aa:bb:cc:dd:ee:ff',
  },
}

const linkTypes = [1, 1, 1, 1, 12, 101, 228, 6, 10, 105, 122, 127, 7, 113, 276, 240, 9, 0, 117]
const hosts = [...Object.keys(table.hosts), 'ALPHA', 'WEB-1.EXAMPLE.ORG', 'nobody', 'Printer']
const networks = [...Object.keys(table.networks), 'LAB', 'nowhere', 'beta']
const ethers = [...Object.keys(table.ethers), 'PRINTER', 'nobody', 'beta']

export function randomNames(seed: number, count: number): ExpressionCase[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => ({
    linkType: random.pick(linkTypes),
    snaplen: 262144,
    netmask: null,
    optimize: random.below(3) > 0,
    names: table,
    expression: random.below(3) === 0 ? expression(random, namedTerm) : namedTerm(random),
  }))
}

function namedTerm(random: Random): string {
  const direction = random.pick(['', '', 'src ', 'dst ', 'src or dst ', 'src and dst ', 'ra '])
  const make = random.pick([
    () => `${direction}host ${random.pick(hosts)}`,
    () => `${direction}host ${random.pick(hosts)} or ${random.pick(hosts)}`,
    () => `host (${random.pick(hosts)} and ${random.pick(hosts)})`,
    () => `${random.pick(['src', 'dst'])} ${random.pick(hosts)}`,
    () =>
      `${random.pick(['ip ', 'ip6 ', 'ip ', 'ip6 ', 'arp ', 'rarp ', 'tcp ', 'decnet ', 'atalk '])}host ${random.pick(hosts)}`,
    () => `${random.pick(['', '', 'ip ', 'ip6 ', 'arp ', 'udp '])}${direction}net ${random.pick(networks)}`,
    () => `${random.pick(['ether ', 'link ', 'wlan ', 'fddi '])}${direction}host ${random.pick(ethers)}`,
    () =>
      `host ${random.pick(['\\10.0.0.1', '\\1', '\\0x7f.1', '\\010.8.9', '\\fe80::1', '\\10.300', '\\1.2.3.4.5', '\\09', '\\256.1'])}`,
    () => `gateway ${random.pick(hosts)}`,
    () => `port ${random.pick(hosts)}`,
    () => random.pick(['vlan', 'mpls 5', 'pppoes']),
  ])
  return make()
}
