/** The instruction about to run, connected; nothing where the run has ended. */
import type { ReactElement } from 'react'
import { CLASS, JMP, classOf, operationOf } from '../../../bpf/index.ts'
import { selectListingRows, selectMoment, selectShownProgram, useApp } from '../../../store/index.ts'
import { NextStep, tellNext } from '../../views/listing-run/index.ts'

export function NextInstruction(): ReactElement | null {
  const { program } = useApp(selectShownProgram).compilation
  const rows = useApp(selectListingRows)
  const { next, now } = useApp(selectMoment)
  const instruction = program?.[next ?? -1]
  const row = rows[next ?? -1]
  if (next === null || instruction === undefined || row === undefined) return null
  const jump = classOf(instruction.code) === CLASS.JMP
  return (
    <NextStep
      pc={next}
      op={row.op}
      operand={row.operand}
      instruction={instruction}
      text={tellNext(instruction, row.meaning, now)}
      branches={jump && operationOf(instruction.code) !== JMP.JA}
    />
  )
}
