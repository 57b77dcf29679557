/**
 * Long lists of hosts, on which libpcap's optimizer takes a second and more: `host a or host b or …`.
 */
import type { ExpressionCase } from './random-expressions.ts'

export function hostList(terms: number): ExpressionCase {
  const hosts = Array.from({ length: terms }, (_, i) => `host 10.0.${i >> 8}.${i & 255}`)
  return { linkType: 1, snaplen: 262144, netmask: null, optimize: true, expression: hosts.join(' or ') }
}
