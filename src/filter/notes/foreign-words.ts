/**
 * Words of other languages, most of all of Wireshark's display filters, and what to write instead.
 */
import { portByService } from '../../net/index.ts'

/** Fields of Wireshark's display filters → the words before the value. Its names: its field reference. */
const FIELDS: Readonly<Record<string, string>> = {
  'ip.addr': 'host',
  'ip.host': 'host',
  'ip.src': 'src host',
  'ip.dst': 'dst host',
  'ipv6.addr': 'ip6 host',
  'ipv6.src': 'ip6 src host',
  'ipv6.dst': 'ip6 dst host',
  'ip.proto': 'ip proto',
  'tcp.port': 'tcp port',
  'tcp.srcport': 'tcp src port',
  'tcp.dstport': 'tcp dst port',
  'udp.port': 'udp port',
  'udp.srcport': 'udp src port',
  'udp.dstport': 'udp dst port',
  'eth.addr': 'ether host',
  'eth.src': 'ether src',
  'eth.dst': 'ether dst',
  'eth.type': 'ether proto',
  'vlan.id': 'vlan',
  'frame.len': 'len =',
}

/** Words that other tools know and this language does not. */
const WORDS: Readonly<Record<string, string>> = {
  dns: 'port 53',
  dhcp: 'udp port 67 or 68',
  ipv6: 'ip6',
  ipv4: 'ip',
  icmpv6: 'icmp6',
  eth: 'ether',
  ethernet: 'ether',
  source: 'src',
  destination: 'dst',
  dest: 'dst',
  from: 'src host',
  to: 'dst host',
  any: 'src or dst',
  address: 'host',
  addr: 'host',
  ports: 'port',
  hosts: 'host',
  syn: 'tcp[tcpflags] & tcp-syn != 0',
  ack: 'tcp[tcpflags] & tcp-ack != 0',
  rst: 'tcp[tcpflags] & tcp-rst != 0',
  fin: 'tcp[tcpflags] & tcp-fin != 0',
  flags: 'tcp[tcpflags]',
  xor: '(a or b) and not (a and b)',
}

/** A sentence on a word from elsewhere; null for any other word. */
export function foreignWord(word: string): string | null {
  const lower = word.toLowerCase()
  const field = Object.hasOwn(FIELDS, lower) ? FIELDS[lower] : undefined
  if (field !== undefined)
    return `\`${word}\` belongs to Wireshark’s display filters. A capture filter says \`${field}\` and then the value.`
  const own = Object.hasOwn(WORDS, lower) ? WORDS[lower] : undefined
  if (own !== undefined) return `\`${word}\` is no word of this language: write \`${own}\`.`
  const transport = (['tcp', 'udp'] as const).find((each) => portByService(lower, each) !== undefined)
  if (transport !== undefined) return `\`${word}\` is a service, not a protocol word: write \`port ${lower}\`.`
  return null
}
