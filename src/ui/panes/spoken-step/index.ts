/** Says each step to those who do not see it. */
export { SpokenStep } from './SpokenStep.tsx'
