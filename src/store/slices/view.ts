/** How the page looks, what it points at, and which of its parts have arrived. */
import type { StateCreator } from 'zustand/vanilla'
import { loadLate } from '../../playground/index.ts'
import type { AppState, Pointed, ViewActions } from '../types.ts'

export const createViewActions: StateCreator<AppState, [], [], ViewActions> = (set) => ({
  setTheme: (theme) => set({ theme }),
  setPhonePane: (phonePane) => set({ phonePane }),
  setProgramTab: (programTab) => set({ programTab }),
  pointAt: (pointed) => set((state) => (same(state.pointed, pointed) ? {} : { pointed })),
  setNotice: (notice) => set({ notice }),
  bringLate: async () => {
    const late = await loadLate().catch(() => null)
    if (late !== null) set({ late })
  },
})

function same(a: Pointed | null, b: Pointed | null): boolean {
  if (a === null || b === null) return a === b
  if (a.kind === 'clause') return b.kind === 'clause' && a.clause === b.clause
  if (a.kind === 'instruction') return b.kind === 'instruction' && a.pc === b.pc
  return b.kind === 'bytes' && a.from === b.from && a.to === b.to
}
