/** A capture engine for tests: without a Worker around it, with a clock of its own, and with a mixed capture to open. */
import { mixedCapture } from '../../../scripts/captures/mixed-capture.ts'
import { writePcap } from '../../../scripts/captures/write-capture.ts'
import { emptySituation, type SourceInput } from '../../playground/index.ts'
import { CaptureEngine } from '../capture-engine.ts'
import type { Arrangement, Event, FilterTotals, ReadingState } from '../protocol.ts'

export const packets = [...mixedCapture({ seed: 6, packets: 3000 })]
export const pcap = writePcap(packets)
export const all: Arrangement = { sort: 'number', descending: false, show: 'all' }

export function fileOf(bytes: Uint8Array, name = 'mixed.pcap'): File {
  return new File([Uint8Array.from(bytes)], name)
}

export function source(text: string): SourceInput {
  return { ...emptySituation(), text }
}

/** A clock that runs a little at each look, so that pauses come, and more in a pause, so that progress is told. */
export function start(
  each: (event: Event, engine: CaptureEngine) => void = () => undefined,
  most?: number,
  tick = 0.8,
) {
  const events: Event[] = []
  let time = 0
  const surroundings = {
    tell: (event: Event) => {
      events.push(structuredClone(event))
      each(event, engine)
    },
    pause: () => {
      time += 20
      return new Promise<void>((resolve) => void setImmediate(resolve))
    },
    now: () => (time += tick),
  }
  const engine: CaptureEngine = new CaptureEngine(surroundings, most)
  const totals = (): FilterTotals => {
    const last = events.filter((event) => event.kind === 'filtered').at(-1)
    if (last === undefined) throw new Error('nothing was filtered')
    return last.totals
  }
  const reading = (): ReadingState => {
    const last = events.filter((event) => event.kind === 'reading').at(-1)
    if (last === undefined) throw new Error('nothing was read')
    return last.reading
  }
  return { engine, events, totals, reading }
}

export async function opened(bytes: Uint8Array, text = 'tcp port 80', tick?: number) {
  const started = start(undefined, undefined, tick)
  await started.engine.filter({ run: 1, source: source(text), flavour: 'libpcap' })
  await started.engine.open(fileOf(bytes))
  return started
}
