/** The source and the options it is compiled with. */
import type { StateCreator } from 'zustand/vanilla'
import { DEFAULT_SNAPLEN, MAX_NAMES_TEXT, MAX_TEXT } from '../../playground/index.ts'
import { programText, selectFrame, selectShownProgram } from '../selectors.ts'
import { settle } from '../settle.ts'
import type { AppState, SourceActions } from '../types.ts'

export const createSourceActions: StateCreator<AppState, [], [], SourceActions> = (set) => ({
  setLanguage: (language) =>
    set((state) =>
      language === state.language ? {} : settle(state, { language, step: 0, breakpoints: [], pointed: null }),
    ),
  setText: (text) =>
    set((state) =>
      settle(state, { texts: { ...state.texts, [state.language]: text.slice(0, MAX_TEXT) }, pointed: null }),
    ),
  setContext: (context) =>
    set((state) => {
      if (context === state.context) return {}
      const next = { ...state, context }
      return settle(state, { context, selectedFrameId: selectFrame(next).id, step: 0, pointed: null })
    }),
  setLinkType: (linkType) => set((state) => settle(state, { linkType })),
  setSnaplen: (bytes) =>
    set((state) =>
      settle(state, { snaplen: Number.isFinite(bytes) ? clamp(Math.trunc(bytes), 0, 0x7fffffff) : DEFAULT_SNAPLEN }),
    ),
  setNetmask: (netmask) => set((state) => settle(state, { netmask: netmask === null ? null : netmask >>> 0 })),
  setOptimize: (optimize) => set((state) => settle(state, { optimize })),
  setLive: (live) => set((state) => settle(state, { live })),
  setNames: (names) => set((state) => settle(state, { names: names.slice(0, MAX_NAMES_TEXT) })),
  showProgramAs: (language) =>
    set((state) => {
      const text = programText(selectShownProgram(state), language === 'assembly' ? 'bpf_asm' : 'xt_bpf')
      if (text === null) return {}
      return settle(state, { language, texts: { ...state.texts, [language]: text }, pointed: null })
    }),
})

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}
