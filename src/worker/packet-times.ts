/** When packets were captured, told from the first that has a time: some of pcapng have none. */
import { NO_TIME, type PacketIndex } from '../playground/index.ts'

export class PacketTimes {
  private readonly packets: PacketIndex
  /** Row of the first packet that has a time, -1 where none of the first `of` has. */
  private first = { row: -1, of: 0 }

  /** More of the packets may come. */
  constructor(packets: PacketIndex) {
    this.packets = packets
  }

  /** Seconds since 1970, to the nanosecond; empty where the packet has no time. */
  epochOf(row: number): string {
    const { seconds, nanoseconds } = this.packets.columns
    return seconds[row] === NO_TIME ? '' : `${seconds[row]}.${String(nanoseconds[row]).padStart(9, '0')}`
  }

  /** Seconds; null where the packet has no time. */
  of(row: number): number | null {
    const { columns, count } = this.packets
    const { seconds, nanoseconds } = columns
    if (this.first.row < 0 && this.first.of < count) {
      this.first = { row: seconds.subarray(0, count).findIndex((second) => second !== NO_TIME), of: count }
    }
    const first = this.first.row
    if (first < 0 || seconds[row] === NO_TIME) return null
    return (seconds[row] ?? 0) - (seconds[first] ?? 0) + ((nanoseconds[row] ?? 0) - (nanoseconds[first] ?? 0)) / 1e9
  }
}
