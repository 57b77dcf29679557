/** The program and its run in words. */
export { ProgramPane } from './ProgramPane.tsx'
