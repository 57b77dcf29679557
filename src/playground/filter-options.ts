/** What a source says to the filter compiler. */
import type { CompileOptions } from '../filter/index.ts'
import { parseNames } from './names.ts'
import type { SourceInput } from './source-input.ts'

export function filterOptions({ linkType, snaplen, netmask, optimize, live, names }: SourceInput): CompileOptions {
  return { linkType, snaplen, netmask, optimize, live, names: parseNames(names).names }
}
