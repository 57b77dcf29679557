/**
 * The instruction about to run: what it will do with the values at hand, and how its eight bytes are made up.
 */
import { useState, type ReactElement } from 'react'
import type { Instruction } from '../../../bpf/index.ts'
import { ChevronDown, ChevronRight, NextPointer } from '../../marks/index.ts'
import { Button } from '../controls/index.ts'
import { Words } from '../listing/index.ts'
import { formatPc, readings } from '../machine/index.ts'
import { spellCode } from './encoding.ts'
import styles from './next.module.css'

export interface NextStepProps {
  readonly pc: number
  readonly op: string
  readonly operand: string
  readonly instruction: Instruction
  readonly text: string
  /** A conditional jump: jt and jf count. */
  readonly branches: boolean
}

export function NextStep({ pc, op, operand, instruction, text, branches }: NextStepProps): ReactElement {
  const [encoding, setEncoding] = useState(true)
  return (
    <div className={styles['next']}>
      <div className={styles['head']}>
        <NextPointer />
        <h3>Next</h3>
        <span className={styles['pc']}>{formatPc(pc)}</span>
        <span className={styles['instruction']}>
          {op} {operand}
        </span>
        <Button
          look="quiet"
          aria-expanded={encoding}
          onClick={() => {
            setEncoding(!encoding)
          }}
        >
          Encoding
          {encoding ? <ChevronDown small /> : <ChevronRight small />}
        </Button>
      </div>
      <p className={styles['text']}>
        <Words text={text} />
      </p>
      {encoding && <Encoding pc={pc} instruction={instruction} branches={branches} />}
    </div>
  )
}

function Encoding({ pc, instruction, branches }: Pick<NextStepProps, 'pc' | 'instruction' | 'branches'>): ReactElement {
  const { code, jt, jf, k } = instruction
  const reach = (skip: number): string => (branches ? `to ${formatPc(pc + 1 + skip)}` : 'not used')
  const cells = [
    { name: 'code', size: '16 bits', value: `0x${code.toString(16).padStart(4, '0')}`, note: spellCode(code) },
    { name: 'jt', size: '', value: String(jt), note: reach(jt) },
    { name: 'jf', size: '', value: String(jf), note: reach(jf) },
    { name: 'k', size: '32 bits', value: `0x${k.toString(16)}`, note: readings(k).join(' · ') },
  ]
  return (
    <dl className={styles['bits']}>
      {cells.map((cell) => (
        <div key={cell.name}>
          <dt>
            {cell.name} <span>{cell.size}</span>
          </dt>
          <dd>{cell.value}</dd>
          <dd className={styles['note']}>{cell.note}</dd>
        </div>
      ))}
    </dl>
  )
}
