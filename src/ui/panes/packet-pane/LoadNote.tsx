/** What the last step loaded, and what the marks on the bytes mean. */
import type { ReactElement } from 'react'
import { CLASS, classOf } from '../../../bpf/index.ts'
import { selectMoment, selectShownProgram, useApp } from '../../../store/index.ts'
import { DonePointer } from '../../marks/index.ts'
import { tellBytes } from '../../views/listing-run/index.ts'
import { formatPc } from '../../views/machine/index.ts'
import styles from './packet-pane.module.css'

export function LoadNote(): ReactElement {
  const { ran, load, earlierLoads } = useApp(selectMoment)
  const { program } = useApp(selectShownProgram).compilation
  const register = classOf(program?.[ran ?? -1]?.code ?? 0) === CLASS.LDX ? 'X' : 'A'
  return (
    <p className={styles['note']}>
      {load !== null && ran !== null && (
        <>
          <DonePointer />
          <span>
            <code>{formatPc(ran)}</code> loaded {tellBytes(load)} into {register}
          </span>
        </>
      )}
      {earlierLoads.length > 0 && <span className={styles['key']}>dotted: read earlier</span>}
      {/* Said from the start, so that the fields do not move down at the first load. */}
      {load === null && earlierLoads.length === 0 && <span className={styles['key']}>No byte has been read yet</span>}
    </p>
  )
}
