/** Further places to stop at, connected. */
import type { ReactElement } from 'react'
import type { Diagnostic } from '../../../base/index.ts'
import { MAX_STOP_RULE, parseStopRule, useApp } from '../../../store/index.ts'
import { Lines } from './Lines.tsx'

function problemOf(text: string): Diagnostic | null {
  const parsed = parseStopRule(text)
  return parsed.ok ? null : parsed.error
}

export function StopRules(): ReactElement {
  return (
    <Lines
      title="Stop where"
      name="Stop rules"
      newName="New stop rule"
      placeholder="A == 0x800"
      texts={useApp((state) => state.stopRules)}
      longest={MAX_STOP_RULE}
      problemOf={problemOf}
      onChange={useApp((state) => state.setStopRules)}
      hint={
        <>
          <code>{'X > 20 && M[0] != 0'}</code>, <code>{'at 3 if A == 10.0.0.1'}</code>, <code>pkt[12:2] == 0x800</code>,{' '}
          <code>read 23</code>, <code>verdict drop</code>
        </>
      }
    />
  )
}
