/** The dialog that adds frames, connected: built from a form, or pasted. Comes when first asked for. */
import type { ReactElement } from 'react'
import { dissect, linkTypeName, loadFrameTools, useApp, type FrameForm } from '../../../store/index.ts'
import { AddFrameDialog, type FormPreview } from '../../views/add-frame/index.ts'

const { TCP_FLAGS, buildFrame, emptyForm, isBuildable, parsePaste } = await loadFrameTools()

const RAW_IP = 12
const ETHERNET = 1
const NO_ROOM = 'There is no room for another frame; remove one first.'

function previewOf(form: FrameForm): FormPreview {
  const { bytes, problems } = buildFrame(form)
  if (bytes === null) return { bytes: null, summary: '', problems }
  const { source, destination, protocol, info } = dissect({ linkType: form.linkType, bytes })
  const ends = source === '' ? '' : `${source} → ${destination}: `
  return { bytes, summary: `${ends}${protocol}, ${info}`, problems: {} }
}

/** `line 2, column 9: …`. */
function told(text: string, from: number, message: string): string {
  const before = text.slice(0, from).split('\n')
  return `Line ${String(before.length)}, column ${String((before.at(-1)?.length ?? 0) + 1)}: ${message}.`
}

export interface AddFrameProps {
  /** Text that was pasted onto the table; empty where the person asked for the form. */
  readonly initialText: string
  readonly onClose: () => void
}

export function AddFrame({ initialText, onClose }: AddFrameProps): ReactElement {
  const linkType = useApp((state) => state.linkType)
  const addFrame = useApp((state) => state.addFrame)
  const setNotice = useApp((state) => state.setNotice)
  const built = isBuildable(linkType) ? linkType : ETHERNET
  const addPasted = (name: string, text: string): string | null => {
    const parsed = parsePaste(text)
    if (!parsed.ok) return parsed.error.map(({ message, span }) => told(text, span.from, message)).join(' ')
    const frames = parsed.value
    for (const [index, { bytes, raw }] of frames.entries()) {
      const title = name === '' || frames.length === 1 ? name : `${name} ${String(index + 1)}`
      const id = addFrame({ bytes, ...(title === '' ? {} : { name: title }), ...(raw ? { linkType: RAW_IP } : {}) })
      if (id === null) return NO_ROOM
    }
    const raw = frames.filter((frame) => frame.raw).length
    if (raw > 0) {
      const which = raw === 1 ? 'A frame begins' : `${String(raw)} frames begin`
      setNotice({ kind: 'info', text: `${which} with the IP header, as tcpdump -x prints it: added as raw IP.` })
    }
    onClose()
    return null
  }
  const addBuilt = (name: string, form: FrameForm): string | null => {
    const { bytes } = buildFrame(form)
    if (bytes === null) return 'Something in the form is not right yet.'
    if (addFrame({ bytes, linkType: form.linkType, ...(name === '' ? {} : { name }) }) === null) return NO_ROOM
    onClose()
    return null
  }
  return (
    <AddFrameDialog
      initialText={initialText}
      initialForm={emptyForm(built)}
      linkName={linkTypeName(built) ?? String(built)}
      flags={TCP_FLAGS}
      preview={previewOf}
      onBuild={addBuilt}
      onPaste={addPasted}
      onClose={onClose}
    />
  )
}
