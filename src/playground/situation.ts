/**
 * Everything that a link carries: the source, the frames, and where the person is in the run.
 *
 * The schema is the gate for whatever comes from outside (a link, the autosave): what passes it is
 * within the sizes that the page can bear.
 * Left out on purpose: what is only how one person likes to look at it (theme, pane widths).
 */
import * as v from 'valibot'
import { checkContexts } from '../bpf/index.ts'
import { MAX_NAMES_TEXT } from './names.ts'
import { DEFAULT_LINK_TYPE, DEFAULT_SNAPLEN } from './source-input.ts'

/** The longest source text, in UTF-16 code units. */
export const MAX_TEXT = 1_000_000
/** The longest frame, in bytes: tcpdump's own limit for a captured packet. */
export const MAX_FRAME_BYTES = 262144
/** The most own frames that one link or one autosave holds. */
export const MAX_FRAMES = 64
const MAX_STEP = 10_000_000
const MAX_PC = 4095
/** The most stop rules, or watches, and the longest, in UTF-16 code units. */
export const MAX_STOP_RULES = 32
export const MAX_STOP_RULE = 200

const word = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff))

export const frameIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(40))

/** A frame whose bytes travel along: a person's own, or a sample that was edited (then its id is the sample's). */
export const carriedFrameSchema = v.strictObject({
  id: frameIdSchema,
  name: v.pipe(v.string(), v.maxLength(80)),
  linkType: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff)),
  bytes: v.pipe(
    v.custom<Uint8Array>((value) => value instanceof Uint8Array),
    v.check((bytes) => bytes.length <= MAX_FRAME_BYTES, `a frame has at most ${MAX_FRAME_BYTES} bytes`),
  ),
})

export const metadataChangesSchema = v.strictObject({
  len: v.exactOptional(v.nullable(word)),
  proto: v.exactOptional(word),
  type: v.exactOptional(word),
  ifidx: v.exactOptional(word),
  mark: v.exactOptional(word),
  queue: v.exactOptional(word),
  hatype: v.exactOptional(word),
  rxhash: v.exactOptional(word),
  cpu: v.exactOptional(word),
  vlan_tci: v.exactOptional(word),
  vlan_avail: v.exactOptional(word),
  vlan_tpid: v.exactOptional(word),
  rand: v.exactOptional(word),
  netoff: v.exactOptional(word),
})

export const paneNames = ['source', 'program', 'machine', 'packet', 'packets'] as const

/** What of the program is in view. */
export const programTabs = ['listing', 'graph', 'optimizer'] as const

export const situationSchema = v.strictObject({
  language: v.picklist(['filter', 'assembly', 'bytecode']),
  text: v.pipe(v.string(), v.maxLength(MAX_TEXT)),
  context: v.picklist(checkContexts),
  linkType: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff)),
  snaplen: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff)),
  netmask: v.nullable(word),
  optimize: v.boolean(),
  live: v.boolean(),
  names: v.pipe(v.string(), v.maxLength(MAX_NAMES_TEXT)),
  flavour: v.picklist(['linux', 'libpcap']),
  /** Id of the frame in view: a sample's, or one of `frames`. */
  frame: frameIdSchema,
  frames: v.pipe(v.array(carriedFrameSchema), v.maxLength(MAX_FRAMES)),
  /** Frame id → the bytes that it had on the wire, for those of which only a part was captured. */
  wireLengths: v.record(frameIdSchema, word),
  metadata: metadataChangesSchema,
  /** Instructions executed so far. */
  step: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_STEP)),
  /** Program counters, ascending. */
  breakpoints: v.pipe(
    v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_PC))),
    v.maxLength(MAX_PC + 1),
  ),
  /** What is watched, as it was written: expressions over the machine. */
  watches: v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_STOP_RULE))), v.maxLength(MAX_STOP_RULES)),
  /** Further places to stop at, as they were written. */
  stopRules: v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_STOP_RULE))), v.maxLength(MAX_STOP_RULES)),
  /** Frame id → the verdict it should get; frames of which nothing is expected are absent. */
  expected: v.record(frameIdSchema, v.picklist(['accept', 'drop'])),
  pane: v.picklist(paneNames),
  tab: v.picklist(programTabs),
})

export type CarriedFrame = v.InferOutput<typeof carriedFrameSchema>
export type PaneName = (typeof paneNames)[number]
export type ProgramTab = (typeof programTabs)[number]
export type Situation = v.InferOutput<typeof situationSchema>

/** What a link that says nothing of it means. */
export const DEFAULT_FRAME_ID = 'icmp-echo'
export const DEFAULT_PANE: PaneName = 'program'

export function emptySituation(): Situation {
  return {
    language: 'filter',
    text: '',
    context: 'socket',
    linkType: DEFAULT_LINK_TYPE,
    snaplen: DEFAULT_SNAPLEN,
    netmask: null,
    optimize: true,
    live: false,
    names: '',
    flavour: 'linux',
    frame: DEFAULT_FRAME_ID,
    frames: [],
    wireLengths: {},
    metadata: {},
    step: 0,
    breakpoints: [],
    stopRules: [],
    watches: [],
    expected: {},
    pane: DEFAULT_PANE,
    tab: 'listing',
  }
}
