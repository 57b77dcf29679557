/**
 * Every expression of the EXAMPLES section of pcap-filter(7), libpcap 1.10.3, in its order, and names
 * for the hosts and networks that it speaks of.
 */
import type { Names } from '../../src/filter/index.ts'

export const manPageExamples: readonly string[] = [
  'host sundown',
  'host helios and (hot or ace)',
  'ip host ace and not helios',
  'net ucb-ether',
  'gateway snup and (port ftp or ftp-data)',
  'ip and not net localnet',
  'tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 and not src and dst net localnet',
  'tcp[tcpflags] & (tcp-rst|tcp-ack) == (tcp-rst|tcp-ack)',
  'tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)',
  'gateway snup and ip[2:2] > 576',
  'ether[0] & 1 = 0 and ip[16] >= 224',
  'icmp[icmptype] != icmp-echo and icmp[icmptype] != icmp-echoreply',
  'icmp6[icmp6type] != icmp6-echo and icmp6[icmp6type] != icmp6-echoreply',
]

export const manPageNames: Names = {
  hosts: {
    sundown: ['192.0.2.1'],
    helios: ['192.0.2.2'],
    hot: ['192.0.2.3'],
    ace: ['192.0.2.4'],
    snup: ['192.0.2.5'],
  },
  networks: { 'ucb-ether': '128.32', localnet: '198.51.100' },
  ethers: { snup: '00:00:5e:00:53:05' },
}

const EN10MB = 1

/** Each example with the optimizer and without. */
export function manPageCases(names: Names | null) {
  return manPageExamples.flatMap((expression) =>
    [true, false].map((optimize) => ({
      linkType: EN10MB,
      snaplen: 262144,
      netmask: null,
      optimize,
      expression,
      ...(names === null ? {} : { names }),
    })),
  )
}
