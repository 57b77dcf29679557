/** That the frame begins otherwise than the program takes it to begin, or is not shown from its beginning. */
import type { ReactElement } from 'react'
import { linkTypeName, offeredLinkTypes, selectSource, useApp, type FrameEntry } from '../../../store/index.ts'
import { InfoIcon } from '../../marks/index.ts'
import styles from './packet-pane.module.css'

export function LinkTypeNote({ frame }: { readonly frame: FrameEntry }): ReactElement | null {
  const { language, linkType } = useApp(selectSource)
  if (frame.skipped !== undefined && frame.skipped > 0) {
    return (
      <p className={styles['linkType']} role="note">
        <InfoIcon />
        <span>
          iptables sees the packet from its network header on: the {frame.skipped} bytes before it are left out here.
        </span>
      </p>
    )
  }
  if (frame.linkType === linkType || frame.bytes.length === 0) return null
  // Only a filter is made for a link type; other programs are read as if they were.
  const taker = language === 'filter' ? 'the program expects' : 'the link type chosen is'
  return (
    <p className={styles['linkType']} role="note">
      <InfoIcon />
      <span>
        This frame begins with {titleOf(frame.linkType)}; {taker} {titleOf(linkType)}.
      </span>
    </p>
  )
}

function titleOf(linkType: number): string {
  const known = offeredLinkTypes.flatMap(({ linkTypes }) => linkTypes).find(({ value }) => value === linkType)
  return known?.title ?? linkTypeName(linkType)
}
