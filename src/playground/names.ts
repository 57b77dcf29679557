/**
 * The table of names that a person fills in, in place of a resolver: the lines of /etc/hosts,
 * /etc/ethers and /etc/networks as they are, in any order.
 *
 *     10.0.0.1 hub router          a host; one of several lines adds another address
 *     00:11:22:33:44:55 printer    an Ethernet address
 *     lab 10.1                     a network
 *
 * A `#` begins a comment. A line that is none of these is left out and said so; the others count.
 * Source: hosts(5), ethers(5), networks(5); where Ethernet and network names are given twice, the
 * first counts, as in the C library.
 */
import type { Diagnostic } from '../base/index.ts'
import { parseIpv4, parseIpv6, type Names } from '../filter/index.ts'

/** The longest table, in UTF-16 code units. */
export const MAX_NAMES_TEXT = 65_536

export interface ParsedNames {
  readonly names: Names
  /** Of the lines left out; spans are places in the table's text. */
  readonly problems: readonly Diagnostic[]
}

let latest: { readonly text: string; readonly parsed: ParsedNames } | null = null

/** The same object for the same text as the last time, so that what is derived from it can be kept. */
export function parseNames(text: string): ParsedNames {
  if (latest?.text !== text) latest = { text, parsed: parse(text) }
  return latest.parsed
}

const MAC = /^[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}$/i

function parse(text: string): ParsedNames {
  const hosts = new Map<string, string[]>()
  const networks = new Map<string, string>()
  const ethers = new Map<string, string>()
  const problems: Diagnostic[] = []

  const enter = (words: readonly string[]): string | null => {
    const [first = '', ...others] = words
    if (isAddress(first) || MAC.test(first)) {
      if (others.length === 0) return `No name is given to ${first}.`
      for (const name of others.map(lower)) {
        if (!isAddress(first)) keepFirst(ethers, name, first)
        else hosts.set(name, [...(hosts.get(name) ?? []), first])
      }
      return null
    }
    if (/^[\d.]+$/.test(first) || first.includes(':')) return `${first} is not an address.`
    const [number = '', ...aliases] = others
    if (number === '') return `${first} has no address; a host’s stands before its name.`
    if (!isNetworkNumber(number)) return `${number} is not the number of a network, as 10.1 is.`
    for (const name of [first, ...aliases].map(lower)) keepFirst(networks, name, number)
    return null
  }

  let from = 0
  for (const line of text.split('\n')) {
    const content = line.replace(/#.*/, '')
    const words = content.split(/\s+/).filter((word) => word !== '')
    const message = words.length === 0 ? null : enter(words)
    if (message !== null) {
      const start = from + content.length - content.trimStart().length
      const span = { from: start, to: start + content.trim().length }
      problems.push({ severity: 'error', code: 'names/line', message, span, notes: [] })
    }
    from += line.length + 1
  }
  return {
    names: {
      hosts: Object.fromEntries(hosts),
      networks: Object.fromEntries(networks),
      ethers: Object.fromEntries(ethers),
    },
    problems,
  }
}

function lower(name: string): string {
  return name.toLowerCase()
}

function keepFirst(map: Map<string, string>, name: string, value: string): void {
  if (!map.has(name)) map.set(name, value)
}

function isAddress(word: string): boolean {
  return word.includes(':') ? parseIpv6(word) !== null : parseIpv4(word)?.bits === 32
}

function isNetworkNumber(word: string): boolean {
  const number = parseIpv4(word)
  return number !== null && number.bits <= 32
}
