/**
 * The shape of the page's state, a slice an interface, and what can be done to it.
 *
 * Left out on purpose: everything that follows from it (programs, runs, verdicts, rows); selectors.ts
 * derives that. A slice stays flat so that a selector of one field re-renders for that field alone.
 */
import type {
  CheckContext,
  Flavour,
  Language,
  Late,
  MetadataChanges,
  MetadataName,
  PaneName,
  ProgramTab,
  Register,
  Situation,
  SourceInput,
} from '../playground/index.ts'
import type { CaptureClient, FilterTotals, ReadingState, WritingState } from '../worker/index.ts'

export type Expectation = 'any' | 'accept' | 'drop'

export interface FrameEntry {
  readonly id: string
  readonly name: string
  /** DLT_* number. */
  readonly linkType: number
  /** Never changed in place: an edit makes a new array. */
  readonly bytes: Uint8Array
  /** Bytes before these that the program does not see where it runs; see selectFrames. */
  readonly skipped?: number
  /** The bytes are those of the sample with this id; false once edited, and for a person's own frame. */
  readonly sample: boolean
  readonly expected: Expectation
  /** Bytes on the wire, where `bytes` are a part of them. */
  readonly wireLength?: number
  /** For a packet of a capture, as it is there: which file (see captureKey), and its number in it. */
  readonly captured?: Pick<ReadingState, 'name' | 'size' | 'modified'> & { readonly number: number }
  /** A packet that was only looked at: nothing was done with it, and the next one takes its place. */
  readonly passing?: true
}

export interface OpenCapture {
  /** What rows and packets are asked of. */
  readonly client: CaptureClient
  readonly reading: ReadingState
  /** Packets being written to a file, where that takes a while; null else. */
  readonly writing: WritingState | null
  /** How far the first order by a text is, 0 … 1, where that takes a while; null else. */
  readonly sorting: number | null
  /** Null until a filter has begun. */
  readonly totals: FilterTotals | null
  /** The source of the program that the totals are of. */
  readonly totalsOf: SourceInput | null
  /** Another number whenever rows that were asked for may have changed. */
  readonly revision: number
}

export interface CaptureState {
  readonly capture: OpenCapture | null
}

export interface SourceState {
  readonly language: Language
  readonly texts: Readonly<Record<Language, string>>
  /** Where the program is to run. */
  readonly context: CheckContext
  readonly linkType: number
  readonly snaplen: number
  readonly netmask: number | null
  readonly optimize: boolean
  /** Filters are compiled as for a live capture on Linux. */
  readonly live: boolean
  /** The table of names, as its text stands. */
  readonly names: string
  /** The last source that compiled: its program stays in view while the one being typed does not. */
  readonly lastGood: SourceInput | null
}

export interface PacketsState {
  readonly frames: readonly FrameEntry[]
  readonly selectedFrameId: string
  /** Kernel metadata set by hand; the rest follows the frame, see selectMetadata. */
  readonly metadataChanges: MetadataChanges
  readonly flavour: Flavour
}

export interface RunState {
  /** Instructions executed; 0 is before the first. Never more than the run has. */
  readonly step: number
  /** Program counters, ascending. May point past a program that has become shorter. */
  readonly breakpoints: readonly number[]
  /** Further places to stop at, as they were written: `A == 0x800`, `read 23`; see vm/stops.ts. */
  readonly stopRules: readonly string[]
  /** Expressions over the machine whose values are shown, as they were written. */
  readonly watches: readonly string[]
  /** The register that was asked where its value came from, and after how many steps. */
  readonly askedValue: { readonly register: Register; readonly step: number } | null
}

export type Theme = 'system' | 'light' | 'dark'

export interface Notice {
  readonly kind: 'error' | 'info'
  readonly text: string
}

/** One thing pointed at, by the pointer or by the keyboard's focus. */
export type Pointed =
  | { readonly kind: 'clause'; readonly clause: number }
  | { readonly kind: 'instruction'; readonly pc: number }
  /** Bytes of the frame in view, half-open: those of a field, or one. */
  | { readonly kind: 'bytes'; readonly from: number; readonly to: number }

export interface ViewState {
  readonly theme: Theme
  readonly phonePane: PaneName
  /** What of the program is in view. */
  readonly programTab: ProgramTab
  /** What is pointed at, wherever the pointing happens; pointed.ts derives what lights up with it. */
  readonly pointed: Pointed | null
  readonly notice: Notice | null
  /** The engines that come a moment after the page can be used; null until they have arrived. */
  readonly late: Late | null
}

export interface SourceActions {
  setLanguage(language: Language): void
  /** Changes the text of the current language. */
  setText(text: string): void
  setContext(context: CheckContext): void
  setLinkType(linkType: number): void
  setSnaplen(bytes: number): void
  setNetmask(netmask: number | null): void
  setOptimize(optimize: boolean): void
  setLive(live: boolean): void
  /** At most MAX_NAMES_TEXT code units are kept. */
  setNames(names: string): void
  /** Writes the program in view as source of another language and goes there; nothing where there is no program. */
  showProgramAs(language: 'assembly' | 'bytecode'): void
}

