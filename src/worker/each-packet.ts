/** All packets of a capture, one after the other, with messages let in now and then. */
import type { PacketIndex } from '../playground/index.ts'
import { SLICE } from './export-packets.ts'
import type { PacketStore } from './packet-store.ts'
import { paced, type Surroundings } from './surroundings.ts'

/** `told` hears from time to time how far it is, 0 … 1. */
export async function eachPacket(
  packets: PacketIndex,
  store: PacketStore,
  surroundings: Surroundings,
  told: (progress: number) => void,
  each: (row: number, bytes: Uint8Array) => void,
): Promise<void> {
  const rest = paced(surroundings, told)
  for (let row = 0; row < packets.count;) {
    const rows = Uint32Array.from({ length: Math.min(SLICE, packets.count - row) }, (_, index) => row + index)
    const { count, bytesOf } = await store.stretch(packets, rows)
    for (const end = row + count; row < end; row++) each(row, bytesOf(row))
    await rest(row / packets.count)
  }
}
