import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { askLibpcap, askLibpcapImage, libpcapVersion } from '../../scripts/judges/libpcap.ts'
import { formatC, formatDecimal, formatInstruction, formatListing } from './listing.ts'
import { type Instruction, type Program } from './program.ts'

const lines = (name: string) =>
  readFileSync(new URL(`testdata/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#') && line !== '')

function fromNumbers([code = 0, jt = 0, jf = 0, k = 0]: readonly number[]): Instruction {
  return { code, jt, jf, k }
}

describe('one instruction', () => {
  test('is printed as bpf_image() prints it, whatever the opcode', () => {
    const rows = lines('bpf-image.txt')
    expect(rows.length).toBeGreaterThan(1500)
    for (const row of rows) {
      const bar = row.indexOf('|')
      const numbers = row.slice(0, bar).split(' ').map(Number)
      expect(formatInstruction(fromNumbers(numbers), numbers[4] ?? 0).text).toBe(row.slice(bar + 1))
    }
  })

  test.runIf(libpcapVersion() !== null)('is printed as the live bpf_image() does, for all 65,536 codes', () => {
    const rows = Array.from({ length: 65536 }, (_, code) => ({
      instruction: [code, code & 255, 7, Math.imul(code, 0x9e3779b1) >>> 0] as const,
      pc: code % 5000,
    }))
    const ours = rows.map(({ instruction, pc }) => formatInstruction(fromNumbers(instruction), pc).text)
    expect(ours).toEqual(askLibpcapImage(rows))
  })

  test.each([
    ['jeq #0x800', fromNumbers([0x15, 0, 3, 0x800]), { op: 'jeq', operand: '#0x800', jt: 2, jf: 5 }],
    ['jset x', fromNumbers([0x4d, 1, 0, 9]), { op: 'jset', operand: 'x', jt: 3, jf: 2 }],
    ['ja', fromNumbers([0x05, 0, 0, 3]), { op: 'ja', operand: '5', jt: null, jf: null }],
    ['a backward ja', fromNumbers([0x05, 0, 0, 0xfffffffe]), { op: 'ja', operand: '0', jt: null, jf: null }],
    ['ldxb', fromNumbers([0xb1, 0, 0, 14]), { op: 'ldxb', operand: '4*([14]&0xf)', jt: null, jf: null }],
    ['an extension', fromNumbers([0x28, 0, 0, 0xfffff024]), { op: 'ldh', operand: '[cpu]', jt: null, jf: null }],
    ['no instruction', fromNumbers([0x0e, 0, 0, 1]), { op: 'unimp', operand: '0xe', jt: null, jf: null }],
  ])('%s comes in parts', (_, instruction, parts) => {
    expect(formatInstruction(instruction, 1)).toMatchObject(parts)
  })
})

/** Programs and their listings as tcpdump printed them. */
function recordedListings(): { expression: string; decimal: string; c: string; listing: string }[] {
  const blocks = ('\n' + lines('tcpdump-listings.txt').join('\n') + '\n').split('\n== ').slice(1)
  return blocks.map((block) => {
    const [start = '', c = '', listing = ''] = block.split(/\n==(?:\n|$)/)
    const [expression = '', ...decimal] = start.split('\n')
    const part = (text: string) => text.trimStart() + '\n'
    return { expression, decimal: part(decimal.join('\n')), c: part(c), listing: part(listing) }
  })
}

function parseDecimal(text: string): Program {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => fromNumbers(row.split(' ').map(Number)))
}

describe('a program', () => {
  const recorded = recordedListings()

  test('there are listings to compare with', () => {
    expect(recorded.length).toBeGreaterThan(10)
  })

  test.each(recorded)('is printed as tcpdump prints it: $expression', ({ decimal, c, listing }) => {
    const program = parseDecimal(decimal)
    expect(program.length).toBeGreaterThan(0)
    expect(formatDecimal(program)).toBe(decimal)
    expect(formatC(program)).toBe(c)
    expect(formatListing(program)).toBe(listing)
  })

  const tcpdumpIsHere = spawnSync('tcpdump', ['--version']).status === 0
  test.runIf(tcpdumpIsHere && libpcapVersion() !== null)('is printed as the live tcpdump prints it', () => {
    for (const expression of ['tcp[13] & 7 != 0', 'net 224.0.0.0/4 or ip6', 'ip[0] * 4 - 5 > len', 'port 53']) {
      for (const optimize of [true, false]) {
        const request = { linkType: 1, snaplen: 262144, netmask: null, optimize, expression }
        const [answer] = askLibpcap([request])
        const program = answer?.kind === 'program' ? answer.instructions.map(fromNumbers) : []
        const print = (form: string) =>
          spawnSync('tcpdump', ['-y', 'EN10MB', form, ...(optimize ? [] : ['-O']), expression], { encoding: 'utf8' })
            .stdout
        expect(formatListing(program)).toBe(print('-d'))
        expect(formatC(program)).toBe(print('-dd'))
        expect(formatDecimal(program)).toBe(print('-ddd'))
      }
    }
  })
})
