/** The notice, connected: bad news stays until dismissed, good news leaves by itself. */
import { useEffect } from 'react'
import { useApp } from '../../../store/index.ts'
import { NoticeBar } from '../../views/shell/index.ts'

const INFO_STAYS_MS = 6000

export function Notice() {
  const notice = useApp((state) => state.notice)
  const setNotice = useApp((state) => state.setNotice)
  useEffect(() => {
    if (notice?.kind !== 'info') return
    const timer = setTimeout(() => {
      setNotice(null)
    }, INFO_STAYS_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [notice, setNotice])
  const bar = notice && (
    <NoticeBar
      kind={notice.kind}
      text={notice.text}
      onDismiss={() => {
        setNotice(null)
      }}
    />
  )
  // The polite region is there before what it says: one that comes together with its words is often not spoken.
  return (
    <>
      <div role="status" aria-label="Notice">
        {notice?.kind === 'info' ? bar : null}
      </div>
      {notice?.kind === 'error' ? bar : null}
    </>
  )
}
