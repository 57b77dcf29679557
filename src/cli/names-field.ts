/**
 * `"names"` of a request: what names stand for, as the text of a table or as three lists.
 */
import { parseNames, type Names } from '../playground/index.ts'
import { MalformedRequest, isFields, type Fields } from './json-lines.ts'

/** No names where the field is not there. */
export function namesField(request: Fields, name: string): Names {
  const value = request[name] ?? ''
  const text = typeof value === 'string' ? value : linesOf(value, name)
  const { names, problems } = parseNames(text)
  const [first] = problems
  if (first !== undefined) throw new MalformedRequest(`"${name}": ${first.message}`)
  return names
}

/** The table that says the same as the lists. */
function linesOf(value: unknown, name: string): string {
  const refuse = (): never => {
    throw new MalformedRequest(`"${name}" must be a string or {"hosts": …, "networks": …, "ethers": …}`)
  }
  if (!isFields(value)) return refuse()
  const { hosts = {}, networks = {}, ethers = {}, ...others } = value
  if (!isFields(hosts) || !isFields(networks) || !isFields(ethers) || Object.keys(others).length > 0) return refuse()
  const word = (text: unknown): string => (typeof text === 'string' && /^[^\s#]+$/.test(text) ? text : refuse())
  const lines = Object.entries(hosts).flatMap(([host, addresses]) =>
    Array.isArray(addresses) ? addresses.map((address: unknown) => `${word(address)} ${word(host)}`) : refuse(),
  )
  for (const [network, number] of Object.entries(networks)) lines.push(`${word(network)} ${word(number)}`)
  for (const [station, address] of Object.entries(ethers)) lines.push(`${word(address)} ${word(station)}`)
  return lines.join('\n')
}
