/** A filter for Ethernet, made one for iptables, says of each packet what it said of the frame. */
import { expect, test } from 'vitest'
import { assemble } from '../asm/index.ts'
import { checkProgramFor, fromEthernet, type Program } from '../bpf/index.ts'
import { compileFilter } from '../filter/index.ts'
import { DLT } from '../net/index.ts'
import { sampleFrames } from '../packet/index.ts'
import { defaultMetadata, run, verdictOf } from '../vm/index.ts'
import { skippedIn } from './context.ts'

const options = { linkType: DLT.EN10MB, snaplen: 262144, netmask: null }

const packets = sampleFrames.flatMap(({ id, frame }) => {
  const skipped = skippedIn('xt_bpf', frame)
  // Behind a VLAN tag the frame's EtherType is not the packet's.
  return skipped === 14 ? [{ id, frame: frame.bytes, packet: frame.bytes.subarray(skipped) }] : []
})

function verdict(program: Program, packet: Uint8Array): number {
  const { outcome } = run(program, { packet, metadata: defaultMetadata, flavour: 'linux' })
  if (outcome === null) throw new Error('a run ends')
  return verdictOf(outcome)
}

function program(text: string): Program {
  const assembled = assemble(text)
  if (!assembled.ok) throw new Error('the test’s own text is wrong')
  return assembled.value.program
}

test.each([
  'ip',
  'ip6',
  'not ip',
  'icmp or arp',
  'tcp port 443',
  'udp port 53 and host 192.168.1.1',
  'dst host 192.168.1.1 and ip',
  'ip6 and icmp6',
  'ip[8] > 32 or ip6[7] > 32',
  'tcp[tcpflags] & (tcp-syn|tcp-ack) = tcp-syn',
  'not (src net 192.168.0.0/16 or dst net 10.0.0.0/8)',
])('%s', (text) => {
  for (const optimize of [true, false]) {
    const compiled = compileFilter(text, { ...options, optimize })
    if (!compiled.ok) throw new Error('the test’s own filter is wrong')
    const shifted = fromEthernet(compiled.value.program)
    if (!shifted.ok) throw new Error(`${shifted.error.pc}: ${shifted.error.reason}`)
    expect(checkProgramFor('xt_bpf', shifted.value)).toEqual({ ok: true, value: undefined })
    expect(packets.map(({ id, packet }) => [id, verdict(shifted.value, packet)])).toEqual(
      packets.map(({ id, frame }) => [id, verdict(compiled.value.program, frame)]),
    )
  }
  expect(packets.length).toBeGreaterThan(3)
})

test.each([
  ['ldh [12]\njgt #1500, a\na: ret #1', 1, /in another way/],
  ['ldh [12]\ntax\nret #1', 1, /in another way/],
  ['ldb [14]\njeq #5, a\nldh [12]\na: jeq #0x800, b\nb: ret #1', 3, /or not/],
  ['ldh [12]\njeq #0x800, a\na: ld [0]\nret a', 2, /before the network header/],
])('%j cannot be: at %i, %s', (text, pc, reason) => {
  const shifted = fromEthernet(program(text))
  expect(shifted).toMatchObject({ ok: false, error: { pc: expect.any(Number) as number } })
  if (shifted.ok) return
  expect(shifted.error.reason).toMatch(reason)
  expect(shifted.error.pc).toBe(pc)
})

test('a jump that would become too long is said, not cut', () => {
  const far = `ldb [14]\njeq #5, end\nldh [12]\n${'ldx #0\n'.repeat(254)}end: ret #1`
  expect(fromEthernet(program(far))).toMatchObject({ ok: false, error: { pc: 1 } })
})