export interface PacketsActions {
  selectFrame(id: string): void
  /** Sets one byte of the frame in view; offsets beyond it and values beyond a byte change nothing. */
  setByte(offset: number, value: number): void
  /** Replaces the bytes of a frame; a sample becomes an edited one. At most MAX_FRAME_BYTES are kept. */
  setFrameBytes(id: string, bytes: Uint8Array): void
  /** Gives an edited sample its own bytes back. */
  revertFrame(id: string): void
  /** Adds a frame, goes to it and gives its id; the link type is the source's where not given. Null when there are too many. */
  addFrame(frame: { readonly bytes: Uint8Array; readonly name?: string; readonly linkType?: number }): string | null
  renameFrame(id: string, name: string): void
  /** Removes an own frame; samples stay. */
  removeFrame(id: string): void
  setExpected(id: string, expected: Expectation): void
  /** `undefined` lets the field follow the frame again. */
  setMetadata(name: MetadataName, value: number | null | undefined): void
  setFlavour(flavour: Flavour): void
}

export interface CaptureActions {
  /** Gets ready what opening a capture takes, while the person is choosing one. */
  prepareCapture(): Promise<void>
  /** Opens a capture file in the place of the one before. */
  openCapture(file: File): Promise<void>
  /** Stops reading; what was read stays. */
  giveUpCapture(): void
  /** Stops writing packets to a file. */
  stopWritingCapture(): void
  closeCapture(): void
  /** Makes a packet of the capture, numbered from 1, the frame in view. */
  choosePacket(number: number): Promise<void>
}

export interface RunActions {
  stepForward(): void
  stepBack(): void
  /** Forward to the next breakpoint, or to the end. */
  run(): void
  /** Back to the last breakpoint before this moment, or to the start. */
  runBack(): void
  /** To where this instruction runs next, or ran last; a notice where it never does. */
  runTo(pc: number): void
  /** Back to the first state. */
  reset(): void
  seek(step: number): void
  toggleBreakpoint(pc: number): void
  /** The same at the instruction that runs next, or at the end of the run at the last. */
  toggleBreakpointHere(): void
  setStopRules(rules: readonly string[]): void
  setWatches(watches: readonly string[]): void
  /** Asks where the value that a register holds now came from; null ends it. */
  askValue(register: Register | null): void
}

export interface ViewActions {
  setTheme(theme: Theme): void
  setPhonePane(pane: PaneName): void
  setProgramTab(tab: ProgramTab): void
  pointAt(pointed: Pointed | null): void
  setNotice(notice: Notice | null): void
  /** Brings the late engines; where they cannot be fetched the page goes on without what they tell. */
  bringLate(): Promise<void>
}

export type LinkForm = 'readable' | 'compact'

export interface ShareOptions {
  /** Readable unless asked otherwise; a very long readable link becomes compact by itself. */
  readonly form?: LinkForm
  /** Whether own and edited frames travel along. They may be private: no unless asked. */
  readonly includeFrames?: boolean
}

export interface SharedLink {
  readonly form: LinkForm
  /** `#…`. */
  readonly hash: string
  /** The whole address. */
  readonly address: string
  /** Whether it is on the clipboard. */
  readonly copied: boolean
}

export interface LinkActions {
  openExample(id: string): void
  /** Shows what a link carries. Texts of other languages and own frames stay. */
  openSituation(situation: Situation): void
  /** Opens a fragment; one that cannot be opened becomes a notice and changes nothing else. */
  openLink(hash: string): Promise<boolean>
  /** Both forms of the link, for showing; nothing is written anywhere. Null where longer than a link may be. */
  previewLinks(includeFrames: boolean): Promise<Readonly<Record<LinkForm, string | null>>>
  /** Puts a link into the address bar and on the clipboard; null, with a notice, where it would be too long. */
  share(options?: ShareOptions): Promise<SharedLink | null>
  /** Puts a link into the address bar only: for Ctrl/Cmd+S and for leaving the page. */
  writeLink(): Promise<void>
}

/** What undo brings back: what a person made, and where they were beside it. */
export type Entry = SourceState & PacketsState & Pick<RunState, 'step' | 'breakpoints' | 'stopRules' | 'watches'>

export interface HistoryState {
  /** Oldest first. */
  readonly past: readonly Entry[]
  /** The next to come back first. */
  readonly future: readonly Entry[]
  /** What was last changed, and when in milliseconds: typing that goes on joins it. */
  readonly lastEdit: { readonly part: keyof Entry; readonly at: number } | null
}

export interface HistoryActions {
  undo(): void
  redo(): void
}

export type AppData = SourceState & PacketsState & CaptureState & RunState & ViewState & HistoryState
export type AppActions = SourceActions &
  PacketsActions &
  CaptureActions &
  RunActions &
  ViewActions &
  LinkActions &
  HistoryActions
export type AppState = AppData & AppActions
