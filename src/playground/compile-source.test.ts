import { describe, expect, it } from 'vitest'
import { adviseSource } from './advise-source.ts'
import { compileSource } from './compile-source.ts'
import { exportFormats, exportText } from './export-text.ts'
import { languageHelp } from './language-help.ts'
import { emptySituation } from './situation.ts'
import { languages, type Language, type SourceInput } from './source-input.ts'

const compile = (language: Language, text: string) => compileSource({ ...emptySituation(), language, text })

describe('compileSource', () => {
  it('compiles a filter, and knows what it was before the optimizer', () => {
    const { program, clauses, provenance, lineSpans, unoptimizedLength, check } = compile('filter', 'ip and icmp')
    expect(program).toHaveLength(6)
    expect(clauses).toEqual([{ span: { from: 0, to: 2 } }, { span: { from: 7, to: 11 } }])
    expect(provenance).toHaveLength(6)
    expect(lineSpans).toBeNull()
    expect(unoptimizedLength).toBeGreaterThan(6)
    expect(check?.ok).toBe(true)
  })

  it('assembles, and knows the line of each instruction', () => {
    const text = '  ldh [12] ; type\nret a\n'
    const { program, lineSpans } = compile('assembly', text)
    expect(program).toHaveLength(2)
    expect(lineSpans?.map(({ from, to }) => text.slice(from, to))).toEqual(['ldh [12]', 'ret a'])
  })

  it.each([
    ['filter', 'host and'],
    ['assembly', 'ldh [12'],
    ['bytecode', '2,6 0 0 1,'],
  ] as const)('%s that is wrong has no program and a diagnostic: %s', (language, text) => {
    const { program, diagnostics } = compile(language, text)
    expect(program).toBeNull()
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
    for (const { span } of diagnostics) expect(span.to).toBeLessThanOrEqual(text.length)
  })

  it('shows the rest of bytecode with a wrong line, every instruction in its place', () => {
    const text = '4\n40 0 0 12\n21 0 x 2048\n6 0 0 1\n6 0 0 0\n'
    const { program, lineSpans, check, diagnostics } = compile('bytecode', text)
    expect(program?.map(({ code }) => code)).toEqual([40, 0xffff, 6, 6])
    expect(lineSpans?.map(({ from, to }) => text.slice(from, to))[1]).toBe('21 0 x 2048')
    expect(check).toMatchObject({ ok: false, error: { pc: 1 } })
    expect(diagnostics.map(({ span: { from, to } }) => text.slice(from, to))).toEqual(['x'])
  })

  it('has no program for a filter where system calls are looked at, and says why', () => {
    const { program, diagnostics } = compileSource({ ...emptySituation(), text: 'ip', context: 'seccomp' })
    expect(program).toBeNull()
    expect(diagnostics).toMatchObject([{ code: 'playground/filter-for-seccomp', span: { from: 0, to: 2 } }])
  })

  it.each([
    ['socket', 'ld [60]\nret a', null],
    ['seccomp', 'ld [60]\nret a', null],
    ['seccomp', 'ldh [12]\nret a', 0],
    ['xt_bpf', `${'ld #0\n'.repeat(64)}ret a`, 64],
    ['socket', `${'ld #0\n'.repeat(64)}ret a`, null],
  ] as const)('in the context %s it is checked as there: %j', (context, text, refusedAt) => {
    const { check } = compileSource({ ...emptySituation(), language: 'assembly', text, context })
    expect(check?.ok === false ? check.error.pc : null).toBe(refusedAt)
  })

  it('shows a program that the kernel refuses, with the reason at its line', () => {
    const text = 'ldh [12]\nldx #0\ndiv #0\nret #1\n'
    const { program, check, diagnostics } = compile('assembly', text)
    expect(program).toHaveLength(4)
    expect(check).toMatchObject({ ok: false, error: { pc: 2 } })
    const refused = diagnostics.find(({ code }) => code === 'playground/kernel-refuses')
    expect(text.slice(refused?.span.from, refused?.span.to)).toBe('div #0')
  })
})

