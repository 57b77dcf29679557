/**
 * The state as a situation, and a situation as a change of the state.
 */
import { DEFAULT_FRAME_ID, emptySituation, type CarriedFrame, type Situation } from '../playground/index.ts'
import { freeId, isSampleId, sampleEntries, withBytes } from './slices/packets.ts'
import type { AppData, FrameEntry } from './types.ts'

/**
 * What a link or the autosave carries. Without the frames' bytes, an edited sample is the sample, and
 * an own frame in view gives way to the first sample, at the start of the run.
 */
export function situationOf(state: AppData, includeFrames: boolean): Situation {
  const carried = includeFrames ? state.frames.filter((entry) => !entry.sample) : []
  const travels = (id: string): boolean => isSampleId(id) || carried.some((entry) => entry.id === id)
  const inView = travels(state.selectedFrameId)
  const expected: Situation['expected'] = {}
  const wireLengths: Situation['wireLengths'] = {}
  for (const { id, wireLength } of carried) if (wireLength !== undefined) wireLengths[id] = wireLength
  for (const entry of state.frames) {
    if (entry.expected !== 'any' && travels(entry.id)) expected[entry.id] = entry.expected
  }
  return {
    ...emptySituation(),
    language: state.language,
    text: state.texts[state.language],
    context: state.context,
    linkType: state.linkType,
    snaplen: state.snaplen,
    netmask: state.netmask,
    optimize: state.optimize,
    live: state.live,
    names: state.names,
    flavour: state.flavour,
    frame: inView ? state.selectedFrameId : DEFAULT_FRAME_ID,
    frames: carried.map(({ id, name, linkType, bytes }) => ({ id, name, linkType, bytes })),
    wireLengths,
    metadata: { ...state.metadataChanges },
    step: inView ? state.step : 0,
    breakpoints: [...state.breakpoints],
    stopRules: [...state.stopRules],
    watches: [...state.watches],
    expected,
    pane: state.phonePane,
    tab: state.programTab,
  }
}

/** Of the packet that a link opens on, its name and step; and how many verdicts it expects. */
export function carriedBy(state: AppData, includeFrames: boolean) {
  const { frame, step, expected } = situationOf(state, includeFrames)
  const entry = [...sampleEntries(), ...state.frames].find(({ id }) => id === frame)
  return { frame: entry?.name ?? '', step, expected: Object.keys(expected).length }
}

/** Own frames of the person stay in the list; edits of samples do not. */
export function situationChange(state: AppData, situation: Situation): Partial<AppData> {
  const frames = sampleEntries()
  const kept = state.frames.filter((entry) => !isSampleId(entry.id))
  let selectedFrameId = situation.frame
  for (const carried of situation.frames) {
    const index = frames.findIndex((entry) => entry.id === carried.id)
    const entry = frames[index]
    if (entry) frames[index] = withBytes(entry, carried.bytes)
    else frames.push(ownEntry(carried, situation.wireLengths[carried.id]))
  }
  for (const entry of kept) {
    const twin = frames.find((other) => other.id === entry.id)
    if (twin && sameFrame(twin, entry)) continue
    frames.push(twin ? { ...entry, id: freeId([...frames, ...kept]) } : entry)
  }
  if (!frames.some((entry) => entry.id === selectedFrameId)) selectedFrameId = DEFAULT_FRAME_ID
  return {
    language: situation.language,
    texts: { ...state.texts, [situation.language]: situation.text },
    // Of other work than this.
    lastGood: null,
    context: situation.context,
    linkType: situation.linkType,
    snaplen: situation.snaplen,
    netmask: situation.netmask,
    optimize: situation.optimize,
    live: situation.live,
    names: situation.names,
    flavour: situation.flavour,
    frames: frames.map((entry) => {
      const expected = situation.expected[entry.id]
      return expected === undefined ? entry : { ...entry, expected }
    }),
    selectedFrameId,
    metadataChanges: situation.metadata,
    step: situation.step,
    breakpoints: [...situation.breakpoints].sort((a, b) => a - b),
    stopRules: [...situation.stopRules],
    watches: [...situation.watches],
    phonePane: situation.pane,
    programTab: situation.tab,
    pointed: null,
  }
}

function ownEntry({ id, name, linkType, bytes }: CarriedFrame, wireLength: number | undefined): FrameEntry {
  const own: FrameEntry = { id, name, linkType, bytes, sample: false, expected: 'any' }
  return wireLength === undefined || wireLength === bytes.length ? own : { ...own, wireLength }
}

function sameFrame(a: FrameEntry, b: FrameEntry): boolean {
  return (
    a.linkType === b.linkType && a.bytes.length === b.bytes.length && a.bytes.every((byte, i) => byte === b.bytes[i])
  )
}
