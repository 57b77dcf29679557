/** The share dialog's views. Palette and help are folders of their own, so that they can come later than the page. */
export { ShareView, type CarriedItem, type LinkForm, type ShareViewProps } from './ShareView.tsx'
