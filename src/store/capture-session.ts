/**
 * A capture from its opening to its closing: the worker is told of each new program, and what it tells goes into
 * the state. Comes with the first capture.
 */
import type { StoreApi } from 'zustand/vanilla'
import { MAX_FRAMES, MAX_FRAME_BYTES, linkTypeName, type Flavour, type SourceInput } from '../playground/index.ts'
import { connectCaptures, startCaptureWorker, type Event, type Port } from '../worker/index.ts'
import { captureKey } from './capture-rows.ts'
import { selectShownProgram } from './selectors.ts'
import { settle } from './settle.ts'
import { freeId } from './slices/packets.ts'
import type { AppState, FrameEntry, OpenCapture } from './types.ts'

interface Asked {
  readonly run: number
  readonly source: SourceInput
  readonly flavour: Flavour
}

/** A worker that has no file yet. */
let spare: Port | null = null

/** Starts a worker for the file that a person is about to open: that takes as long as reading some 50 MB. */
export function prepareCapture(): void {
  if (spare !== null) return
  const port = (spare = startCaptureWorker())
  // Who opens a file starts another one, and hears what is wrong.
  port.addEventListener('error', () => {
    if (spare !== port) return
    spare = null
    port.terminate()
  })
}

function workerAtHand(): Port {
  const port = spare ?? startCaptureWorker()
  spare = null
  return port
}

/** Opens a file; in the place of another one where there is one. */
export function openCapture(api: StoreApi<AppState>, file: File, start: () => Port = workerAtHand): void {
  // Each file has a worker of its own: what the one before has of memory goes with it.
  api.getState().capture?.client.close()
  let asked: Asked | null = null
  let suited = ''
  const change = (to: Partial<OpenCapture>): void => {
    api.setState(({ capture: open }) =>
      open === null ? {} : { capture: { ...open, ...to, revision: open.revision + 1 } },
    )
  }
  /** No row changes by it. */
  const toldOfWork = (work: Partial<Pick<OpenCapture, 'writing' | 'sorting'>>): void => {
    api.setState(({ capture: open }) => (open === null ? {} : { capture: { ...open, ...work } }))
  }
  const heard = (event: Event): void => {
    switch (event.kind) {
      case 'reading': {
        const { reading } = event
        change({ reading, ...(reading.packets === 0 ? { totals: null } : {}) })
        // Once a file: a person may choose another one afterwards.
        const file = captureKey(reading)
        if (reading.linkTypes.length > 0 && suited !== file) {
          suited = file
          suitLinkType(api, reading.linkTypes)
        }
        break
      }
      case 'filtered':
        if (event.totals.run === asked?.run) change({ totals: event.totals, totalsOf: asked.source })
        break
      case 'writing':
        toldOfWork({ writing: event.writing })
        break
      case 'sorting':
        toldOfWork({ sorting: event.progress })
        break
      case 'failed':
        api.setState({ notice: { kind: 'error', text: `The capture: ${event.message}` } })
        break
    }
  }
  const client = connectCaptures(start(), heard)
  const { name, size, lastModified: modified } = file
  const reading = { name, size, modified, read: 0, packets: 0, format: null, linkTypes: [], fault: null }
  api.setState({
    capture: {
      client,
      reading: { ...reading, state: 'reading' },
      writing: null,
      sorting: null,
      totals: null,
      totalsOf: null,
      revision: 0,
    },
  })
  const filterWhatIsShown = (state: AppState): void => {
    const { source } = selectShownProgram(state)
    if (asked?.source === source && asked.flavour === state.flavour) return
    asked = { run: (asked?.run ?? 0) + 1, source, flavour: state.flavour }
    client.filter(asked)
  }
  filterWhatIsShown(api.getState())
  client.open(file)
  const leave = api.subscribe((state) => {
    if (state.capture?.client !== client) leave()
    else filterWhatIsShown(state)
  })
}

/** The source goes over to the capture's link type, where it has one of its own. */
function suitLinkType(api: StoreApi<AppState>, linkTypes: readonly number[]): void {
  const { linkType, context } = api.getState()
  const [first] = linkTypes
  if (first === undefined || linkTypes.includes(linkType) || context !== 'socket') return
  api.getState().setLinkType(first)
  const name = linkTypeName(first) ?? String(first)
  api.setState({ notice: { kind: 'info', text: `The link type is ${name} now, as in the capture.` } })
}

/**
 * The packet becomes the frame in view. The one that was there before goes, unless something was done with it; then it
 * is one of the frames, and choosing the packet again goes to it.
 */
export async function choosePacket(api: StoreApi<AppState>, number: number): Promise<void> {
  const packet = await api.getState().capture?.client.packet(number)
  if (packet === undefined || packet === null) return
  api.setState((state) => {
    const { capture } = state
    if (capture === null) return {}
    const kept = state.frames.filter(({ passing }) => passing !== true)
    const { name, size, modified } = capture.reading
    const key = captureKey(capture.reading)
    const known = kept.find(({ captured }) => captured?.number === number && captureKey(captured) === key)
    if (known !== undefined) return settle(state, { frames: kept, selectedFrameId: known.id, step: 0 })
    if (kept.filter(({ sample }) => !sample).length >= MAX_FRAMES) {
      return { notice: { kind: 'error', text: 'There is no room for another frame; remove one first.' } }
    }
    const bytes = packet.bytes.slice(0, MAX_FRAME_BYTES)
    const entry: FrameEntry = {
      id: freeId(kept),
      name: `Packet ${number.toLocaleString('en')}`,
      linkType: packet.linkType,
      bytes,
      sample: false,
      expected: 'any',
      captured: { name, size, modified, number },
      passing: true,
      ...(packet.length === bytes.length ? {} : { wireLength: packet.length }),
    }
    return settle(state, { frames: [...kept, entry], selectedFrameId: entry.id, step: 0 })
  })
}
