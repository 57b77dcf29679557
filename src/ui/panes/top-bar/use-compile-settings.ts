/** What the source is and how it is compiled, as plain props: for the top bar, and on a phone for the source pane. */
import { MAX_NAMES_TEXT, offeredLinkTypes, selectNameProblems, useApp } from '../../../store/index.ts'
import type { CompileSettings } from '../../views/shell/index.ts'

const LINK_TYPES = offeredLinkTypes.flatMap(({ title: group, linkTypes }) =>
  linkTypes.map(({ value, name, title }) => ({ value, title: name, note: title, group })),
)

export function useCompileSettings(): CompileSettings {
  const linkType = useApp((state) => state.linkType)
  return {
    language: useApp((state) => state.language),
    onLanguage: useApp((state) => state.setLanguage),
    context: useApp((state) => state.context),
    onContext: useApp((state) => state.setContext),
    linkType,
    // A link may bring a number that the list does not offer; it is shown, not lost.
    linkTypes: LINK_TYPES.some(({ value }) => value === linkType)
      ? LINK_TYPES
      : [...LINK_TYPES, { value: linkType, title: String(linkType), note: 'from a link', group: 'All others' }],
    onLinkType: useApp((state) => state.setLinkType),
    optimize: useApp((state) => state.optimize),
    onOptimize: useApp((state) => state.setOptimize),
    options: {
      snaplen: useApp((state) => state.snaplen),
      netmask: useApp((state) => state.netmask),
      onSnaplen: useApp((state) => state.setSnaplen),
      onNetmask: useApp((state) => state.setNetmask),
      live: useApp((state) => state.live),
      onLive: useApp((state) => state.setLive),
      names: useApp((state) => state.names),
      longestNames: MAX_NAMES_TEXT,
      nameProblems: useApp(selectNameProblems),
      onNames: useApp((state) => state.setNames),
    },
  }
}
