/** The capture that is open. What it takes to have one comes in a file of its own, with the first. */
import type { StateCreator } from 'zustand/vanilla'
import type { AppState, CaptureActions } from '../types.ts'

const NOT_LOADED = 'What reads captures could not be fetched. Loading the page again may help.'

export const createCaptureActions: StateCreator<AppState, [], [], CaptureActions> = (set, get, api) => ({
  openCapture: async (file) => {
    const session = await import('../capture-session.ts').catch(() => null)
    if (session === null) set({ notice: { kind: 'error', text: NOT_LOADED } })
    else session.openCapture(api, file)
  },
  prepareCapture: async () => {
    // What goes wrong is told when a file is opened.
    await import('../capture-session.ts').then(({ prepareCapture }) => prepareCapture()).catch(() => undefined)
  },
  giveUpCapture: () => get().capture?.client.giveUp(),
  stopWritingCapture: () => get().capture?.client.stopWriting(),
  closeCapture: () => {
    get().capture?.client.close()
    set({ capture: null })
  },
  choosePacket: async (number) => {
    const session = await import('../capture-session.ts').catch(() => null)
    await session?.choosePacket(api, number)
  },
})
