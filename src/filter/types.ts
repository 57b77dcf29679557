/**
 * What the filter compiler takes and gives. Plain data; see index.ts for the entry.
 */
import type { Diagnostic, Span } from '../base/index.ts'
import type { Program } from '../bpf/index.ts'

export interface CompileOptions {
  /** Link type number, DLT_* of libpcap (1 = EN10MB); see net/link-types.ts. */
  readonly linkType: number
  /** Bytes to keep of an accepted packet; the value of the accepting return. */
  readonly snaplen: number
  /** The network's mask, host byte order; null where it is not known. */
  readonly netmask: number | null
  readonly optimize: boolean
  /**
   * Compile as for a live capture on Linux, where the kernel takes an outer VLAN tag out of the frame
   * and keeps it beside the bytes. Absent: false, as for a file of that link type.
   */
  readonly live?: boolean
  /**
   * Compile as for a file that libpcap has open. Its BSD loopback packets have the address families of the systems that
   * may have written it; the direction and the interface are refused where the link header has none. Absent: as for a
   * handle without a file, which may serve a live capture on Linux.
   */
  readonly savefile?: Savefile
  /** What host, network and Ethernet names stand for. Absent: nothing. */
  readonly names?: Names
}

export interface Savefile {
  /** Byte order of the file's own headers: that of the machine which wrote it, and of its loopback headers. */
  readonly littleEndian: boolean
}

/**
 * What /etc/hosts, /etc/networks and /etc/ethers say, in place of a resolver. Names are compared
 * without regard to case.
 */
export interface Names {
  /** IPv4 and IPv6 addresses of each host, in the order in which they are to be asked. */
  readonly hosts: Readonly<Record<string, readonly string[]>>
  /** One to four decimal parts, `10.1`; what is missing is zero. */
  readonly networks: Readonly<Record<string, string>>
  /** Six bytes in hex, `00:11:22:33:44:55`. */
  readonly ethers: Readonly<Record<string, string>>
}

/** One primitive of the expression, as written: `dst host 192.168.1.1`. Numbered left to right. */
export interface Clause {
  readonly span: Span
}

export interface CompiledFilter {
  readonly program: Program
  readonly clauses: readonly Clause[]
  /** For each instruction the indices into `clauses` that it serves, ascending. */
  readonly provenance: readonly (readonly number[])[]
  /** Things that compile but deserve a word; never an error. */
  readonly warnings: readonly Diagnostic[]
}
