/**
 * What the kernel would know of a frame beside its bytes, so that the extension loads read something
 * sensible before anybody sets a value by hand.
 *
 * Left out on purpose: tag offloading. The kernel may take a VLAN tag out of the bytes and keep it in
 * the socket buffer; here the tag stays in the bytes, where it can be seen, and vlan_avail stays 0.
 * Sources: linux/if_ether.h (ETH_P_802_2), linux/if_arp.h (ARPHRD_ETHER, ARPHRD_RAWIP).
 */
import { DLT, ETHERMTU, ETHERTYPE } from '../net/index.ts'
import { defaultMetadata, type Metadata } from '../vm/index.ts'

/** Fields that a person set by hand; the others follow the frame. */
export type MetadataChanges = Partial<Metadata>

export type MetadataName = keyof Metadata

const ETH_P_802_2 = 4
const ARPHRD_ETHER = 1
const ARPHRD_RAWIP = 519
const ETHERNET_HEADER_BYTES = 14

export function frameMetadata(linkType: number, bytes: Uint8Array, changes: MetadataChanges): Metadata {
  return { ...defaultMetadata, ifidx: 1, ...linkProperties(linkType, bytes), ...changes }
}

function linkProperties(linkType: number, bytes: Uint8Array): MetadataChanges {
  switch (linkType) {
    case DLT.EN10MB: {
      const typeOrLength = ((bytes[12] ?? 0) << 8) | (bytes[13] ?? 0)
      return {
        proto: typeOrLength > ETHERMTU ? typeOrLength : ETH_P_802_2,
        hatype: ARPHRD_ETHER,
        netoff: ETHERNET_HEADER_BYTES,
      }
    }
    case DLT.RAW: {
      const version = (bytes[0] ?? 0) >> 4
      return { proto: version === 6 ? ETHERTYPE.IPV6 : ETHERTYPE.IP, hatype: ARPHRD_RAWIP, netoff: 0 }
    }
    default:
      return {}
  }
}
