/** The controls that every pane draws from. */
export { Button } from './Button.tsx'
export { Field, TextArea } from './Field.tsx'
export { Segmented } from './Segmented.tsx'
export { Select } from './Select.tsx'
export { Switch } from './Switch.tsx'
