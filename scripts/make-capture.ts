/**
 * Writes a mixed capture, the same for the same seed.
 *
 *     npm run make:capture -- [--packets N] [--seed S] [--snaplen BYTES] [--format pcap|pcapng] FILE
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { mixedCapture } from './captures/mixed-capture.ts'
import { writePcap, writePcapng } from './captures/write-capture.ts'

/** Gives the exit code. */
export function makeCapture(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      packets: { type: 'string', default: '200000' },
      seed: { type: 'string', default: '1' },
      snaplen: { type: 'string', default: '262144' },
      format: { type: 'string', default: 'pcap' },
    },
  })
  const [file] = positionals
  if (file === undefined) {
    console.error('make-capture needs the name of the file to write')
    return 2
  }
  const snaplen = Number(values.snaplen)
  const packets = mixedCapture({ seed: Number(values.seed), packets: Number(values.packets), snaplen })
  const interfaces = [{ snaplen }]
  writeFileSync(
    file,
    values.format === 'pcapng' ? writePcapng(packets, { interfaces }) : writePcap(packets, { snaplen }),
  )
  return 0
}
