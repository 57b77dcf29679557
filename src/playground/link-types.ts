/**
 * The link types that the page offers, in the order of the list.
 *
 * Left out on purpose: the many that the filter compiler has names for but no code yet. A link may
 * carry any number; the compiler then says what it cannot do.
 */
import { DLT } from '../net/index.ts'

export interface OfferedLinkType {
  /** DLT_* number. */
  readonly value: number
  /** As `tcpdump -y` takes it. */
  readonly name: string
  readonly title: string
}

export const offeredLinkTypes: readonly OfferedLinkType[] = [
  { value: DLT.EN10MB, name: 'EN10MB', title: 'Ethernet' },
  { value: DLT.RAW, name: 'RAW', title: 'Raw IP' },
]
