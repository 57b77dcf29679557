/**
 * Host, network and Ethernet names, looked up in the table that the options bring.
 *
 * Left out on purpose: asking a name server. Compares without regard to case, as the C library does
 * with its files.
 * Source of behaviour: pcap_nametoaddrinfo, pcap_nametonetaddr and pcap_ether_hostton of libpcap
 * 1.10.3 over glibc 2.36 with /etc/hosts, /etc/networks and /etc/ethers.
 */
import { parseIpv4, parseIpv6, parseMac } from '../addresses.ts'
import type { Names } from '../types.ts'
import type { Ipv6Words } from './host.ts'

export type HostAddress =
  { readonly version: 4; readonly address: number } | { readonly version: 6; readonly address: Ipv6Words }

/**
 * In the order of the table; empty where it does not have the name. What looks like a name and is an
 * address, `host \10.0.0.1`, is that address.
 */
export function lookUpHost(names: Names | undefined, name: string): readonly HostAddress[] {
  const address = inetAton(name)
  if (address !== null) return [{ version: 4, address }]
  if (name.includes(':')) {
    const words = parseIpv6(name)
    if (words !== null) return [{ version: 6, address: words }]
  }
  return (find(names?.hosts, name) ?? []).map(hostAddress)
}

const PART = /^(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/

/** The C library's reading of an IPv4 address: one to four numbers of any base, the last one fills up. */
function inetAton(text: string): number | null {
  const parts = text.split('.')
  if (parts.length > 4 || !parts.every((part) => PART.test(part))) return null
  const numbers = parts.map((part) => (/^0\d/.test(part) ? parseInt(part, 8) : Number(part)))
  const last = numbers.pop() ?? 0
  if (numbers.some((number) => number > 0xff) || last >= 2 ** (32 - 8 * numbers.length)) return null
  return numbers.reduce((sum, number, i) => sum + number * 2 ** (24 - 8 * i), last)
}

function hostAddress(text: string): HostAddress {
  const words = text.includes(':') ? parseIpv6(text) : null
  if (words !== null) return { version: 6, address: words }
  const dotted = parseIpv4(text)
  if (dotted?.bits !== 32) throw new Error(`Broken invariant: the table of names holds an address, not ${text}`)
  return { version: 4, address: dotted.value }
}

/** As 32 bits, what is not given zero: glibc fills up what /etc/networks leaves out. */
export function lookUpNetwork(names: Names | undefined, name: string): number | null {
  const text = find(names?.networks, name)
  if (text === undefined) return null
  const number = parseIpv4(text)
  if (number === null || number.bits > 32) {
    throw new Error(`Broken invariant: the table of names holds a network number, not ${text}`)
  }
  return (number.value << (32 - number.bits)) >>> 0
}

/** Six bytes; null where the table does not have the name. */
export function lookUpEther(names: Names | undefined, name: string): readonly number[] | null {
  const text = find(names?.ethers, name)
  return text === undefined ? null : parseMac(text)
}

type Table<T> = Readonly<Record<string, T>>

// A table is gone through once, however many names are looked up in it.
const indices = new WeakMap<object, ReadonlyMap<string, unknown>>()

function find<T>(table: Table<T> | undefined, name: string): T | undefined {
  if (table === undefined) return undefined
  let index = indices.get(table) as ReadonlyMap<string, T> | undefined
  if (index === undefined) {
    index = new Map(Object.entries(table).map(([key, value]) => [key.toLowerCase(), value]))
    indices.set(table, index)
  }
  return index.get(name.toLowerCase())
}
