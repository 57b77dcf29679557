/** The optimizer's film of a source; null where it is no filter, or one that does not compile. */
import { recordFilm, type Film } from '../filter/index.ts'
import { filterOptions } from './filter-options.ts'
import type { SourceInput } from './source-input.ts'

export function filmOf(source: SourceInput): Film | null {
  if (source.language !== 'filter' || source.context === 'seccomp') return null
  const film = recordFilm(source.text, filterOptions(source))
  return film.ok ? film.value : null
}
