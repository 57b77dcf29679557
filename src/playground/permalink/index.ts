/**
 * Links: a situation as the part of an address after its `#`, which a browser never sends anywhere.
 *
 * Opening one is bounded in size and time, validated by the schema, and runs nothing. A format that
 * was ever published stays readable; ../testdata/golden-links.json holds one of each.
 */
import { err, type Result } from '../../base/index.ts'
import type { Situation } from '../situation.ts'
import { compress, decompress } from './compact.ts'
import { decodeParameters, encodeParameters } from './parameters.ts'
import { parametersToSituation, situationToParameters } from './readable.ts'

/** The longest link that is made or opened, in characters. */
export const MAX_LINK_LENGTH = 64 * 1024

/** `#v=1&lang=filter&…`; may be longer than MAX_LINK_LENGTH, and then no page opens it. */
export function encodeReadableLink(situation: Situation): string {
  return `#${encodeParameters(situationToParameters(situation))}`
}

/** `#1/…`, shorter than the readable link where there is much to say. */
export async function encodeCompactLink(situation: Situation): Promise<string> {
  return `#1/${await compress(encodeParameters(situationToParameters(situation)))}`
}

/** Whether there is anything in a fragment to open; `''` and `'#'` have nothing. */
export function isLink(hash: string): boolean {
  return hash.replace(/^#/, '') !== ''
}

/** Takes the fragment with or without its `#`. The error is a whole sentence for a person. */
export async function decodeLink(hash: string): Promise<Result<Situation, string>> {
  const result = await decode(hash.replace(/^#/, ''))
  return result.ok ? result : err(`This link cannot be opened: ${result.error}.`)
}

async function decode(link: string): Promise<Result<Situation, string>> {
  if (link.length > MAX_LINK_LENGTH) return err('it is longer than any link of this page (64 KiB)')
  const compact = /^(\d+)\/(.*)$/s.exec(link)
  if (!compact) return decodeReadable(link)
  const [, version = '', body = ''] = compact
  if (version !== '1') return err(newer(version))
  const text = await decompress(body)
  return text.ok ? decodeReadable(text.value) : text
}

/** What encodeReadableLink made, of any length; for what the page itself keeps. Takes no compact link. */
export function decodeReadableLink(hash: string): Result<Situation, string> {
  return decodeReadable(hash.replace(/^#/, ''))
}

function decodeReadable(text: string): Result<Situation, string> {
  const parameters = decodeParameters(text)
  if (!parameters.ok) return err(`its part “${parameters.error.slice(0, 40)}” is damaged`)
  const value = (key: string): string | undefined => parameters.value.find(([name]) => name === key)?.[1]
  const version = value('v')
  if (version !== undefined && version !== '1') {
    return err(/^\d+$/.test(version) && Number(version) > 1 ? newer(version) : 'its version is not one there ever was')
  }
  if (version === undefined && value('f') === undefined) return err('it is not a link of this page')
  return parametersToSituation(parameters.value)
}

function newer(version: string): string {
  return `it was made by a newer version of this page (link format ${version.slice(0, 10)}, this page reads 1)`
}
