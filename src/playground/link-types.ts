/**
 * The link types that the page offers: all that libpcap names, the ones people meet first.
 */
import { DLT, linkTypes } from '../net/index.ts'

export interface OfferedLinkType {
  /** DLT_* number. */
  readonly value: number
  /** As `tcpdump -y` takes it. */
  readonly name: string
  readonly title: string
}

export interface LinkTypeGroup {
  readonly title: string
  readonly linkTypes: readonly OfferedLinkType[]
}

const COMMON: readonly number[] = [
  DLT.EN10MB,
  DLT.RAW,
  DLT.LINUX_SLL,
  DLT.LINUX_SLL2,
  DLT.NULL,
  DLT.LOOP,
  DLT.PPP,
  DLT.IEEE802_11,
  DLT.IEEE802_11_RADIO,
]

const offered: readonly OfferedLinkType[] = linkTypes.map(({ number, name, description }) => {
  return { value: number, name, title: description }
})

/** Common ones in the order people look for them, then the others by name. */
export const offeredLinkTypes: readonly LinkTypeGroup[] = [
  {
    title: 'Common',
    linkTypes: COMMON.flatMap((value) => offered.filter((each) => each.value === value)),
  },
  {
    title: 'All others',
    linkTypes: offered.filter(({ value }) => !COMMON.includes(value)).sort((a, b) => (a.name < b.name ? -1 : 1)),
  },
]
