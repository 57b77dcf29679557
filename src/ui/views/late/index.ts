/** Buttons whose popups come after the page. */
export { Menu } from './Menu.tsx'
export { Popover } from './Popover.tsx'
