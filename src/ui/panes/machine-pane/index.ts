/** The machine: controls, recorded run, registers. */
export { MachinePane } from './MachinePane.tsx'
