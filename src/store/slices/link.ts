/** Opening a situation, and giving the one in view away as a link. */
import type { StateCreator } from 'zustand/vanilla'
import { MAX_LINK_LENGTH, decodeLink, encodeCompactLink, encodeReadableLink, examples } from '../../playground/index.ts'
import type { Ports } from '../ports.ts'
import { settle } from '../settle.ts'
import { situationChange, situationOf } from '../situation-state.ts'
import type { AppState, LinkActions, LinkForm, SharedLink } from '../types.ts'

// Mail programs and chats cut or refuse addresses much longer than this.
const COMFORTABLE_LENGTH = 2000

const TOO_LONG = 'This is too much for a link (more than 64 KiB). Export the program, or leave out your own frames.'

export function createLinkActions(ports: Ports): StateCreator<AppState, [], [], LinkActions> {
  return (set, get) => {
    const tooLong = (hash: string): boolean => {
      if (hash.length <= MAX_LINK_LENGTH) return false
      set({ notice: { kind: 'error', text: TOO_LONG } })
      return true
    }

    return {
      openExample: (id) => {
        const example = examples.find((candidate) => candidate.id === id)
        if (!example) return
        set((state) =>
          settle(state, {
            ...situationChange(state, example.situation),
            phonePane: state.phonePane,
            programTab: state.programTab,
          }),
        )
      },
      openSituation: (situation) => set((state) => settle(state, situationChange(state, situation))),
      openLink: async (hash) => {
        const decoded = await decodeLink(hash)
        if (!decoded.ok) {
          set({ notice: { kind: 'error', text: `${decoded.error} Your own work is as it was.` } })
          return false
        }
        get().openSituation(decoded.value)
        set({ notice: null })
        return true
      },
      previewLinks: async (includeFrames) => {
        const situation = situationOf(get(), includeFrames)
        const fitting = (hash: string): string | null => (hash.length > MAX_LINK_LENGTH ? null : ports.address(hash))
        return {
          readable: fitting(encodeReadableLink(situation)),
          compact: fitting(await encodeCompactLink(situation)),
        }
      },
      share: async ({ form, includeFrames = false } = {}) => {
        const situation = situationOf(get(), includeFrames)
        const readable = encodeReadableLink(situation)
        // No wait before the copy in the usual case: browsers allow it only right after a click.
        const compact =
          form === 'compact' || (form === undefined && readable.length > COMFORTABLE_LENGTH)
            ? await encodeCompactLink(situation)
            : null
        const chosen: LinkForm = compact === null ? 'readable' : 'compact'
        const hash = compact ?? readable
        if (tooLong(hash)) return null
        ports.showLink(hash)
        const address = ports.address(hash)
        const copied = await ports.copyText(address)
        return { form: chosen, hash, address, copied } satisfies SharedLink
      },
      writeLink: async () => {
        const situation = situationOf(get(), false)
        const readable = encodeReadableLink(situation)
        const hash = readable.length <= COMFORTABLE_LENGTH ? readable : await encodeCompactLink(situation)
        if (!tooLong(hash)) ports.showLink(hash)
      },
    }
  }
}
