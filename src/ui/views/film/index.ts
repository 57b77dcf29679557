/** The optimizer as a film. */
export { FilmView, type FilmSide, type FilmViewProps } from './FilmView.tsx'
