/** The phone's step bar. */
export { StepBar } from './StepBar.tsx'
