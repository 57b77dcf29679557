import { beforeEach, describe, expect, it } from 'vitest'
import { createAppStore, type AppStore } from './create-app-store.ts'
import { isEdited, remarkOf, selectPacketRows } from './packet-rows.ts'
import {
  selectClauses,
  selectCompilation,
  selectDissection,
  selectFrame,
  selectMetadata,
  selectNameProblems,
  selectProblems,
  selectShownProgram,
  selectTrace,
} from './selectors.ts'

/** DLT_RAW: packets that begin with the IP header. */
const RAW = 12

let store: AppStore
const app = () => store.getState()
const rowOf = (id: string) => selectPacketRows(app()).find((row) => row.id === id)

beforeEach(() => {
  store = createAppStore()
})

describe('the source', () => {
  it('opens on the reference example', () => {
    expect(app().texts.filter).toBe('dst host 192.168.1.1 and ip')
    expect(selectShownProgram(app()).compilation.program).toHaveLength(6)
    expect(selectCompilation(app()).unoptimizedLength).toBeGreaterThan(6)
    expect(selectClauses(app())).toEqual([
      { index: 0, span: { from: 0, to: 20 } },
      { index: 1, span: { from: 25, to: 27 } },
    ])
  })

  it('keeps the last program that compiled in view, and says so', () => {
    const good = selectShownProgram(app())
    app().setText('dst host 192.168.1.1 and')
    expect(selectShownProgram(app())).toMatchObject({ stale: true, source: { text: 'dst host 192.168.1.1 and ip' } })
    expect(selectShownProgram(app()).compilation).toBe(good.compilation)
    expect(selectProblems(app())).toMatchObject([{ severity: 'error', line: 1 }])
    app().setText('ip')
    expect(selectShownProgram(app()).stale).toBe(false)
  })

  it('does not show a filter’s program for broken assembly', () => {
    app().setLanguage('assembly')
    const cpu = selectShownProgram(app()).compilation.program
    expect(cpu).toHaveLength(4)
    app().setText('ld #cpu\nbanana\n')
    expect(selectShownProgram(app())).toMatchObject({ stale: true })
    store = createAppStore()
    store.setState(({ texts }) => ({ texts: { ...texts, assembly: 'banana\n' } }))
    app().setLanguage('assembly')
    expect(selectShownProgram(app())).toMatchObject({ stale: false, compilation: { program: null } })
    expect(selectTrace(app())).toBeNull()
  })

  it('compiles as for a live capture, and with the names of the table', () => {
    app().setText('vlan and host router')
    expect(selectCompilation(app()).program).toBeNull()
    app().setNames('10.0.0.1 router\n10.0.0 printer')
    const forFile = selectCompilation(app()).program
    expect(forFile).not.toBeNull()
    expect(selectNameProblems(app())).toMatchObject([{ line: 2, column: 1, message: '10.0.0 is not an address.' }])
    app().setLive(true)
    expect(selectCompilation(app()).program?.length).toBeGreaterThan(forFile?.length ?? Infinity)
  })

  it('gives problems a line and a column, from one', () => {
    app().setLanguage('assembly')
    app().setText('ldh [12]\n  banana\nret #0\n')
    expect(selectProblems(app())[0]).toMatchObject({ line: 2, column: 3 })
  })

  it('keeps a text for each language', () => {
    app().setText('arp')
    app().setLanguage('bytecode')
    app().setText('1,6 0 0 1,')
    app().setLanguage('filter')
    expect(app().texts.filter).toBe('arp')
    expect(selectShownProgram(app()).source.text).toBe('arp')
  })

  it.each(['assembly', 'bytecode'] as const)('writes the program in view as %s', (language) => {
    const { program } = selectShownProgram(app()).compilation
    app().showProgramAs(language)
    expect(app().language).toBe(language)
    expect(selectShownProgram(app()).compilation.program).toEqual(program)
  })

  it('keeps the clauses of a filter as comments of the assembly', () => {
    app().setText('dst host 192.168.1.1 and\n  ip')
    app().showProgramAs('assembly')
    expect(app().texts.assembly).toBe(
      '\tldh [12]                 ; dst host 192.168.1.1, ip\n\tjneq #0x800, drop\n' +
        '\tld [30]                  ; dst host 192.168.1.1\n\tjneq #0xc0a80101, drop\n' +
        '\tret #262144\ndrop:\tret #0\n',
    )
  })

  it('compiles again when an option changes', () => {
    app().setSnaplen(96)
    expect(selectShownProgram(app()).compilation.program?.[4]).toEqual({ code: 6, jt: 0, jf: 0, k: 96 })
    app().setOptimize(false)
    expect(selectCompilation(app())).toMatchObject({ unoptimizedLength: null })
  })

  it('answers with the same object while nothing that matters changed', () => {
    const [compilation, trace, rows] = [selectCompilation(app()), selectTrace(app()), selectPacketRows(app())]
    app().stepForward()
    app().setTheme('dark')
    expect(selectCompilation(app())).toBe(compilation)
    expect(selectTrace(app())).toBe(trace)
    expect(selectPacketRows(app())).toBe(rows)
  })
})

