/**
 * Situations to start from. The ids are frozen: links and lessons name them.
 *
 * The ARP, IPv4 TCP, random sampling and allowed-calls programs are those of the Linux kernel's documentation
 * (Documentation/networking/filter.rst), the first filter and the CPU program those of the
 * explanation that this page grew out of.
 */
import { invariant } from '../base/index.ts'
import { emptySituation, type Situation } from './situation.ts'

export interface Example {
  readonly id: string
  readonly title: string
  readonly group: 'Filters' | 'Assembly'
  /** One sentence: what there is to see. */
  readonly blurb: string
  readonly situation: Situation
}

function filter(id: string, text: string, blurb: string, frame: string, more: Partial<Situation> = {}): Example {
  return { id, title: text, group: 'Filters', blurb, situation: { ...emptySituation(), text, frame, ...more } }
}

function assembly(
  id: string,
  title: string,
  blurb: string,
  frame: string,
  lines: readonly string[],
  more: Partial<Situation> = {},
): Example {
  const text = `${lines.join('\n')}\n`
  const situation: Situation = { ...emptySituation(), language: 'assembly', text, frame, ...more }
  return { id, title, group: 'Assembly', blurb, situation }
}

export const examples: readonly Example[] = [
  filter(
    'dst-host-and-ip',
    'dst host 192.168.1.1 and ip',
    'Six instructions: is it IPv4, and is the destination the one asked for?',
    'icmp-echo',
  ),
  filter(
    'dst-host',
    'dst host 192.168.1.0',
    'Without “and ip” the address may also stand in an ARP or RARP packet: ten instructions.',
    'arp-request',
  ),
  filter('tcp-port', 'tcp port 443', 'Ports move with the IPv4 header’s length; watch X find them.', 'tcp-syn'),
  filter('icmp-or-arp', 'icmp or arp', 'Two clauses that share one load of the EtherType.', 'arp-request'),
  filter('tcp-syn', 'tcp[13] & 2 != 0', 'A byte of the TCP header, picked out by arithmetic: the SYN flag.', 'tcp-syn'),
  filter('ip6-icmp6', 'ip6 and icmp6', 'IPv6 says in its next-header field what it carries.', 'ipv6-ping'),
  assembly(
    'cpu-3',
    'Packets received on CPU 3',
    'An extension load: what the kernel knows beside the bytes. Set cpu under Kernel metadata.',
    'icmp-echo',
    ['    ld #cpu', '    jneq #3, drop', '    ret #262144', 'drop:', '    ret #0'],
    { metadata: { cpu: 3 } },
  ),
  assembly('arp', 'ARP packets', 'The smallest useful program: one load, one test, two ways out.', 'arp-request', [
    '    ldh [12]',
    '    jne #0x806, drop',
    '    ret #-1',
    'drop:',
    '    ret #0',
  ]),
  assembly('ipv4-tcp', 'IPv4 TCP packets', 'Two tests that share one way out.', 'tcp-syn', [
    '    ldh [12]',
    '    jne #0x800, drop',
    '    ldb [23]',
    '    jneq #6, drop',
    '    ret #-1',
    'drop:',
    '    ret #0',
  ]),
  assembly(
    'icmp-sampling',
    'One ICMP packet in four',
    'Random sampling. The number is fixed here, under Kernel metadata, so that a run can be repeated.',
    'icmp-echo',
    [
      '    ldh [12]',
      '    jne #0x800, drop',
      '    ldb [23]',
      '    jneq #1, drop',
      '    ld rand             ; any 32-bit number',
      '    mod #4',
      '    jneq #1, drop',
      '    ret #-1',
      'drop:',
      '    ret #0',
    ],
    { metadata: { rand: 5 } },
  ),
  assembly(
    'iptables-fragments',
    'iptables: IPv4 fragments',
    'iptables gives the program the packet from the network header on: the fragment offset is at byte 6.',
    'icmp-echo',
    [
      '    ldb [0]',
      '    and #0xf0',
      '    jneq #0x40, other   ; not IPv4',
      '    ldh [6]',
      '    jset #0x3fff, fragment',
      'other:',
      '    ret #0',
      'fragment:',
      '    ret #1',
    ],
    { context: 'xt_bpf' },
  ),
  assembly(
    'seccomp-allowed-calls',
    'seccomp: a few calls allowed',
    'From the kernel’s documentation: ten calls go ahead on x86-64, any other ends the thread.',
    'syscall-openat',
    [
      '    ld [4]          ; architecture',
      '    jne #0xc000003e, bad',
      '    ld [0]          ; call number',
      '    jeq #15, good   ; rt_sigreturn',
      '    jeq #231, good  ; exit_group',
      '    jeq #60, good   ; exit',
      '    jeq #0, good    ; read',
      '    jeq #1, good    ; write',
      '    jeq #5, good    ; fstat',
      '    jeq #9, good    ; mmap',
      '    jeq #14, good   ; rt_sigprocmask',
      '    jeq #13, good   ; rt_sigaction',
      '    jeq #35, good   ; nanosleep',
      'bad:',
      '    ret #0          ; KILL_THREAD',
      'good:',
      '    ret #0x7fff0000 ; ALLOW',
    ],
    { context: 'seccomp' },
  ),
  assembly(
    'seccomp-no-network',
    'seccomp: no sockets',
    'socket() fails with EPERM, whatever else is allowed. Choose “socket” and “read” among the calls.',
    'syscall-socket',
    [
      '    ld [4]          ; architecture',
      '    jne #0xc000003e, other',
      '    ld [0]          ; call number',
      '    jne #41, allow  ; socket',
      '    ret #0x50001    ; ERRNO(1): EPERM',
      'allow:',
      '    ret #0x7fff0000 ; ALLOW',
      'other:',
      '    ret #0x80000000 ; KILL_PROCESS',
    ],
    { context: 'seccomp' },
  ),
]

/** What the page opens with. */
export function startSituation(): Situation {
  const first = examples[0]
  invariant(first, 'there is an example')
  return first.situation
}
