/**
 * The share dialog, connected. Opening it shares at once (address bar and clipboard), because that is what the button
 * says; the dialog then shows what was shared and offers the other spelling and the own frames.
 */
import { Suspense, lazy, useEffect, useState, type ComponentType } from 'react'
import { carriedBy, selectFrame, useApp, type LinkForm } from '../../../store/index.ts'
import type { CarriedItem, ShareViewProps } from '../../views/dialogs/index.ts'
import { Missing } from './Missing.tsx'

type Links = Readonly<Record<LinkForm, string | null>>

const ShareView = lazy<ComponentType<ShareViewProps>>(() =>
  import('../../views/dialogs/index.ts').then(
    (module) => ({ default: module.ShareView }),
    () => ({ default: Missing }),
  ),
)

interface ShareDialogProps {
  readonly onClose: () => void
}

export function ShareDialog({ onClose }: ShareDialogProps) {
  const share = useApp((state) => state.share)
  const previewLinks = useApp((state) => state.previewLinks)
  const ownFrames = useApp((state) => state.frames.filter((frame) => !frame.sample).length)
  const [form, setForm] = useState<LinkForm>('readable')
  const [includeFrames, setIncludeFrames] = useState(false)
  const carries = useCarried(includeFrames)
  const [links, setLinks] = useState<Links | null>(null)
  const [copied, setCopied] = useState<boolean | null>(null)

  useEffect(() => {
    let current = true
    void previewLinks(includeFrames).then((made) => {
      if (current) setLinks(made)
    })
    return () => {
      current = false
    }
  }, [previewLinks, includeFrames])

  useEffect(() => {
    let current = true
    void share({ form: 'readable' }).then((shared) => {
      if (current) setCopied(shared?.copied ?? null)
    })
    return () => {
      current = false
    }
  }, [share])

  // Its own boundary: the effects above must not wait for the looks.
  return (
    <Suspense fallback={null}>
      <ShareView
        open
        onClose={onClose}
        form={form}
        onForm={(next) => {
          setForm(next)
          setCopied(null)
        }}
        link={links?.[form] ?? null}
        tooLong={links !== null && links[form] === null}
        carries={carries}
        ownFrames={ownFrames}
        includeOwnFrames={includeFrames}
        onIncludeOwnFrames={(include) => {
          setIncludeFrames(include)
          setCopied(null)
        }}
        copied={copied}
        onCopy={() => {
          void share({ form, includeFrames }).then((shared) => {
            setCopied(shared?.copied ?? null)
          })
        }}
      />
    </Suspense>
  )
}

/** What goes along in any case, in words. */
function useCarried(includeFrames: boolean): CarriedItem[] {
  const { name, sample } = useApp(selectFrame)
  const carried = useApp((state) => carriedBy(state, includeFrames).frame)
  const step = useApp((state) => carriedBy(state, includeFrames).step)
  const expected = useApp((state) => carriedBy(state, includeFrames).expected)
  const breakpoints = useApp((state) => state.breakpoints)
  const stays = carried !== name ? `; ${name} stays here` : sample || includeFrames ? '' : '; its changes stay here'
  const pcs = breakpoints.map((pc) => String(pc).padStart(3, '0'))
  return [
    { title: 'Source, link type and options', detail: 'always' },
    { title: 'Packet and step', detail: `${carried}, step ${step}${stays}` },
    { title: 'Breakpoints', detail: pcs.length === 0 ? 'none set' : pcs.slice(0, 6).join(', ') },
    {
      title: 'Expected verdicts',
      detail: expected === 0 ? 'none set' : `${expected} frame${expected === 1 ? '' : 's'}`,
    },
  ]
}
