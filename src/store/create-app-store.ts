/**
 * The one store. Made by a function and without React, so that a test, or a second page, has its own.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  DEFAULT_FRAME_ID,
  DEFAULT_LINK_TYPE,
  DEFAULT_PANE,
  DEFAULT_SNAPLEN,
  examples,
  exportText,
  startSituation,
} from '../playground/index.ts'
import { keepHistory, noHistory } from './history.ts'
import { nowhere, type Ports } from './ports.ts'
import { createCaptureActions } from './slices/capture.ts'
import { createHistoryActions } from './slices/history.ts'
import { createLinkActions } from './slices/link.ts'
import { createPacketsActions, sampleEntries } from './slices/packets.ts'
import { createRunActions } from './slices/run.ts'
import { createSourceActions } from './slices/source.ts'
import { createViewActions } from './slices/view.ts'
import { selectShownProgram } from './selectors.ts'
import type { AppData, AppState } from './types.ts'

export type AppStore = StoreApi<AppState>

/** A store that stands at the start-up situation. */
export function createAppStore(ports: Ports = nowhere): AppStore {
  const store = createStore<AppState>()((...arguments_) => ({
    ...initialData(),
    ...createSourceActions(...arguments_),
    ...createPacketsActions(...arguments_),
    ...createCaptureActions(...arguments_),
    ...createRunActions(...arguments_),
    ...createViewActions(...arguments_),
    ...createLinkActions(ports)(...arguments_),
    ...createHistoryActions(...arguments_),
  }))
  store.getState().openSituation(startSituation())
  const { program } = selectShownProgram(store.getState()).compilation
  const bytecode = program === null ? '' : exportText('xt_bpf', program)
  store.setState(({ texts }) => ({ texts: { ...texts, bytecode } }))
  keepHistory(store)
  return store
}

function initialData(): AppData {
  const assembly = examples.find(({ situation }) => situation.language === 'assembly')
  return {
    language: 'filter',
    texts: { filter: '', assembly: assembly?.situation.text ?? '', bytecode: '' },
    context: 'socket',
    linkType: DEFAULT_LINK_TYPE,
    snaplen: DEFAULT_SNAPLEN,
    netmask: null,
    optimize: true,
    live: false,
    names: '',
    lastGood: null,
    frames: sampleEntries(),
    selectedFrameId: DEFAULT_FRAME_ID,
    metadataChanges: {},
    capture: null,
    flavour: 'linux',
    step: 0,
    breakpoints: [],
    stopRules: [],
    watches: [],
    askedValue: null,
    theme: 'system',
    phonePane: DEFAULT_PANE,
    programTab: 'listing',
    pointed: null,
    notice: null,
    late: null,
    ...noHistory,
  }
}