describe('exportText', () => {
  const { program } = compile('filter', 'dst host 192.168.1.1 and ip')
  it.each([
    ['tcpdump -d', /^\(000\) ldh {6}\[12\]\n\(001\) jeq/],
    ['tcpdump -dd', /^\{ 0x28, 0, 0, 0x0000000c \},\n/],
    ['tcpdump -ddd', /^6\n40 0 0 12\n/],
    ['bpf_asm', /^\s*ldh \[12\]\n/],
    ['xt_bpf', /^6,40 0 0 12,21 0 3 2048,/],
  ] as const)('%s', (format, start) => {
    expect(exportText(format, program ?? [])).toMatch(start)
  })

  it.each(exportFormats.map(({ format, title }) => [title, format] as const))('%s is read back', (_, format) => {
    const language = format === 'bpf_asm' ? 'assembly' : 'bytecode'
    expect(compile(language, exportText(format, program ?? [])).program).toEqual(program)
  })
})

describe('languageHelp', () => {
  it('offers no filter word that the compiler refuses', () => {
    const inUse: Readonly<Record<string, string>> = {
      ether: 'ether[0] = 1',
      host: 'host 192.0.2.1',
      net: 'net 192.0.2.0/24',
      port: 'port 53',
      portrange: 'portrange 6000-6008',
      src: 'src port 53',
      dst: 'dst port 53',
      proto: 'ip proto 50',
      mask: 'net 192.0.2.0 mask 255.255.255.0',
      less: 'less 64',
      greater: 'greater 1000',
      len: 'len > 100',
      and: 'ip and tcp',
      or: 'ip or arp',
      not: 'not ip',
    }
    const refused = languageHelp('filter').words.filter(({ word }) => {
      const text = inUse[word] ?? word
      return !text.includes(word) || compile('filter', text).program === null
    })
    expect(refused).toEqual([])
  })

  it('has words for assembly, none for bytecode, and says the same again', () => {
    expect(languageHelp('assembly').words.map(({ word }) => word)).toEqual(
      expect.arrayContaining(['ldh', 'jneq', 'cpu']),
    )
    expect(languageHelp('bytecode').words).toEqual([])
    for (const language of languages) expect(languageHelp(language)).toBe(languageHelp(language))
  })
})

describe('adviseSource', () => {
  const advise = (source: SourceInput) => adviseSource(source, compileSource(source))

  it('has advice on a filter that compiles, and none on one of many clauses', () => {
    const advice = (text: string) =>
      advise({ ...emptySituation(), text }).map(({ severity, code }) => `${severity} ${code}`)
    expect(advice('less 100 and greater 200')).toEqual(['warning filter/contradiction'])
    expect(advice('host 10.0.0.1')).toEqual(['info filter/arp-too'])
    expect(advice('tcp port 80')).toEqual([])
    expect(advice(Array.from({ length: 50 }, (_, i) => `host 10.0.0.${i}`).join(' or '))).toEqual([])
  })

  it('has advice on a program that somebody wrote, at its line', () => {
    const text = 'ldx #4\nret #262144\nld [400]\nret a\n'
    expect(
      advise({ ...emptySituation(), language: 'assembly', text }).map(
        ({ code, span }) => `${code}@${text.slice(span.from, span.to)}`,
      ),
    ).toEqual(['advice/unreachable@ld [400]'])
    const short = advise({ ...emptySituation(), language: 'assembly', text: 'ld [400]\nret a', snaplen: 96 })
    expect(short.map(({ code }) => code)).toEqual(['advice/beyond-snaplen'])
  })

  it('warns of a program for Ethernet where iptables runs it', () => {
    const codes = (context: 'socket' | 'xt_bpf') =>
      advise({
        ...emptySituation(),
        language: 'assembly',
        text: 'ldh [12]\njeq #0x800, ip\nret #0\nip: ret #1',
        context,
      })
        .filter(({ severity }) => severity === 'warning')
        .map(({ code }) => code)
    expect([codes('socket'), codes('xt_bpf')]).toEqual([[], ['advice/made-for-ethernet']])
  })

  it('says why an expression rejects all packets', () => {
    const [refusal, ...others] = advise({ ...emptySituation(), text: 'icmp and tcp' })
    expect(others).toEqual([])
    expect(refusal?.notes[0]).toBe('`icmp` and `tcp` cannot both be true.')
  })
})
