/** A system call as a form. */
export { SyscallForm, parseLong, showLong, type SyscallFormProps } from './SyscallForm.tsx'
