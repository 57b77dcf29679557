export { NextStep, type NextStepProps } from './NextStep.tsx'
export { RunSoFar, type RunSoFarProps, type StepLine } from './RunSoFar.tsx'
export { announceStep, tellBytes, tellNext, tellStep, type ToldStep } from './tell-step.ts'
