/** How often each instruction ran, over the capture that is open or the table's frames, as the views tell it. */
import { useMemo } from 'react'
import { selectHeat, useApp } from '../../../store/index.ts'
import type { ListingHits } from '../../views/listing/index.ts'

export function useHits(): ListingHits {
  const { of, ran, instructions } = useApp(selectHeat)
  const isOfCalls = useApp((state) => state.context === 'seccomp')
  return useMemo(
    () => ({ of: isOfCalls ? 'calls' : of, ran, rows: instructions, insists: of === 'packets' }),
    [of, ran, instructions, isOfCalls],
  )
}
