/** The notice under the top bar. */
export { Notice } from './Notice.tsx'
