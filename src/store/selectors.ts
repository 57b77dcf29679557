/**
 * What follows from the state: the program, its problems, the frame, the run.
 *
 * Each remembers its answer until an input is another object, so a pane that reads one renders again
 * only when something it shows has changed. The moment in the run is in moment.ts, rows of tables are in
 * listing-rows.ts and packet-rows.ts.
 */
import type { Diagnostic, Span } from '../base/index.ts'
import { SECCOMP_LINK_TYPE } from '../bpf/index.ts'
import {
  compileSource,
  countHits,
  dissect,
  findStops,
  exportText,
  frameMetadata,
  originOf,
  parseNames,
  parseStopRule,
  recordRun,
  linkTypeIn,
  skippedIn,
  type CheckContext,
  type Compilation,
  type Environment,
  type Hits,
  type Language,
  type Late,
  type Program,
  type Origin,
  type ExportFormat,
  type SourceInput,
  type Stops,
  type Trace,
} from '../playground/index.ts'
import { memoized, remembered } from './memoize.ts'
import type { AppData, FrameEntry } from './types.ts'

export const selectSource: (state: AppData) => SourceInput = memoized(
  [
    (state: AppData) => state.language,
    (state: AppData) => state.texts[state.language],
    (state: AppData) => state.context,
    (state: AppData) => state.linkType,
    (state: AppData) => state.snaplen,
    (state: AppData) => state.netmask,
    (state: AppData) => state.optimize,
    (state: AppData) => state.live,
    (state: AppData) => state.names,
  ],
  (language, text, context, linkType, snaplen, netmask, optimize, live, names) => ({
    language,
    text,
    context,
    linkType: linkTypeIn(context, linkType),
    snaplen,
    netmask,
    optimize,
    live,
    names,
  }),
)

export const selectLate = (state: AppData): Late | null => state.late

// Remembered by the source object: the last one that compiled is kept in the state, and with it its program.
const compile = remembered(compileSource)

/** Of the source as it stands, errors and all. */
export function selectCompilation(state: AppData): Compilation {
  return compile(selectSource(state))
}

/** What is said of the source as it stands; advice once the late engines have arrived. */
export const selectDiagnostics: (state: AppData) => readonly Diagnostic[] = memoized(
  [selectLate, selectSource, selectCompilation],
  (late, source, compilation) => late?.adviseSource(source, compilation) ?? compilation.diagnostics,
)

export interface ShownProgram {
  readonly compilation: Compilation
  /** The source that it was compiled from. */
  readonly source: SourceInput
  /** It is the last one that compiled, not the one of the text in the editor. */
  readonly stale: boolean
}

/** The program in view: the last of this language that compiled, while the source has an error. */
export const selectShownProgram: (state: AppData) => ShownProgram = memoized(
  [selectSource, (state: AppData) => state.lastGood],
  (source, lastGood) => {
    const compilation = compile(source)
    if (compilation.program !== null || lastGood?.language !== source.language) {
      return { compilation, source, stale: false }
    }
    return { compilation: compile(lastGood), source: lastGood, stale: true }
  },
)

/** A program as source text of a language; a filter has no other words for it than assembly. */
export function textOfProgram(language: Language, program: Program): string {
  return exportText(language === 'bytecode' ? 'xt_bpf' : 'bpf_asm', program)
}

/** The program in view as text; null where there is none. */
export function programText({ compilation, source }: ShownProgram, format: ExportFormat): string | null {
  const { program, clauses, provenance } = compilation
  return program && exportText(format, program, { text: source.text, clauses, provenance })
}

export interface Problem extends Diagnostic {
  /** Both count from one; the column in UTF-16 code units. */
  readonly line: number
  readonly column: number
}

export const selectProblems: (state: AppData) => readonly Problem[] = memoized(
  [selectSource, selectDiagnostics],
  ({ text }, diagnostics) => diagnostics.map((diagnostic) => locate(text, diagnostic)),
)

/** Of the table of names: the lines that say nothing. */
export const selectNameProblems: (state: AppData) => readonly Problem[] = memoized(
  [(state: AppData) => state.names],
  (names) => parseNames(names).problems.map((diagnostic) => locate(names, diagnostic)),
)

function locate(text: string, diagnostic: Diagnostic): Problem {
  const before = text.slice(0, diagnostic.span.from)
  const lineStart = before.lastIndexOf('\n') + 1
  return { ...diagnostic, line: before.split('\n').length, column: before.length - lineStart + 1 }
}

export interface ClauseSpan {
  readonly span: Span
  /** 0 is clause a. */
  readonly index: number
}

/** The clauses of the text in the editor, for its underlines; empty while it has an error. */
export const selectClauses: (state: AppData) => readonly ClauseSpan[] = memoized([selectCompilation], ({ clauses }) =>
  clauses.map(({ span }, index) => ({ span, index })),
)

