/**
 * Every extension of the kernel's documentation in each place that knows it: as assembly, in both listings, and in the
 * machine, where it reads the value that was set.
 *
 * The names are those of Documentation/networking/filter.rst; tcpdump's own are what `tcpdump -d` prints.
 */
import { describe, expect, test } from 'vitest'
import { assemble } from '../asm/index.ts'
import { formatListing, type Program } from '../bpf/index.ts'
import { defaultMetadata, run } from '../vm/index.ts'
import { exportText } from './export-text.ts'

const assembled = (source: string): Program => {
  const result = assemble(source)
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join())
  return result.value.program
}

// 60 bytes whose values are their offsets: nothing here but metadata reads as 0x77.
const packet = Uint8Array.from({ length: 60 }, (_, i) => i)

/** Kernel's name, tcpdump's operand, k of the load (null for `len`, which is a mode), what is set, what it gives. */
test.each([
  ['len', '#pktlen', null, { len: 0x77 }, 0x77],
  ['proto', '[proto]', 0, { proto: 0x77 }, 0x77],
  ['type', '[type]', 4, { type: 0x77 }, 0x77],
  ['poff', '[poff]', 52, { poff: 0x77 }, 0x77],
  ['ifidx', '[ifidx]', 8, { ifidx: 0x77 }, 0x77],
  ['nla', '[nla]', 12, {}, 0],
  ['nlan', '[nlan]', 16, {}, 0],
  ['mark', '[mark]', 20, { mark: 0x77 }, 0x77],
  ['queue', '[queue]', 24, { queue: 0x77 }, 0x77],
  ['hatype', '[hatype]', 28, { hatype: 0x77 }, 0x77],
  ['rxhash', '[rxhash]', 32, { rxhash: 0x77 }, 0x77],
  ['cpu', '[cpu]', 36, { cpu: 0x77 }, 0x77],
  ['vlan_tci', '[vlan_tci]', 44, { vlan_tci: 0x77 }, 0x77],
  ['vlan_avail', '[vlanp]', 48, { vlan_avail: 0x77 }, 0x77],
  ['vlan_tpid', '[vlan_tpid]', 60, { vlan_tpid: 0x77 }, 0x77],
  ['rand', '[random]', 56, { rand: 0x77 }, 0x77],
])('%s, %s to tcpdump', (name, operand, k, changes, value) => {
  const program = assembled(`ld ${name}\nret a\n`)
  expect(assembled(`ld #${name}\nret a\n`)).toEqual(program)
  expect(program[0]).toEqual({ code: k === null ? 0x80 : 0x20, jt: 0, jf: 0, k: k === null ? 0 : 0xfffff000 + k })
  const listing = formatListing(program)
  expect(listing.split('\n')[0]).toBe(`(000) ld       ${operand}`)
  expect(assembled(listing)).toEqual(program)
  expect(exportText('bpf_asm', program)).toBe(`\tld ${name}\n\tret a\n`)
  const environment = { packet, metadata: { ...defaultMetadata, ...changes }, flavour: 'linux' } as const
  expect(run(program, environment).outcome).toEqual({ kind: 'returned', value })
})

describe('a netlink attribute', () => {
  // Two attributes from byte 4 on: type 3 with 4 bytes, type 5 with one nested attribute of type 7.
  const attributes = [8, 0, 3, 0, 1, 2, 3, 4, 12, 0, 5, 0, 8, 0, 7, 0, 9, 9, 9, 9]
  const frame = Uint8Array.from([0, 0, 0, 0, ...attributes])
  test.each([
    ['nla', 4, 5, 12],
    ['nla', 4, 6, 0],
    ['nlan', 12, 7, 16],
  ])('%s from offset %i, type %i: %i', (name, from, type, found) => {
    const program = assembled(`ldx #${type}\nld #${from}\nld ${name}\nret a\n`)
    const environment = { packet: frame, metadata: defaultMetadata, flavour: 'linux' } as const
    expect(run(program, environment).outcome).toEqual({ kind: 'returned', value: found })
  })
})
