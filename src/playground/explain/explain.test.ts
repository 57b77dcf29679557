import { describe, expect, it } from 'vitest'
import { assemble } from '../../asm/index.ts'
import type { Program } from '../../bpf/index.ts'
import { DLT } from '../../net/index.ts'
import { sampleFrames } from '../../packet/index.ts'
import { explainProgram, valueMeanings } from './explain.ts'

function assembled(source: string): Program {
  const result = assemble(source)
  if (!result.ok) throw new Error(`${source}: ${result.error[0]?.message}`)
  return result.value.program
}

function explained(source: string, linkType: number = DLT.EN10MB): readonly string[] {
  return explainProgram(assembled(source), linkType)
}

describe('what people write', () => {
  it.each([
    [
      'ld #cpu\njneq #3, drop\nret #-1\ndrop: ret #0',
      ['A ← the CPU’s number', 'CPU is 3?', 'Accept, keep the whole packet', 'Drop'],
    ],
    [
      'ld rand\nmod #4\njneq #1, drop\nret #1\ndrop: ret #0',
      [
        'A ← a random number',
        'A ← A mod 4, a random number, mod 4',
        'Random number mod 4 is 1?',
        'Accept, keep up to 1 byte',
        'Drop',
      ],
    ],
    [
      'ld #proto\njeq #0x800, yes, no\nyes: ret a\nno: ret #0',
      [
        'A ← the packet’s protocol, as an EtherType',
        'Protocol is IPv4?',
        'Accept, keep up to A bytes; drop if A is 0',
        'Drop',
      ],
    ],
    // Nothing has shown what the packet is, so bytes stay bytes.
    [
      'ld [30]\njeq #0xc0a80101, yes, no\nyes: ret #1\nno: ret #0',
      ['A ← bytes 30–33', 'A is 0xc0a80101?', 'Accept, keep up to 1 byte', 'Drop'],
    ],
    [
      'ldh [60]\nldb [x + 9]\nld [x + 0]\nret #0',
      [
        'A ← bytes 60–61',
        'A ← the byte at X+9, source MAC, byte 3',
        'A ← 4 bytes at X, destination MAC, first 4 bytes',
        'Drop',
      ],
    ],
    [
      'ld #5\nst M[3]\nldx M[3]\nadd x\nneg\ntax\ntxa\nret a',
      [
        'A ← 5',
        'M[3] ← A',
        'X ← M[3]',
        'A ← A + X',
        'A ← −A',
        'X ← A',
        'A ← X',
        'Accept, keep up to A bytes; drop if A is 0',
      ],
    ],
    ['ldx 4*([14]&0xf)\nret #0', ['X ← 4 × the low half of byte 14', 'Drop']],
    [
      'ld len\nldx len\nja on\non: jset #0x14, a, a\na: or #0x10\nret #0',
      [
        'A ← the packet’s length',
        'X ← the packet’s length',
        'Go on at 003',
        'Length has any bit of 0x14 set?',
        'A ← A | 0x10',
        'Drop',
      ],
    ],
  ])('%j', (source, meanings) => {
    expect(explained(source)).toEqual(meanings)
  })

  it('follows a value through scratch memory and arithmetic of its own making', () => {
    const source = `ldh [12]
      jne #0x800, drop
      ldb [23]
      jne #6, drop
      ldb [14]
      and #15
      mul #4
      st M[0]
      ldx M[0]
      ldh [x + 16]
      jeq #22, keep, drop
      keep: ret #1
      drop: ret #0`
    const meanings = explained(source)
    expect(meanings.slice(6, 11)).toEqual([
      'A ← A × 4, IPv4 header length',
      'M[0] ← A, IPv4 header length',
      'X ← M[0], IPv4 header length',
      'A ← 2 bytes at X+16, TCP destination port (data in a later fragment)',
      'Destination port is 22 (ssh)?',
    ])
  })

  it('knows the payload’s place where the header length was tested', () => {
    const source = `ldh [12]
      jne #0x800, drop
      ldb [14]
      jne #0x45, drop
      ldb [23]
      jne #17, drop
      ldh [36]
      ret #1
      drop: ret #0`
    expect(explained(source)[6]).toBe('A ← bytes 36–37, UDP destination port (data in a later fragment)')
  })

  it('names both where two ways lead to different fields, and neither where one has no name', () => {
    const two = `ldh [12]
      jeq #0x800, here, other
      other: jne #0x806, drop
      here: ld [28]
      ret a
      drop: ret #0`
    expect(explained(two)[3]).toBe('A ← bytes 28–31, IPv4 header, bytes 14–17 or ARP sender IP')
    // One way has shown IPv4, the other nothing.
    const half = `ldh [12]
      jeq #0x800, here, other
      other: ldh [12]
      here: ld [30]
      ret a`
    expect(explained(half)[3]).toBe('A ← bytes 30–33')
    const fields = `ldh [12]
      jeq #0x86dd, six, other
      six: ldb [20]
      ja test
      other: jne #0x800, drop
      ldb [23]
      test: jeq #6, keep, drop
      keep: ret #1
      drop: ret #0`
    expect(explained(fields)[6]).toBe('Next header or protocol is TCP?')
  })

  it('loads relative to the kernel’s network header', () => {
    const program: Program = [
      { code: 0x28, jt: 0, jf: 0, k: 0xfffff000 },
      { code: 0x15, jt: 0, jf: 1, k: 0x800 },
      { code: 0x30, jt: 0, jf: 0, k: 0xfff00009 },
      { code: 0x06, jt: 0, jf: 0, k: 0 },
    ]
    expect(explainProgram(program, DLT.EN10MB)[2]).toBe('A ← byte 9 from the network header, IPv4 protocol')
  })
})

