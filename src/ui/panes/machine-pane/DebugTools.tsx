/**
 * What stands under the registers: where a value came from, playing the run, watches, and further places to stop at.
 * Comes in a file of its own: stepping does not wait for it.
 */
import type { ReactElement } from 'react'
import { Player } from './Player.tsx'
import { StopRules } from './StopRules.tsx'
import styles from './debug-tools.module.css'
import { ValueOrigin } from './ValueOrigin.tsx'
import { Watches } from './Watches.tsx'

export function DebugTools(): ReactElement {
  return (
    <div className={styles['tools']}>
      <ValueOrigin />
      <Player />
      <Watches />
      <StopRules />
    </div>
  )
}
