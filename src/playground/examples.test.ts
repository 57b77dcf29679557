import { describe, expect, it } from 'vitest'
import { samples } from '../packet/index.ts'
import { skippedIn } from './context.ts'
import { compileSource } from './compile-source.ts'
import { examples, startSituation } from './examples.ts'
import { frameMetadata } from './frame-metadata.ts'
import { recordRun } from './record-run.ts'

/** Frozen: links and lessons name them. Instructions, steps, and what the run over its frame returns. */
const table: readonly (readonly [id: string, instructions: number, steps: number, value: number])[] = [
  ['dst-host-and-ip', 6, 5, 262144],
  ['dst-host', 10, 6, 0],
  ['tcp-port', 20, 13, 262144],
  ['icmp-or-arp', 7, 4, 262144],
  ['tcp-syn', 11, 10, 262144],
  ['ip6-icmp6', 9, 5, 262144],
  ['cpu-3', 4, 3, 262144],
  ['arp', 4, 3, 0xffffffff],
  ['ipv4-tcp', 6, 5, 0xffffffff],
  ['icmp-sampling', 9, 8, 0xffffffff],
  ['iptables-fragments', 7, 6, 0],
  ['seccomp-allowed-calls', 15, 14, 0],
  ['seccomp-no-network', 7, 5, 0x50001],
]

describe('every example compiles and runs to what it promises', () => {
  it.each(table)('%s', (id, instructions, steps, value) => {
    const situation = examples.find((example) => example.id === id)?.situation
    expect(situation).toBeDefined()
    if (!situation) return
    const { program, diagnostics, check } = compileSource(situation)
    const whole = samples.find((sample) => sample.id === situation.frame)?.frame
    const skipped = whole && skippedIn(situation.context, whole)
    const frame = whole && { ...whole, bytes: whole.bytes.subarray(skipped ?? 0) }
    // Good-to-know remarks are welcome: one example is there to show what one of them says.
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(check).toEqual({ ok: true, value: undefined })
    expect(program).toHaveLength(instructions)
    if (!program || !frame) throw new Error('no program or no frame')
    const metadata = frameMetadata(frame.linkType, frame.bytes, situation.metadata)
    const trace = recordRun(program, frame.bytes, metadata, situation.flavour)
    expect(trace).toMatchObject({ steps, outcome: { kind: 'returned', value } })
  })

  it('and none is missing from this table', () => {
    expect(examples.map(({ id }) => id)).toEqual(table.map(([id]) => id))
  })

  it('the page opens on the one of the reference text', () => {
    expect(startSituation()).toMatchObject({ text: 'dst host 192.168.1.1 and ip', frame: 'icmp-echo', step: 0 })
  })
})
