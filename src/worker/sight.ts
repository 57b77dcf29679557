/**
 * Which packets of a capture a program is run on where it runs, and from which byte on: on a socket those of its link
 * type, whole; in an iptables rule those with an IP header, from there on; packets are no system calls.
 */
import { skippedIn, type CaptureReader, type SourceInput } from '../playground/index.ts'
import { eachPacket } from './each-packet.ts'
import type { PacketStore } from './packet-store.ts'
import type { Surroundings } from './surroundings.ts'

export interface Sight {
  /** True where each packet so far is run on, from its first byte. */
  readonly isOfAll: boolean
  /** First byte of a row's packet that the program sees; null where it is not run on it. */
  readonly startOf: (row: number) => number | null
}

const NONE = -1

/** First byte of a packet that the program sees, found out from the packet; null where it is not run on it. */
export function startIn({ context, linkType }: SourceInput, packet: { linkType: number; bytes: Uint8Array }) {
  if (context === 'socket' && packet.linkType !== linkType) return null
  return skippedIn(context, packet)
}

/** What programs see of one capture. */
export class Sights {
  private readonly reader: CaptureReader
  private readonly store: PacketStore
  /** Where network headers begin, for each row; null before anybody has asked. */
  private headers: Promise<Int32Array> | null = null

  constructor(reader: CaptureReader, store: PacketStore) {
    this.reader = reader
    this.store = store
  }

  linkTypeOf(row: number): number {
    return this.reader.interfaces[this.reader.packets.columns.interfaces[row] ?? 0]?.linkType ?? 0
  }

  /** In an iptables rule of a capture that has been read. */
  async of(source: SourceInput, surroundings: Surroundings): Promise<Sight> {
    if (source.context === 'xt_bpf') {
      this.headers ??= this.findHeaders(source, surroundings).catch((error: unknown) => {
        this.headers = null
        throw error
      })
      const headers = await this.headers
      return { isOfAll: false, startOf: (row) => (headers[row] === NONE ? null : (headers[row] ?? null)) }
    }
    const { reader } = this
    return {
      get isOfAll() {
        return reader.interfaces.every(({ linkType }) => linkType === source.linkType)
      },
      startOf: (row) => (this.linkTypeOf(row) === source.linkType ? 0 : null),
    }
  }

  private async findHeaders(source: SourceInput, surroundings: Surroundings): Promise<Int32Array> {
    const { packets } = this.reader
    const headers = new Int32Array(packets.count)
    const untold = (): void => undefined
    await eachPacket(packets, this.store, surroundings, untold, (row, bytes) => {
      headers[row] = startIn(source, { linkType: this.linkTypeOf(row), bytes }) ?? NONE
    })
    return headers
  }
}