// A function for each context that remembers, so that a frame stays the same object as long as it is the same frame.
const seenIn: Readonly<Record<CheckContext, (entry: FrameEntry) => FrameEntry | null>> = {
  socket: remembered((entry) => entryIn('socket', entry)),
  xt_bpf: remembered((entry) => entryIn('xt_bpf', entry)),
  seccomp: remembered((entry) => entryIn('seccomp', entry)),
}

function entryIn(context: CheckContext, entry: FrameEntry): FrameEntry | null {
  const skipped = skippedIn(context, entry)
  if (skipped === null) return null
  const linkType = linkTypeIn(context, entry.linkType)
  if (skipped === 0 && linkType === entry.linkType) return entry
  return { ...entry, linkType, bytes: entry.bytes.subarray(skipped), skipped }
}

/** The frames that get to the program where it runs, each from the byte on that it sees. */
export const selectFrames: (state: AppData) => readonly FrameEntry[] = memoized(
  [(state: AppData) => state.frames, (state: AppData) => state.context],
  (frames, context) => frames.map(seenIn[context]).filter((entry) => entry !== null),
)

/** How many frames there are that are not system calls, wherever the program runs. */
export function selectPacketCount({ frames }: AppData): number {
  return frames.filter(({ linkType }) => linkType !== SECCOMP_LINK_TYPE).length
}

export const selectFrame: (state: AppData) => FrameEntry = memoized(
  [selectFrames, (state: AppData) => state.selectedFrameId],
  (frames, id) => {
    const frame = frames.find((entry) => entry.id === id) ?? frames[0]
    return frame ?? { id, name: '', linkType: 0, bytes: new Uint8Array(), sample: false, expected: 'any' }
  },
)

const dissectEntry = remembered((frame: FrameEntry) => dissect({ ...frame, wireLength: wireLengthOf(frame) }))

export function dissectionOf(frame: FrameEntry): ReturnType<typeof dissect> {
  return dissectEntry(frame)
}

export function selectDissection(state: AppData): ReturnType<typeof dissect> {
  return dissectEntry(selectFrame(state))
}

/** Bytes that a packet had on the wire, of those that the program sees; null where they are those that are there. */
export function wireLengthOf({ wireLength, skipped = 0 }: FrameEntry): number | null {
  return wireLength === undefined ? null : Math.max(wireLength - skipped, 0)
}

/** What the program is run against: the frame in view, and what the kernel knows of it. */
export const selectEnvironment: (state: AppData) => Environment = memoized(
  [
    (state: AppData) => selectFrame(state).bytes,
    (state: AppData) => selectFrame(state).linkType,
    (state: AppData) => state.metadataChanges,
    (state: AppData) => state.flavour,
    (state: AppData) => wireLengthOf(selectFrame(state)),
  ],
  (packet, linkType, changes, flavour, len) => ({
    packet,
    metadata: frameMetadata(linkType, packet, { len, ...changes }),
    flavour,
  }),
)

export function selectMetadata(state: AppData): Environment['metadata'] {
  return selectEnvironment(state).metadata
}

/** The whole run; null where there is no program. */
export const selectTrace: (state: AppData) => Trace | null = memoized(
  [(state: AppData) => selectShownProgram(state).compilation.program, selectEnvironment],
  (program, { packet, metadata, flavour }) => program && recordRun(program, packet, metadata, flavour),
)

/** How often each instruction has run after so many steps; null where there is no program. */
export const selectHits: (state: AppData) => ((step: number) => Hits) | null = memoized(
  [selectTrace],
  (trace) => trace && countHits(trace),
)

/** Where the run stops: at breakpoints and by rules; a rule that cannot be read stops nowhere. */
export const selectStops: (state: AppData) => Stops | null = memoized(
  [selectTrace, (state: AppData) => state.breakpoints, (state: AppData) => state.stopRules],
  (trace, breakpoints, texts) => {
    const rules = texts.map(parseStopRule).flatMap((rule) => (rule.ok ? [rule.value] : []))
    return trace && findStops(trace, breakpoints, rules)
  },
)

/** Where the value that was asked for came from; null while nothing is asked. */
export const selectOrigin: (state: AppData) => Origin | null = memoized(
  [selectTrace, (state: AppData) => state.askedValue],
  (trace, asked) =>
    trace === null || asked === null ? null : originOf(trace, asked.register, Math.min(asked.step, trace.steps)),
)

/** For each instruction of the program in view what it means, in words; once the late engines have arrived. */
export const selectMeanings: (state: AppData) => readonly string[] = memoized(
  [
    selectLate,
    (state: AppData) => selectShownProgram(state).compilation.program,
    (state: AppData) => selectShownProgram(state).source.linkType,
    selectFrame,
  ],
  (late, program, linkType, frame) =>
    late === null || program === null
      ? []
      : late.explainProgram(program, linkType, frame.linkType === linkType ? frame.bytes : null),
)
