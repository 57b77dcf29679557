/**
 * Work in progress as text, for whoever keeps it: a situation, and the texts of the other languages.
 *
 * Inside is a readable link, so that one format and one schema serve links and keeping alike.
 */
import * as v from 'valibot'
import { decodeReadableLink, encodeReadableLink } from './permalink/index.ts'
import { MAX_TEXT, type Situation } from './situation.ts'
import type { Language } from './source-input.ts'

export interface SavedWork {
  /** Names who saved it. */
  readonly mark: string
  readonly situation: Situation
  readonly texts: Readonly<Record<Language, string>>
}

const text = v.pipe(v.string(), v.maxLength(MAX_TEXT))
const schema = v.object({
  format: v.literal(1),
  mark: v.pipe(v.string(), v.maxLength(100)),
  link: v.string(),
  texts: v.strictObject({ filter: text, assembly: text, bytecode: text }),
})

export function encodeWork({ mark, situation, texts }: SavedWork): string {
  return JSON.stringify({ format: 1, mark, link: encodeReadableLink(situation), texts })
}

/** Null where the text is not what encodeWork makes. */
export function decodeWork(saved: string): SavedWork | null {
  const parsed = v.safeParse(schema, parseJson(saved))
  if (!parsed.success) return null
  const { mark, link, texts } = parsed.output
  const situation = decodeReadableLink(link)
  return situation.ok ? { mark, situation: situation.value, texts } : null
}

function parseJson(saved: string): unknown {
  try {
    return JSON.parse(saved) as unknown
  } catch {
    return null
  }
}
