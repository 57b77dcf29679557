/**
 * What stands under the listing: why, the run so far, the next instruction. Comes in a file of its own: the listing
 * does not wait for it.
 */
import type { ReactElement } from 'react'
import { NextInstruction } from './NextInstruction.tsx'
import { RunTold } from './RunTold.tsx'
import { WhySection } from './WhySection.tsx'

export function UnderListing(): ReactElement {
  return (
    <>
      <WhySection />
      <RunTold />
      <NextInstruction />
    </>
  )
}
