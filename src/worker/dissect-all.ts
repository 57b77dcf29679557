/** All packets of a capture taken apart, as briefly as the table's order by a text needs it. */
import { dissectBriefly, type PacketIndex } from '../playground/index.ts'
import { eachPacket } from './each-packet.ts'
import type { PacketStore } from './packet-store.ts'
import type { Surroundings } from './surroundings.ts'

/** `add` hears of each packet, in order. */
export async function dissectAll(
  packets: PacketIndex,
  store: PacketStore,
  linkTypeOf: (row: number) => number,
  surroundings: Surroundings,
  add: (row: number, source: string, destination: string, protocol: string) => void,
): Promise<void> {
  const { tell } = surroundings
  const told = (progress: number | null): void => {
    tell({ kind: 'sorting', progress })
  }
  try {
    await eachPacket(packets, store, surroundings, told, (row, bytes) => {
      const { source, destination, protocol } = dissectBriefly({ linkType: linkTypeOf(row), bytes })
      add(row, source, destination, protocol)
    })
  } finally {
    told(null)
  }
}