describe('the frames', () => {
  it('has the verdict of each', () => {
    expect(selectPacketRows(app()).map(({ id, verdict }) => [id, verdict.kind])).toEqual([
      ['icmp-echo', 'accept'],
      ['arp-request', 'drop'],
      ['tcp-syn', 'accept'],
      ['dns-query', 'accept'],
      ['ipv6-ping', 'drop'],
      ['vlan-tcp', 'drop'],
    ])
    expect(rowOf('icmp-echo')).toMatchObject({
      steps: 5,
      length: 42,
      summary: '192.168.1.142 → 192.168.1.1',
      fits: true,
    })
  })

  it('holds verdicts against what is expected', () => {
    expect(rowOf('icmp-echo')?.holds).toBeNull()
    app().setExpected('icmp-echo', 'accept')
    app().setExpected('arp-request', 'accept')
    expect([rowOf('icmp-echo')?.holds, rowOf('arp-request')?.holds]).toEqual([true, false])
    app().setLinkType(RAW)
    expect([rowOf('icmp-echo')?.holds, rowOf('arp-request')?.holds]).toEqual([null, null])
  })

  it('edits a sample in place, and reverts it', () => {
    const original = selectFrame(app())
    expect(remarkOf(original)).not.toBeNull()
    app().setByte(33, 0x02)
    const edited = selectFrame(app())
    expect(edited).toMatchObject({ id: 'icmp-echo', sample: false })
    expect(isEdited(edited)).toBe(true)
    expect(remarkOf(edited)).toBeNull()
    expect(original.bytes[33]).toBe(1)
    expect(rowOf('icmp-echo')).toMatchObject({ edited: true, own: false, verdict: { kind: 'drop' } })
    expect(selectDissection(app()).summary).toBe('192.168.1.142 → 192.168.1.2')
    app().revertFrame('icmp-echo')
    expect(selectFrame(app())).toMatchObject({ sample: true, bytes: original.bytes })
  })

  it('is the sample again when its byte is typed back', () => {
    app().setByte(33, 2)
    app().setByte(33, 1)
    expect(selectFrame(app()).sample).toBe(true)
  })

  it.each([
    [42, 1],
    [-1, 1],
    [0.5, 1],
    [0, 256],
    [0, -1],
    [0, NaN],
  ])('setByte(%d, %d) changes nothing', (offset, value) => {
    const before = selectFrame(app())
    app().setByte(offset, value)
    expect(selectFrame(app())).toBe(before)
  })

  it('takes own frames, names them, and lets them go', () => {
    const id = app().addFrame({ bytes: Uint8Array.of(1, 2, 3) })
    expect(selectFrame(app())).toMatchObject({ id, name: 'Frame 1', linkType: 1, sample: false })
    expect(app().addFrame({ bytes: new Uint8Array(), name: 'Empty' })).toBe('own-2')
    app().renameFrame('own-1', '  Three ')
    app().removeFrame('own-2')
    app().removeFrame('icmp-echo')
    expect(
      app()
        .frames.slice(-2)
        .map(({ name }) => name),
    ).toEqual([expect.any(String), 'Three'])
    expect(rowOf('own-1')).toMatchObject({ own: true, edited: false, verdict: { kind: 'drop' } })
    expect(app().selectedFrameId).toBe('icmp-echo')
  })

  it('knows what the kernel would, until told otherwise', () => {
    expect(selectMetadata(app())).toMatchObject({ proto: 0x800, netoff: 14, hatype: 1, cpu: 0, len: null })
    app().selectFrame('ipv6-ping')
    expect(selectMetadata(app()).proto).toBe(0x86dd)
    app().setMetadata('proto', -1)
    app().setMetadata('cpu', 3)
    expect(selectMetadata(app())).toMatchObject({ proto: 0xffffffff, cpu: 3 })
    app().setMetadata('proto', undefined)
    expect(selectMetadata(app())).toMatchObject({ proto: 0x86dd, cpu: 3 })
  })

  it('runs the CPU example both ways', () => {
    app().openExample('cpu-3')
    expect(rowOf('icmp-echo')?.verdict.text).toBe('Accept 262144')
    app().setMetadata('cpu', 2)
    expect(rowOf('icmp-echo')?.verdict.text).toBe('Drop')
  })
})
