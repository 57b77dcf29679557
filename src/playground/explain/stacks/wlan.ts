/**
 * IEEE 802.11 frames and the radio headers before them.
 *
 * A filter tells where the body of a data frame begins by its type and by whether it has a field for
 * the quality of service; like libpcap's, it looks at no more. That the body is plain text, is there at
 * all and has no fourth address before it is said as a caveat.
 */
import { DLT } from '../../../net/index.ts'
import { type Expression, constant, load, operation } from '../expression.ts'
import {
  AVS,
  PPI,
  PRISM,
  RADIOTAP,
  RADIOTAP_FLAGS,
  WLAN,
  WLAN_ADDRESSES,
  WLAN_FOURTH_ADDRESS,
} from '../layouts/wlan.ts'
import type { Facts } from '../world.ts'
import { llcStacks } from './ether-type.ts'
import { FIRST_BYTE, type Place, type Stack, behind, bitsAt, placed, plus } from './place.ts'

export const BODY_CAVEAT = 'if the frame’s body is plain'
export const ADDRESS_CAVEAT = 'absent in some control frames'

const CONTROL = 0x04
const DATA = 0x08
const QOS = 0x80
const BOTH_WAYS = 0x03
const AVS_MAGIC = 0x80211000
const PRISM_LENGTH = 144
const PADDED = 0x20
/** Radiotap's presence bits, as a big-endian load finds them. */
const PRESENT = { timestamp: 0x01000000, flags: 0x02000000, more: 0x00000080 } as const

export function radioStacks(facts: Facts, linkType: number): readonly Stack[] {
  switch (linkType) {
    case DLT.IEEE802_11_RADIO: {
      const flags = radiotapFlagsAt(facts)
      const isPadded = flags !== null && bitsAt(facts, flags, 1, PADDED) === PADDED
      const header = [placed(RADIOTAP, FIRST_BYTE), ...(flags === null ? [] : [placed(RADIOTAP_FLAGS, flags)])]
      return wlanStacks(facts, behind(FIRST_BYTE, LITTLE_ENDIAN_LENGTH), isPadded).map((stack) => [...header, ...stack])
    }
    case DLT.PPI:
      return wlanStacks(facts, behind(FIRST_BYTE, LITTLE_ENDIAN_LENGTH)).map((stack) => [
        placed(PPI, FIRST_BYTE),
        ...stack,
      ])
    case DLT.PRISM_HEADER: {
      const isAvs = bitsAt(facts, FIRST_BYTE, 4, 0xfffff000) === AVS_MAGIC
      const place = isAvs ? behind(FIRST_BYTE, AVS_LENGTH) : plus(FIRST_BYTE, PRISM_LENGTH)
      return wlanStacks(facts, place).map((stack) => [placed(isAvs ? AVS : PRISM, FIRST_BYTE), ...stack])
    }
    case DLT.IEEE802_11_RADIO_AVS:
      return wlanStacks(facts, behind(FIRST_BYTE, AVS_LENGTH)).map((stack) => [placed(AVS, FIRST_BYTE), ...stack])
    default:
      return wlanStacks(facts, FIRST_BYTE)
  }
}

const LITTLE_ENDIAN_LENGTH = operation('or', load(null, 2, 1), operation('lsh', load(null, 3, 1), constant(8)))
const AVS_LENGTH = load(null, 4, 4)

/** Behind the timestamp, where there is one; null where that is not known, or there are none. */
function radiotapFlagsAt(facts: Facts): Place | null {
  const presence = plus(FIRST_BYTE, 4)
  const isThere =
    bitsAt(facts, presence, 4, PRESENT.flags) === PRESENT.flags && bitsAt(facts, presence, 4, PRESENT.more) === 0
  const timestamp = bitsAt(facts, presence, 4, PRESENT.timestamp)
  return isThere && timestamp !== null ? plus(FIRST_BYTE, timestamp === 0 ? 8 : 16) : null
}

function wlanStacks(facts: Facts, place: Place, isPadded = false): readonly Stack[] {
  const bit = (offset: number, mask: number): number | null => bitsAt(facts, plus(place, offset), 1, mask)
  const isControl = bit(0, CONTROL)
  const isData = isControl === 0 && bit(0, DATA) === DATA
  const addresses = placed(WLAN_ADDRESSES, plus(place, WLAN.length), isControl === 0 ? null : ADDRESS_CAVEAT)
  const fixed = [placed(WLAN, place), ...(isControl === CONTROL && !isData ? [] : [addresses])]
  const qos = isData ? bit(0, QOS) : null
  if (bit(1, BOTH_WAYS) === BOTH_WAYS && isControl === 0) {
    // What follows lies six bytes further on than a filter looks for it.
    return [[...fixed, placed(WLAN_FOURTH_ADDRESS, plus(place, 24), isData ? null : ADDRESS_CAVEAT)]]
  }
  if (qos === null) return [fixed]
  const length = qos === 0 ? 24 : 26
  const body = isPadded ? rounded(place, length) : plus(place, length)
  return llcStacks(facts, body, BODY_CAVEAT).map((stack) => [...fixed, ...stack])
}

/** Up to a multiple of four, counted as libpcap does: from the frame's first byte. */
function rounded({ base, offset }: Place, length: number): Place {
  const end: Expression = constant(offset + length + 3)
  const sum = base === null ? end : operation('add', base, end)
  return behind(FIRST_BYTE, operation('and', sum, constant(0xfffffffc)))
}
