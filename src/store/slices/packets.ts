/** The frames, which of them is in view, and what the kernel knows beside their bytes. */
import type { StateCreator } from 'zustand/vanilla'
import {
  MAX_FRAMES,
  MAX_FRAME_BYTES,
  samples,
  linkTypeIn,
  skippedIn,
  type MetadataChanges,
} from '../../playground/index.ts'
import { settle } from '../settle.ts'
import type { AppState, FrameEntry, PacketsActions } from '../types.ts'

/** The samples, unedited, in their order. */
export function sampleEntries(): FrameEntry[] {
  return samples.map(({ id, name, frame }) => ({
    id,
    name,
    linkType: frame.linkType,
    bytes: frame.bytes,
    sample: true,
    expected: 'any',
  }))
}

/** The entry with other bytes; a sample that gets its own bytes back is a sample again. Of another length, it is whole. */
export function withBytes(entry: FrameEntry, bytes: Uint8Array): FrameEntry {
  const original = samples.find(({ id }) => id === entry.id)?.frame.bytes
  const sample = original !== undefined && sameBytes(original, bytes)
  const { wireLength, captured, name, ...whole } = entry
  const cut = wireLength === undefined || bytes.length !== entry.bytes.length ? {} : { wireLength }
  // What is changed is not the capture's packet any more, which can be looked at again.
  const called = captured === undefined ? name : `${name}, changed`
  return { ...whole, ...cut, name: called, bytes: sample ? original : bytes.slice(0, MAX_FRAME_BYTES), sample }
}

export function isSampleId(id: string): boolean {
  return samples.some((sample) => sample.id === id)
}

/** The first `own-N` that no frame has. */
export function freeId(frames: readonly FrameEntry[]): string {
  const taken = new Set(frames.map(({ id }) => id))
  let number = 1
  while (taken.has(`own-${number}`)) number++
  return `own-${number}`
}

export const createPacketsActions: StateCreator<AppState, [], [], PacketsActions> = (set, get) => {
  const change = (id: string, edit: (entry: FrameEntry) => FrameEntry): void =>
    set((state) => {
      const frames = state.frames.map((entry) => {
        const edited = entry.id === id ? edit(entry) : entry
        if (edited === entry) return entry
        // Something was done with it: it stays.
        const { passing: _, ...kept } = edited
        return kept
      })
      return settle(state, { frames })
    })

  /** Bytes of the frame before those in view. */
  const skippedOf = (entry: FrameEntry): number => skippedIn(get().context, entry) ?? 0

  return {
    selectFrame: (id) =>
      set((state) =>
        id !== state.selectedFrameId && state.frames.some((entry) => entry.id === id)
          ? settle(state, { selectedFrameId: id, step: 0 })
          : {},
      ),
    setByte: (offset, value) =>
      change(get().selectedFrameId, (entry) => {
        if (!isByte(value) || !Number.isInteger(offset) || offset < 0) return entry
        const at = offset + skippedOf(entry)
        if (at >= entry.bytes.length || entry.bytes[at] === value) return entry
        const bytes = entry.bytes.slice()
        bytes[at] = value
        return withBytes(entry, bytes)
      }),
    setFrameBytes: (id, bytes) =>
      change(id, (entry) => {
        const skipped = skippedOf(entry)
        const whole = new Uint8Array(skipped + bytes.length)
        whole.set(entry.bytes.subarray(0, skipped))
        whole.set(bytes, skipped)
        return withBytes(entry, whole)
      }),
    revertFrame: (id) =>
      change(id, (entry) => {
        const original = samples.find((sample) => sample.id === id)
        return original ? withBytes(entry, original.frame.bytes) : entry
      }),
    addFrame: ({ bytes, name, linkType }) => {
      const { frames } = get()
      if (frames.filter((entry) => !entry.sample).length >= MAX_FRAMES) return null
      const id = freeId(frames)
      const entry: FrameEntry = {
        id,
        name: (name?.trim() || `Frame ${id.slice('own-'.length)}`).slice(0, 80),
        linkType: linkType ?? linkTypeIn(get().context, get().linkType),
        bytes: bytes.slice(0, MAX_FRAME_BYTES),
        sample: false,
        expected: 'any',
      }
      set((state) => settle(state, { frames: [...state.frames, entry], selectedFrameId: id, step: 0 }))
      return id
    },
    renameFrame: (id, name) =>
      change(id, (entry) => (isSampleId(id) || !name.trim() ? entry : { ...entry, name: name.trim().slice(0, 80) })),
    removeFrame: (id) =>
      set((state) => {
        if (isSampleId(id)) return {}
        const frames = state.frames.filter((entry) => entry.id !== id)
        if (id !== state.selectedFrameId) return { frames }
        return settle(state, { frames, selectedFrameId: frames[0]?.id ?? '', step: 0 })
      }),
    setExpected: (id, expected) => change(id, (entry) => ({ ...entry, expected })),
    setMetadata: (name, value) =>
      set((state) => {
        const { [name]: _, ...others } = state.metadataChanges
        const metadataChanges: MetadataChanges = value === undefined ? others : { ...others, [name]: unsigned(value) }
        return settle(state, { metadataChanges })
      }),
    setFlavour: (flavour) => set((state) => settle(state, { flavour })),
  }
}

function unsigned(value: number | null): number | null {
  return value === null ? null : value >>> 0
}

function isByte(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 0xff
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