describe('programs that no kernel takes', () => {
  it('ends on a backward jump', () => {
    const loop: Program = [
      { code: 0x30, jt: 0, jf: 0, k: 14 },
      { code: 0x04, jt: 0, jf: 0, k: 1 },
      { code: 0x15, jt: 0, jf: 1, k: 7 },
      { code: 0x05, jt: 0, jf: 0, k: 0xfffffffc },
      { code: 0x05, jt: 0, jf: 0, k: 0xfffffffc },
    ]
    expect(explainProgram(loop, DLT.EN10MB)).toEqual([
      'A ← byte 14',
      'A ← A + 1',
      'A is 7?',
      'Go on at 000',
      'Go on at 001',
    ])
  })

  it('says what is no instruction', () => {
    const codes = [0xffff, 0x05 | 0x50, 0xe0, 0x04 | 0xb0, 0x16]
    const program = codes.map((code) => ({ code, jt: 0, jf: 0, k: 1 }))
    expect(explainProgram(program, DLT.EN10MB)).toEqual([
      ...codes.slice(0, 4).map(() => 'Not an instruction'),
      'Accept, keep up to A bytes; drop if A is 0',
    ])
    expect(explainProgram([], DLT.EN10MB)).toEqual([])
  })

  it('takes the packet’s word where the program has not asked what its bytes are', () => {
    const program = assembled(
      'ldb [23]\njne #17, drop\nldxb 4*([14]&0xf)\nldh [x+16]\njne #53, drop\nret #-1\ndrop: ret #0',
    )
    const dns = sampleFrames.find(({ id }) => id === 'dns-query')?.frame.bytes ?? null
    expect(explainProgram(program, DLT.EN10MB, dns).slice(0, 5)).toEqual([
      'A ← byte 23, IPv4 protocol (in this frame)',
      'Protocol is UDP? (in this frame)',
      'X ← 4 × IHL, IPv4 header length (in this frame)',
      'A ← 2 bytes at X+16, UDP destination port (in this frame)',
      'Destination port is 53 (domain)? (in this frame)',
    ])
    expect(explainProgram(program, DLT.EN10MB)[0]).toBe('A ← byte 23')
    // What the program has found out is not doubted, and needs no frame.
    const asked = assembled('ldh [12]\njne #0x800, drop\nldb [23]\ndrop: ret #0')
    const arp = sampleFrames.find(({ id }) => id === 'arp-request')?.frame.bytes ?? null
    expect(explainProgram(asked, DLT.EN10MB, arp)[2]).toBe('A ← byte 23, IPv4 protocol')
  })

  it('is quick on the longest program', () => {
    const program: Program = Array.from({ length: 4096 }, (_, pc) =>
      pc % 2 === 0 ? { code: 0x30, jt: 0, jf: 0, k: pc % 100 } : { code: 0x15, jt: 0, jf: 1, k: pc },
    )
    const start = performance.now()
    expect(explainProgram(program, DLT.EN10MB)).toHaveLength(4096)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

describe('valueMeanings', () => {
  it('says how to spell A after each instruction', () => {
    const program = assembled(`ldh [12]
      jne #0x800, drop
      ld [30]
      jne #0xc0a80101, drop
      ldb [23]
      ld #7
      drop: ret #0`)
    expect(valueMeanings(program, DLT.EN10MB).map((meaning) => meaning?.kind ?? null)).toEqual([
      'ethertype',
      'ethertype',
      'ipv4',
      'ipv4',
      'ipproto',
      null,
      null,
    ])
  })
})
