/** All packets of a capture taken apart, as briefly as the table's order by a text needs it. */
import { dissectBriefly, type PacketIndex } from '../playground/index.ts'
import { SLICE } from './export-packets.ts'
import type { PacketStore } from './packet-store.ts'
import { paced, type Surroundings } from './surroundings.ts'

/** Messages are let in now and then. `add` hears of each packet, in order. */
export async function dissectAll(
  packets: PacketIndex,
  store: PacketStore,
  linkTypeOf: (row: number) => number,
  surroundings: Surroundings,
  add: (row: number, source: string, destination: string, protocol: string) => void,
): Promise<void> {
  const { tell } = surroundings
  const rest = paced(surroundings, (done: number) => {
    tell({ kind: 'sorting', progress: done / packets.count })
  })
  for (let row = 0; row < packets.count;) {
    const stretch = await store.stretch(packets, row, Math.min(row + SLICE, packets.count))
    for (; row < stretch.to; row++) {
      const { source, destination, protocol } = dissectBriefly({
        linkType: linkTypeOf(row),
        bytes: stretch.bytesOf(row),
      })
      add(row, source, destination, protocol)
    }
    await rest(row)
  }
  tell({ kind: 'sorting', progress: null })
}
