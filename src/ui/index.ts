/** The page. */
export { App } from './App.tsx'
