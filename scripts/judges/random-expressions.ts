/**
 * Random filter expressions for comparing compilers: the same seed gives the same expressions.
 *
 * `slice` draws from the everyday part of the language on Ethernet and raw IP; `language` from all of
 * it, on every link type that libpcap names, with faults of every kind.
 */
import { linkTypes } from '../../src/net/index.ts'
import { createRandom, type Random } from './random.ts'

export interface ExpressionCase {
  readonly linkType: number
  readonly snaplen: number
  readonly netmask: number | null
  readonly optimize: boolean
  readonly expression: string
}

const EN10MB = 1
const RAW = 12

class Writer {
  readonly random: Random
  readonly full: boolean
  constructor(random: Random, full: boolean) {
    this.random = random
    this.full = full
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.random.below(items.length)] ?? items[0]
  }
  maybe(percent: number): boolean {
    return this.random.below(100) < percent
  }
  number(limit: number): string {
    const value = this.random.below(limit)
    return this.maybe(20) ? `0x${value.toString(16)}` : String(value)
  }

  ipv4(): string {
    const part = () => this.pick(['0', '1', '10', '127', '168', '192', '224', '255', String(this.random.below(256))])
    return [part(), part(), part(), part()].join('.')
  }
  ipv6(): string {
    return this.pick([
      '::1',
      'fe80::1',
      '2001:db8::1',
      '2001:db8:1:2:3:4:5:6',
      'ff02::1:ff00:1',
      '::ffff:10.0.0.1',
      `2001:db8::${this.random.below(65536).toString(16)}`,
    ])
  }
  network(): string {
    return this.pick<() => string>([
      () => `10.0.0.0/${8 + this.random.below(17)}`,
      () => `192.168.${this.random.below(256)}.0/24`,
      () => '192.168.1',
      () => '10',
      () => '172.16.0.0 mask 255.240.0.0',
      () => `${this.ipv4()}/${this.random.below(33)}`,
      () => '2001:db8::/32',
      () => 'fe80::/10',
      () => '0.0.0.0/0',
    ])()
  }
  mac(): string {
    const byte = () => this.random.below(256).toString(16).padStart(2, '0')
    const bytes = [byte(), byte(), byte(), byte(), byte(), byte()]
    return this.pick([bytes.join(':'), bytes.join('-'), 'ff:ff:ff:ff:ff:ff', '1:2:3:4:5:6'])
  }
  port(): string {
    return this.pick(['80', '443', '53', '22', 'http', 'domain', 'ssh', this.number(65536), this.number(65536)])
  }
  portRange(): string {
    const first = this.random.below(65000)
    return this.pick([`${first}-${first + this.random.below(500)}`, `${first}`, '2000-1000', 'ssh-http'])
  }
  direction(): string {
    return this.pick(['', '', '', 'src ', 'dst ', 'src or dst ', 'src and dst ', 'dst and src '])
  }

  expression(depth: number): string {
    const parts = [this.term(depth)]
    const count = this.random.below(depth > 0 ? 4 : 2)
    for (let i = 0; i < count; i++) {
      parts.push(this.pick(['and', 'or', 'and', 'or', '&&', '||']), this.term(depth - 1, true))
    }
    return parts.join(' ')
  }

  term(depth: number, bare = false): string {
    const choice = this.random.below(100)
    if (choice < 12) return `${this.pick(['not ', '! ', '!'])}${this.term(depth - 1)}`
    if (choice < 26 && depth > 0) return `(${this.expression(depth - 1)})`
    if (choice < 30 && bare) return this.bareIdentifier()
    if (choice < 48) return this.relation()
    return this.full && this.maybe(45) ? this.rarePrimitive() : this.primitive()
  }

  bareIdentifier(): string {
    return this.pick([this.port(), this.ipv4(), `(${this.port()} or ${this.port()})`, this.ipv6()])
  }

  primitive(): string {
    return this.pick([
      () => this.pick(['ip', 'ip6', 'arp', 'rarp', 'tcp', 'udp', 'icmp', 'icmp6']),
      () => this.pick(['ip', 'ip6', 'arp', 'rarp', 'tcp', 'udp', 'icmp', 'icmp6']),
      () => `${this.pick(['', '', 'ip ', 'arp ', 'rarp '])}${this.direction()}host ${this.ipv4()}`,
      () => `${this.pick(['', '', 'ip6 '])}${this.direction()}host ${this.ipv6()}`,
      () => `${this.pick(['', '', 'ip ', 'ip6 ', 'tcp '])}${this.direction()}net ${this.network()}`,
      () => `${this.pick(['', '', 'tcp ', 'udp '])}${this.direction()}port ${this.port()}`,
      () => `${this.pick(['', '', 'tcp ', 'udp '])}${this.direction()}portrange ${this.portRange()}`,
      () => `ether ${this.direction()}host ${this.mac()}`,
      () => `ether proto ${this.pick(['0x800', '\\ip', '\\arp', '0x88cc', '\\ip6', this.number(3000), '\\rarp'])}`,
      () => `${this.pick(['less', 'greater'])} ${this.random.below(1600)}`,
      () => `${this.pick(['src ', 'dst '])}${this.ipv4()}`,
      () => `host (${this.ipv4()} or ${this.ipv4()})`,
      () => `port ${this.port()} or ${this.port()}`,
    ])()
  }

  relation(): string {
    const operator = this.pick(['=', '==', '!=', '<', '<=', '>', '>='])
    return `${this.arithmetic(2)} ${operator} ${this.maybe(60) ? this.number(300) : this.arithmetic(1)}`
  }

  load(depth: number): string {
    const protocols = ['ip', 'ip6', 'tcp', 'udp', 'icmp', 'icmp6', 'arp', 'ether', 'rarp'] as const
    const more = ['sctp', 'igmp', 'pim', 'vrrp', 'link', 'atalk', 'decnet', 'radio', 'wlan', 'ah', 'stp'] as const
    const protocol = this.pick(this.full && this.maybe(20) ? [...more] : [...protocols])
    const index = depth > 0 && this.maybe(15) ? this.arithmetic(depth - 1) : String(this.random.below(60))
    return `${protocol}[${index}${this.pick(['', '', ':1', ':2', ':4', this.full && this.maybe(10) ? ':3' : ':2'])}]`
  }

  arithmetic(depth: number): string {
    const choice = this.random.below(100)
    if (depth <= 0 || choice < 35) return this.load(depth)
    if (choice < 50) return this.number(1 << this.random.below(31))
    if (choice < 56) return 'len'
    if (choice < 62) return `-${this.arithmetic(depth - 1)}`
    if (choice < 72) return `(${this.arithmetic(depth - 1)})`
    if (choice < 78)
      return this.pick(['tcp[tcpflags] & (tcp-syn|tcp-fin)', '4 * (ip[0] & 0xf)', '(tcp[12] >> 2) & 0x3c'])
    const operator = this.pick(['+', '-', '*', '/', '&', '|', '<<', '>>', '%', '^'])
    const space = this.pick([' ', ' ', ''])
    // Without a space a digit and a dash would be one name.
    const joint = operator === '-' ? ' ' : space
    return `${this.arithmetic(depth - 1)}${joint}${operator}${joint}${this.arithmetic(depth - 1)}`
  }

  rarePrimitive(): string {
    const names = ['nobody', 'ftp', 'snmp', 'sip', 'tftp', 'ntp', 'https', 'gopher', 'x'] as const
    return this.pick([
      () =>
        this.pick([
          ...(['sctp', 'igmp', 'igrp', 'pim', 'vrrp', 'carp', 'ah', 'esp', 'atalk', 'aarp', 'decnet'] as const),
          ...(['lat', 'sca', 'moprc', 'mopdl', 'iso', 'esis', 'isis', 'clnp', 'stp', 'ipx', 'netbeui'] as const),
          ...(['l1', 'l2', 'iih', 'lsp', 'snp', 'csnp', 'psnp', 'radio', 'link', 'es-is', 'is-is'] as const),
        ]),
      () => `${this.pick(['', 'ether ', 'ip ', 'ip6 ', 'tcp ', 'wlan '])}${this.pick(['broadcast', 'multicast'])}`,
      () => `${this.pick(['', 'ip ', 'ip6 ', 'ether ', 'iso ', 'arp ', 'isis '])}proto ${this.protocolName()}`,
      () => this.pick(['vlan', `vlan ${this.number(5000)}`, 'vlan', 'mpls', `mpls ${this.number(2000000)}`]),
      () =>
        this.pick(['pppoed', 'pppoes', `pppoes ${this.number(70000)}`, 'geneve', `geneve ${this.number(20000000)}`]),
      () =>
        this.pick(['llc', 'llc i', 'llc s', 'llc u', 'llc rr', 'llc rnr', 'llc rej', 'llc ui', 'llc xid', 'llc foo']),
      () => `${this.pick(['type', 'wlan type'])} ${this.pick(['mgt', 'ctl', 'data', '0', '4', '0x8', '1', 'foo'])}`,
      () => `type ${this.pick(['mgt subtype beacon', 'ctl subtype rts', 'data subtype qos-data', 'mgt subtype rts'])}`,
      () => `subtype ${this.pick(['beacon', 'probe-req', 'cts', 'qos', 'null', 'nothing'])}`,
      () => `dir ${this.pick(['nods', 'tods', 'fromds', 'dstods', '0', '3', 'up'])}`,
      () => `wlan ${this.pick(['addr1', 'addr2', 'addr3', 'addr4', 'ra', 'ta', 'src', 'dst'])} ${this.mac()}`,
      () => `${this.pick(['addr1', 'ra'])} ${this.pick([this.ipv4(), this.mac()])}`,
      () => this.pick(['inbound', 'outbound', `ifindex ${this.number(100)}`]),
      () => `byte ${this.number(40)} ${this.pick(['=', '<', '>', '&', '|'])} ${this.number(256)}`,
      () => `${this.pick(['', 'ip ', 'ip6 ', 'arp '])}protochain ${this.pick(['6', '\\tcp', '17', 'ah', '\\udp'])}`,
      () => `${this.direction()}port ${this.pick(names)}`,
      () => `${this.pick(['tcp ', 'udp ', 'sctp ', 'ip '])}${this.direction()}port ${this.pick(names)}`,
      () =>
        `${this.pick(['', 'tcp ', 'udp '])}portrange ${this.pick(['ftp-http', 'x-y', '70000-80000', 'ntp-snmp', '5-'])}`,
      () => `sctp ${this.direction()}${this.pick(['port', 'portrange'])} ${this.number(65536)}`,
      () => `decnet ${this.direction()}host ${this.number(64)}.${this.number(1024)}`,
      () =>
        `${this.pick(['tcp', 'icmp6', 'lat', 'iso', 'ip6', 'ip', 'link', 'aarp'])} host ${this.pick([this.ipv4(), this.ipv6()])}`,
      () => `ether host ${this.pick(['nohost', this.ipv4(), '1.2.3.4.5.6', 'aabb.ccdd.eeff', 'aabbccddeeff'])}`,
      () => `host ${this.pick([this.mac(), '1.2.3', '10.1', '300.1.1.1', '1.2.3.4.5'])}`,
      () =>
        `net ${this.pick([`${this.ipv4()}/${this.number(40)}`, '10.1.1.1/8', 'fe80::1/64', '2001:db8::/129', '0', '300'])}`,
      () => `gateway ${this.pick(['router', '10.0.0.1', '5'])}`,
      () => this.pick(['lane', 'metac', 'bcc', 'oam', 'oamf4', 'oamf4ec', 'oamf4sc', 'sc', 'ilmic', 'connectmsg']),
      () => `${this.pick(['vpi', 'vci'])} ${this.pick(['5', '> 3', '<= 7', '(1 or 2 or 3)', '= 4', '!= 9'])}`,
      () => this.pick(['metaconnect', 'fisu', 'lssu', 'lsu', 'msu', 'hfisu', 'hlssu', 'hmsu']),
      () =>
        `${this.pick(['sio', 'opc', 'dpc', 'sls', 'hsio', 'hopc', 'hdpc', 'hsls'])} ${this.pick([this.number(20000), '3', '> 3', '<= 7', '(1 or 2)', '!= 9'])}`,
      () => `${this.pick(['ifname', 'on'])} ${this.pick(['eth0', 'em0', 'averyverylongname0'])}`,
      () => `${this.pick(['rset', 'ruleset'])} ${this.pick(['main', 'averyverylongname00'])}`,
      () => `${this.pick(['rnr', 'rulenum', 'srnr', 'subrulenum'])} ${this.number(100)}`,
      () => `reason ${this.pick(['match', 'bad-offset', 'short', 'nope', '5'])}`,
      () => `action ${this.pick(['pass', 'block', 'nat', 'nope'])}`,
      () => `${this.pick(['$1f', 'ether host $a', 'link src $ff', 'host $3'])}`,
      () =>
        this.pick([
          '1/0 = 1',
          'ip[0] % 0 = 2',
          'ip[0] << 40 = 1',
          '99999999999 = 1',
          '08 = 1',
          '1 = 1',
          'len > 4294967296',
        ]),
      () =>
        this.pick(['host', 'and', ')', '(', 'tcp port', 'foo', 'ip[', '10.0.0.1', '[0]', '1:2:3', '#', 'port 80 90']),
    ])()
  }

  protocolName(): string {
    return this.pick([
      '6',
      '17',
      '\\tcp',
      '\\udp',
      'icmp',
      '\\icmp',
      'ospf',
      'esis',
      'isis',
      'clnp',
      'nothing',
      '0x84',
      '\\ip',
    ])
  }
}

/** Expressions of the everyday part of the language, on Ethernet and raw IP. */
export function randomSlice(seed: number, count: number): ExpressionCase[] {
  return make(seed, count, false)
}

/** Expressions of the whole language, on every link type. */
export function randomLanguage(seed: number, count: number): ExpressionCase[] {
  return make(seed, count, true)
}

function make(seed: number, count: number, full: boolean): ExpressionCase[] {
  const random = createRandom(seed)
  const writer = new Writer(random, full)
  const common = [EN10MB, EN10MB, EN10MB, RAW] as const
  return Array.from({ length: count }, () => {
    const any = linkTypes[random.below(linkTypes.length)]?.number ?? EN10MB
    return {
      linkType: full && random.below(100) < 50 ? any : writer.pick([...common]),
      snaplen: writer.pick([262144, 262144, 65535, 96]),
      netmask: writer.pick([null, null, 0xffffff00, 0xffff0000, 0]),
      optimize: random.below(4) > 0,
      expression: writer.expression(2),
    }
  })
}
