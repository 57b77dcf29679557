export { AddFrameDialog } from './AddFrameDialog.tsx'
export { type AddFrameDialogProps, type FormPreview, type FormValues } from './types.ts'
