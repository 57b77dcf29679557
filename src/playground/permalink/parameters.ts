/**
 * `key=value&key=value`: the outer grammar of a link, both ways.
 *
 * Not URLSearchParams: that one turns damaged escapes into other text without a word, and it escapes
 * characters that are fine in a fragment, which makes links hard to read. Brackets, quotes, stars and
 * exclamation marks are escaped although a URL may hold them, because mail and chat programs cut
 * links there.
 */
import { err, ok, type Result } from '../../base/index.ts'

/** In order; a key may come more than once. */
export type Parameters = readonly (readonly [key: string, value: string])[]

export function encodeParameters(parameters: Parameters): string {
  return parameters.map(([key, value]) => `${key}=${encodeValue(value)}`).join('&')
}

function encodeValue(value: string): string {
  // Halves of surrogate pairs have no UTF-8 form; they become U+FFFD, as everywhere on the web.
  const wellFormed = new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(value))
  return encodeURIComponent(wellFormed)
    .replace(/%20/g, '+')
    .replace(/%2C/g, ',')
    .replace(/%3A/g, ':')
    .replace(/%2F/g, '/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Fails with the name of the parameter whose escapes are damaged. */
export function decodeParameters(text: string): Result<Parameters, string> {
  const parameters: [string, string][] = []
  for (const part of text.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const key = equals < 0 ? part : part.slice(0, equals)
    try {
      parameters.push([
        decodeURIComponent(key),
        equals < 0 ? '' : decodeURIComponent(part.slice(equals + 1).replace(/\+/g, ' ')),
      ])
    } catch {
      return err(key)
    }
  }
  return ok(parameters)
}
