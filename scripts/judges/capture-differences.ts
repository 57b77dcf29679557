/**
 * What our reader and libpcap find in the same capture file: the packets before its end or its fault.
 *
 * Where libpcap gives up on a pcapng file that ours reads on, only what comes before is compared. Ours never stops where
 * libpcap goes on.
 */
import { CaptureReader, NO_TIME } from '../../src/packet/index.ts'
import { DLT } from '../../src/net/index.ts'
import { askLibpcapRead } from './libpcap.ts'
import { randomCaptures } from './random-captures.ts'
import { createRandom } from './random.ts'

/** libpcap has one link type and snapshot length a file, and refuses packets beyond that. */
const GIVEN_UP = [
  /an interface has a (type|snapshot length) \d+ different/,
  /bigger than snaplen of/,
  /no Interface Description Blocks/,
]

/** Where a file is of another byte order than the machine, libpcap turns round words within packets of these. */
const WITH_WORDS = new Set<number>([
  DLT.PFLOG,
  DLT.LINUX_SLL,
  DLT.LINUX_SLL2,
  DLT.USB_LINUX,
  DLT.USB_LINUX_MMAPPED,
  DLT.NFLOG,
])

export interface CaptureComparison {
  /** Files that libpcap reads to their end, and those that it did not survive. */
  readonly whole: number
  readonly crashes: number
  readonly different: readonly { readonly hex: string; readonly ours: string; readonly theirs: string }[]
}

/** Both readings of random files; libpcap must be there. */
export function compareCaptures(seed: number, count: number): CaptureComparison {
  const files = randomCaptures(seed, count)
  const answers = askLibpcapRead(files)
  const different = files.flatMap((file, i) => {
    const [ours, theirs] = [ourReading(file, seed + i), answers[i] ?? null]
    if (theirs === null || isSameReading(ours, theirs)) return []
    return [{ hex: Buffer.from(file).toString('hex'), ours, theirs }]
  })
  return {
    whole: answers.filter((answer) => answer?.endsWith('end')).length,
    crashes: answers.filter((answer) => answer === null).length,
    different,
  }
}

/**
 * In the words of libpcap-judge.c, without the hash where libpcap may change bytes, and with the fault's message behind
 * `err`. The file comes in pieces.
 */
function ourReading(file: Uint8Array, seed: number): string {
  const random = createRandom(seed)
  const reader = new CaptureReader()
  for (let at = 0; at < file.length;) {
    const size = random.pick([1, 7, 64, file.length])
    reader.push(file.subarray(at, at + size))
    at += size
  }
  reader.finish()
  const { columns, count } = reader.packets
  const packets = Array.from({ length: count }, (_, row) => {
    const offset = columns.offsets[row] ?? 0
    const caplen = columns.caplens[row] ?? 0
    const linkType = reader.interfaces[columns.interfaces[row] ?? 0]?.linkType ?? 0
    const hash = WITH_WORDS.has(linkType) ? '-' : hashOf(file.subarray(offset, offset + caplen))
    const seconds = columns.seconds[row] ?? 0
    const time = `${seconds === NO_TIME ? 0 : seconds},${columns.nanoseconds[row]}`
    return `${caplen},${columns.lengths[row]},${time},${hash};`
  })
  return packets.join('') + (reader.fault === null ? 'end' : `err ${reader.fault.message}`)
}

/** Whether two readings say the same, by what they find and by whether they end well. */
export function isSameReading(ours: string, theirs: string): boolean {
  const [left, right] = [partsOf(ours), partsOf(theirs)]
  const isAlike = right.packets.every((packet, index) => isSamePacket(left.packets[index] ?? '', packet))
  if (!isAlike || GIVEN_UP.some((message) => message.test(right.end))) return isAlike
  return left.packets.length === right.packets.length && (left.end === 'end') === (right.end === 'end')
}

function partsOf(reading: string): { packets: string[]; end: string } {
  const [, packets = '', end = ''] = /^((?:[-\d,]+;)*)(.*)$/.exec(reading) ?? []
  return { packets: packets.split(';').slice(0, -1), end }
}

/**
 * libpcap leaves a fraction that is more than a second, and takes the numbers of pcap as signed. Times that an offset
 * leads beyond numbers are passed over.
 */
function isSamePacket(ours: string, theirs: string): boolean {
  const [left, right] = [packetOf(ours), packetOf(theirs)]
  if (left.lengths !== right.lengths || (left.hash !== '-' && left.hash !== right.hash)) return false
  if (right.fraction < 0 || !Number.isSafeInteger(right.seconds)) return true
  return (left.seconds - right.seconds) % 2 ** 32 === 0 && left.fraction === right.fraction
}

function packetOf(packet: string) {
  const [caplen, length, seconds, nanoseconds, hash] = packet.split(',')
  const over = Math.floor(Number(nanoseconds) / 1e9)
  const fraction = Number(nanoseconds) % 1e9
  return { lengths: `${caplen},${length}`, hash, seconds: Number(seconds) + over, fraction }
}

/** FNV-1a of 32 bits. */
function hashOf(bytes: Uint8Array): number {
  return bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 16_777_619), 2_166_136_261) >>> 0
}
