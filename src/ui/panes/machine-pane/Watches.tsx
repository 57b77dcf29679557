/** Expressions over the machine with their values at this moment, connected. */
import type { ReactElement } from 'react'
import type { Diagnostic } from '../../../base/index.ts'
import { MAX_STOP_RULE, parseExpression, selectEnvironment, selectMoment, useApp } from '../../../store/index.ts'
import { formatWord } from '../../views/machine/index.ts'
import { Lines } from './Lines.tsx'

function problemOf(text: string): Diagnostic | null {
  const parsed = parseExpression(text)
  return parsed.ok ? null : parsed.error
}

const HINT = (
  <>
    <code>A &amp; 0x1fff</code>, <code>M[0] == 6</code>, <code>{'pkt[X + 14]'}</code>, <code>len - X</code>
  </>
)

export function Watches(): ReactElement {
  const { now } = useApp(selectMoment)
  const environment = useApp(selectEnvironment)
  const tell = (text: string): string => {
    const parsed = parseExpression(text)
    if (!parsed.ok) return ''
    const value = parsed.value(now, environment)
    return Number.isNaN(value) ? 'no value' : `${formatWord(value)} · ${value.toLocaleString('en')}`
  }
  return (
    <Lines
      title="Watch"
      name="Watches"
      newName="New watch"
      placeholder="X + 14"
      texts={useApp((state) => state.watches)}
      longest={MAX_STOP_RULE}
      tell={tell}
      problemOf={problemOf}
      onChange={useApp((state) => state.setWatches)}
      hint={HINT}
    />
  )
}
