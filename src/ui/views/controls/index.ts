/** The controls that every pane draws from. */
export { Button } from './Button.tsx'
export { Dialog } from './Dialog.tsx'
export { Field, TextArea } from './Field.tsx'
export { Menu, MenuChoice, MenuGroup, MenuItem } from './Menu.tsx'
export { Popover } from './Popover.tsx'
export { Segmented } from './Segmented.tsx'
export { Select } from './Select.tsx'
export { Switch } from './Switch.tsx'
