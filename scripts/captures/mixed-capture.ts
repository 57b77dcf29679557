/**
 * A mixed capture for tests and benchmarks: the frames of a seed, a time each, some cut by the snapshot length.
 */
import { createRandom } from '../judges/random.ts'
import { mixedFrames } from './mixed-frames.ts'
import type { WrittenPacket } from './write-capture.ts'

const START = 1_700_000_000_000_000_000n

export interface MixedCapture {
  readonly seed: number
  readonly packets: number
  /** Bytes to which every packet is cut; uncut if left out, but for one in fifty. */
  readonly snaplen?: number
}

export function* mixedCapture({ seed, packets, snaplen = 262144 }: MixedCapture): Generator<WrittenPacket> {
  const random = createRandom(seed + 1)
  let time = START
  for (const frame of mixedFrames(seed, packets)) {
    time += BigInt(1000 * (1 + random.below(2000)))
    const kept = random.chance(0.02) ? 14 + random.below(50) : snaplen
    yield { bytes: frame.subarray(0, kept), length: frame.length, time }
  }
}
