/** The run so far, connected. */
import { useMemo, type ReactElement } from 'react'
import {
  selectDissection,
  selectFrame,
  selectMeanings,
  selectMoment,
  selectShownProgram,
  selectTrace,
  useApp,
} from '../../../store/index.ts'
import { CLASS, classOf } from '../../../bpf/index.ts'
import { RunSoFar, tellStep } from '../../views/listing-run/index.ts'
import { toldSteps } from './told-steps.ts'

export function RunTold(): ReactElement | null {
  const { program } = useApp(selectShownProgram).compilation
  const trace = useApp(selectTrace)
  const meanings = useApp(selectMeanings)
  const dissection = useApp(selectDissection)
  const { bytes } = useApp(selectFrame)
  const { step, steps, load, now, ran, verdict } = useApp(selectMoment)
  const stopped = verdict.kind === 'running' ? null : verdict.reason
  const lines = useMemo(() => {
    if (program === null || trace === null) return []
    const told = toldSteps({ program, trace, meanings, dissection, length: bytes.length }, step, stopped)
    const first = step - told.length + 1
    return told.map((each, index) => ({ number: first + index, pc: each.pc, text: tellStep(each) }))
  }, [program, trace, meanings, dissection, bytes, step, stopped])
  if (program === null) return null
  const index = classOf(program[ran ?? -1]?.code ?? 0) === CLASS.LDX
  const diagram = load !== null &&
    load.to <= bytes.length && {
      from: load.from,
      bytes: Array.from(bytes.subarray(load.from, load.to)),
      register: index ? ('X' as const) : ('A' as const),
      value: index ? now.x : now.a,
    }
  return <RunSoFar step={step} steps={steps} lines={lines} load={diagram === false ? null : diagram} />
}
