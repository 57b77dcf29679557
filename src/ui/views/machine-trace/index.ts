export { Scrubber, type ScrubberProps } from './Scrubber.tsx'
export { type TraceColumn } from './geometry.ts'
