/**
 * What a refusal of libpcap means, in plain words, by its message. Messages that say enough, and
 * those whose place in the code adds its own note, are not here.
 */
import { nearest } from '../../base/index.ts'
import { ETHER_PROTOCOL_NAMES, LLC_PROTOCOL_NAMES, ipProtocolByName, portByService } from '../../net/index.ts'
import { KEYWORDS } from '../keywords.ts'
import { didYouMean, nearestKnown } from '../suggest.ts'
import { foreignWord } from './foreign-words.ts'

type Explain = (...groups: string[]) => readonly string[]

const MAC = 'a MAC address such as `00:11:22:33:44:55`'
const isService = (name: string) => portByService(name, 'tcp') !== undefined || portByService(name, 'udp') !== undefined
const isIpProtocol = (name: string) => ipProtocolByName(name) !== undefined
const ETHER_PROTOCOLS = [...Object.keys(ETHER_PROTOCOL_NAMES), ...Object.keys(LLC_PROTOCOL_NAMES)]

/** As it must be written where a name stands: a keyword takes a backslash. */
function asName(word: string): string {
  return KEYWORDS.has(word) ? `\\${word}` : word
}

const NOTES: readonly (readonly [pattern: RegExp, explain: Explain])[] = [
  [/^unknown host '(.*)'$/, (name = '') => unknownName(name)],
  [/^unknown network '(.*)'$/, (name = '') => unknownName(name)],
  [/^unknown port '(.*)'$/, (name = '') => unknownPort(name)],
  [
    /^unknown port in range '(.*)'$/,
    (range = '') => {
      const names = range.split('-')
      if (names.length < 2) return ['A range is two ports with a dash and no space: `portrange 1000-2000`.']
      return names.filter((name) => !/^\d*$/.test(name) && !isService(name)).flatMap(suggestService)
    },
  ],
  [
    /^(?:port|port in range) '.*' is (\w+)$/,
    (transport = '') => [`The table of services has it for ${transport} only.`],
  ],
  [/^unknown ip proto '(.*)'$/, (name = '') => didYouMean(nearestKnown(name, isIpProtocol).map(asName))],
  [/^unknown ether proto '(.*)'$/, (name = '') => didYouMean(nearest(name, ETHER_PROTOCOLS).map(asName))],
  [/^unknown osi proto '(.*)'$/, () => ['Known are `\\esis`, `\\isis` and `\\clnp`.']],
  [/^unknown (?:ether|FDDI|token ring|802\.11|Fibre Channel) host '/, () => [`\`ether host\` takes ${MAC}.`]],
  [
    /^illegal link layer address$/,
    () => [`\`ether host\` takes ${MAC}. For an IP address write \`host\` without \`ether\`.`],
  ],
  [
    /^illegal qualifier of '(port|portrange)'$/,
    (kind = '') => [
      `\`${kind}\` goes with \`tcp\`, \`udp\` or \`sctp\`, or stands alone. For IPv4 only: \`ip and ${kind} …\`.`,
    ],
  ],
  [
    /^'(tcp|udp|sctp|icmp|igmp|igrp|pim|vrrp|carp|icmp6|ah|esp)' modifier applied to (?:ip6 )?(host|net)$/,
    (protocol = '', kind = '') => [
      `An address belongs to IP, not to \`${protocol}\`: write \`${protocol} and ${kind} …\`.`,
    ],
  ],
  [/^'ip6' modifier applied to ip host$/, () => ['That is an IPv4 address: leave `ip6` out, or write `ip`.']],
  [/^'ip' modifier applied to ip6 (?:host|net)$/, () => ['That is an IPv6 address: leave `ip` out, or write `ip6`.']],
  [
    /^'(port|portrange)' modifier applied to ip host$/,
    (kind = '') => [`\`${kind}\` takes a number or the name of a service. An address goes with \`host\` or \`net\`.`],
  ],
  [
    /^'(proto|protochain)' modifier applied to ip host$/,
    (kind = '') => [`\`${kind}\` takes a protocol’s number or name. An address goes with \`host\` or \`net\`.`],
  ],
  [/^invalid qualifier against IPv6 address$/, () => ['An IPv6 address goes with `host` or `net`.']],
  [
    /^link-layer modifier applied to (?:ip6 )?(host|net)$/,
    (kind = '') => [`\`ether\` is about MAC addresses. For an IP address write \`${kind}\` alone.`],
  ],
  [
    /^unsupported index operation$/,
    () => ['Bytes can be read of `ether`, `ip`, `ip6`, `arp`, `tcp`, `udp`, `icmp`, `icmp6` and their like.'],
  ],
  [/^data size must be 1, 2, or 4$/, () => ['The number behind the colon says how many bytes to read: `ip[2:2]`.']],
  [/^direction applied to 'proto'$/, () => ['A protocol has no source or destination: leave `src` or `dst` out.']],
  [
    /^link layer applied in wrong context$/,
    () => ['Say what of the link layer: `ether host`, `ether proto` or `ether[0]`.'],
  ],
  [/^illegal port number /, () => ['Ports are 0 to 65535.']],
  [/^mask length must be <= (\d+)$/, (bits = '') => [`An address of this kind has ${bits} bits.`]],
  [/^number .* overflows 32 bits$/, () => ['The largest number is 4294967295 (0xffffffff).']],
  [
    /^number 0(.*) contains non-octal digit$/,
    (rest = '') => [`A number that begins with 0 is octal. Write \`${rest}\`.`],
  ],
  [/^bogus ethernet address /, () => ['A MAC address has six bytes: `00:11:22:33:44:55`.']],
  [/^bogus IPv6 address /, () => ['The IPv4 part of an IPv6 address has four numbers from 0 to 255.']],
  [/^'gateway' requires a name$/, () => ['It stands for a host’s MAC and IP address together.']],
  [/^'(.*)' is not a valid protocol type$/, (word = '') => [`\`${word}\` cannot stand alone.`]],
  [
    /(?:supported only on|no (?:VLAN|MPLS) support for|only supported on)/,
    () => ['It depends on the link type, which is chosen beside the expression.'],
  ],
]

/** Notes on a refusal; none where its message says enough. */
export function notesOnRefusal(message: string): readonly string[] {
  for (const [pattern, explain] of NOTES) {
    const match = pattern.exec(message)
    if (match !== null) return explain(...match.slice(1))
  }
  return []
}

function unknownName(name: string): readonly string[] {
  if (isService(name)) return [`\`${name}\` is a service: write \`port ${name}\`.`]
  if (/^\d+(?:\.\d+)*\.$/.test(name))
    return [`There are no wildcards. For a network write \`net ${name.slice(0, -1)}\`.`]
  const foreign = foreignWord(name)
  return foreign === null ? didYouMean(nearest(name, KEYWORDS.keys())) : [foreign]
}

function unknownPort(name: string): readonly string[] {
  const range = /^\d+-\d+$/.test(name)
  if (range) return [`For a range write \`portrange ${name}\`.`]
  return suggestService(name)
}

function suggestService(name: string): readonly string[] {
  const foreign = SERVICES[name.toLowerCase()]
  return didYouMean(foreign === undefined ? nearestKnown(name, isService) : [foreign])
}

/** What people call a service, and what the table of services calls it. */
const SERVICES: Readonly<Record<string, string>> = { dns: 'domain', dhcp: 'bootps', smb: 'microsoft-ds', rdp: '3389' }
