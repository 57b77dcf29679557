/**
 * The byte order of a capture file, by its first bytes: the compiler's option `savefile` has it.
 *
 * Left out on purpose: later sections of a pcapng file in the other order. libpcap, which is to be matched, stops there.
 */

/** Bytes that tell it in every format: those of pcapng, whose first word reads the same in both orders. */
const TELLING_BYTES = 12
const PCAPNG = 0x0a0d0d0a

export class ByteOrder {
  private first = new Uint8Array(0)

  /** The next bytes of the file, uncompressed. */
  push(bytes: Uint8Array): void {
    const missing = TELLING_BYTES - this.first.length
    if (missing > 0) this.first = Uint8Array.from([...this.first, ...bytes.subarray(0, missing)])
  }

  /** Of a file that is no capture it does not matter. */
  get littleEndian(): boolean {
    const { first } = this
    if (first.length < TELLING_BYTES) return true
    const view = new DataView(first.buffer)
    const at = view.getUint32(0) === PCAPNG ? 8 : 0
    // How the magic numbers begin, pcap's and pcapng's; none of them ends so.
    return first[at] !== 0xa1 && first[at] !== 0x1a
  }
}
