export { ByteEditor } from './ByteEditor.tsx'
export { ByteGrid, type ByteGridProps } from './ByteGrid.tsx'
export { HexEditor, type HexEditorProps } from './HexEditor.tsx'
export { leavesOf, type ByteField, type ByteLayer, type Bytes } from './byte-layout.ts'
