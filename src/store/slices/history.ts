/** Undo and redo. */
import type { StateCreator } from 'zustand/vanilla'
import { redone, undone } from '../history.ts'
import type { AppState, HistoryActions } from '../types.ts'

export const createHistoryActions: StateCreator<AppState, [], [], HistoryActions> = (set) => ({
  undo: () => set(undone),
  redo: () => set(redone),
})
