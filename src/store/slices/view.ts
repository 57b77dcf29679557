/** How the page looks and what it points at. */
import type { StateCreator } from 'zustand/vanilla'
import type { AppState, ViewActions } from '../types.ts'

export const createViewActions: StateCreator<AppState, [], [], ViewActions> = (set) => ({
  setTheme: (theme) => set({ theme }),
  setPhonePane: (phonePane) => set({ phonePane }),
  pointAtClause: (pointedClause) => set({ pointedClause }),
  setNotice: (notice) => set({ notice }),
})
