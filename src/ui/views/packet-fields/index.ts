export { FieldTree } from './FieldTree.tsx'
export { type FieldTreeProps, type TreeField } from './field-types.ts'
export { MetadataEditor, type MetadataEditorProps, type MetadataValue } from './MetadataEditor.tsx'
export { type MetadataName } from './metadata-words.ts'
