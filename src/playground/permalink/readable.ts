/**
 * The readable link, `v=1&lang=filter&dlt=EN10MB&f=icmp&pkt=icmp-echo&step=3`: a situation as words
 * that a person can write by hand. Everything but `f` may be left out.
 *
 *   v     version of this format, 1
 *   lang  filter, assembly or bytecode
 *   ctx   xt_bpf or seccomp: where the program is to run, if not on a socket
 *   dlt   link type, name or number
 *   f     the source text
 *   o     0: not optimized
 *   snap  snaplen, bytes
 *   mask  IPv4 netmask, 255.255.255.0
 *   live  1: compiled as for a live capture on Linux
 *   names what names stand for, lines as in /etc/hosts, /etc/ethers and /etc/networks
 *   vm    libpcap: by the rules of libpcap's own interpreter
 *   pkt   id of the frame in view
 *   raw   a frame's bytes: `hex` for the frame in view, `id~link type~name~hex` in general
 *   skb   kernel metadata set by hand, `cpu:3,mark:7`
 *   wire  bytes that frames had on the wire, where theirs are a part of those, `own-1:1514`
 *   step  instructions executed so far
 *   bp    breakpoints, `4,7`
 *   stop  a further place to stop at, `X > 20`; may come more than once
 *   watch an expression to watch, `M[0] & 0xff`; may come more than once
 *   exp   expected verdicts, `icmp-echo:accept,arp-request:drop`
 *   tab   graph or optimizer: what of the program is in view
 *   pane  the part of the page in view on a phone
 *
 * Keys that are not in this list are passed over, so that a later page may add some without a new
 * version. This format is frozen: links that carry it are out in the world.
 */
import * as v from 'valibot'
import { err, ok, type Result } from '../../base/index.ts'
import { linkTypeByName, linkTypeName } from '../../net/index.ts'
import { samples } from '../../packet/index.ts'
import { DEFAULT_LINK_TYPE, DEFAULT_SNAPLEN } from '../source-input.ts'
import { DEFAULT_PANE, emptySituation, situationSchema, type CarriedFrame, type Situation } from '../situation.ts'
import type { Parameters } from './parameters.ts'

const OWN_FRAME_ID = 'own-1'
const OWN_FRAME_NAME = 'Own frame'

export function situationToParameters(situation: Situation): Parameters {
  const parameters: [string, string][] = [
    ['v', '1'],
    ['lang', situation.language],
    ['dlt', linkTypeText(situation.linkType)],
    ['f', situation.text],
  ]
  const add = (key: string, value: string): void => {
    if (value !== '') parameters.push([key, value])
  }
  if (!situation.optimize) add('o', '0')
  if (situation.snaplen !== DEFAULT_SNAPLEN) add('snap', String(situation.snaplen))
  if (situation.netmask !== null) add('mask', dottedQuad(situation.netmask))
  if (situation.live) add('live', '1')
  if (situation.context !== 'socket') add('ctx', situation.context)
  add('names', situation.names)
  if (situation.flavour !== 'linux') add('vm', situation.flavour)
  add('pkt', situation.frame)
  for (const frame of situation.frames) parameters.push(['raw', frameText(frame, situation)])
  add('wire', pairs(situation.wireLengths))
  add('skb', pairs(situation.metadata))
  if (situation.step !== 0) add('step', String(situation.step))
  add('bp', situation.breakpoints.join(','))
  for (const rule of situation.stopRules) parameters.push(['stop', rule])
  for (const watch of situation.watches) parameters.push(['watch', watch])
  add('exp', pairs(situation.expected))
  if (situation.tab !== 'listing') add('tab', situation.tab)
  if (situation.pane !== DEFAULT_PANE) add('pane', situation.pane)
  return parameters
}

/** The error is a sentence for the person who opened the link. */
export function parametersToSituation(parameters: Parameters): Result<Situation, string> {
  const first = new Map<string, string>()
  for (const [key, value] of parameters) if (!first.has(key)) first.set(key, value)
  const defaults = emptySituation()
  const read = <T>(key: string, parse: (text: string) => T, otherwise: T): T => {
    const text = first.get(key)
    return text === undefined ? otherwise : parse(text)
  }
  const linkType = read('dlt', linkTypeNumber, DEFAULT_LINK_TYPE)
  const raws = parameters.filter(([key]) => key === 'raw').map(([, value]) => value)
  const frames = raws.map((raw) => parseFrame(raw, first.get('pkt') ?? OWN_FRAME_ID, linkType))
  const candidate = {
    language: read('lang', String, defaults.language),
    text: read('f', String, defaults.text),
    context: read('ctx', String, defaults.context),
    linkType,
    snaplen: read('snap', wholeNumber, defaults.snaplen),
    netmask: read<number | null>('mask', quadNumber, null),
    optimize: read('o', yesOrNo, defaults.optimize),
    live: read('live', yesOrNo, defaults.live),
    names: read('names', String, defaults.names),
    flavour: read('vm', String, defaults.flavour),
    frame: first.get('pkt') ?? (frames[0]?.id || defaults.frame),
    frames,
    metadata: read<object>(
      'skb',
      (text) => parsePairs(text, (value) => (value === 'null' ? null : wholeNumber(value))),
      {},
    ),
    wireLengths: read<object>('wire', (text) => parsePairs(text, wholeNumber), {}),
    step: read('step', wholeNumber, defaults.step),
    breakpoints: read<number[]>('bp', (text) => ascending(text.split(',').map(wholeNumber)), []),
    watches: parameters.filter(([key]) => key === 'watch').map(([, value]) => value),
    stopRules: parameters.filter(([key]) => key === 'stop').map(([, value]) => value),
    expected: read<object>('exp', (text) => parsePairs(text, String), {}),
    pane: read('pane', String, defaults.pane),
    tab: read('tab', String, defaults.tab),
  }
  const parsed = v.safeParse(situationSchema, candidate)
  if (!parsed.success) return err(whatIsWrong(parsed.issues[0].path?.[0]?.key, first))
  const situation = parsed.output
  const known = [...samples, ...situation.frames].some(({ id }) => id === situation.frame)
  if (!known) return err(`it names a frame that this page does not have: “${situation.frame}”`)
  if (new Set(situation.frames.map(({ id }) => id)).size < situation.frames.length) {
    return err('two of its frames have the same id')
  }
  return ok(situation)
}

const KEYS: Readonly<Record<string, string>> = {
  language: 'lang',
  text: 'f',
  context: 'ctx',
  linkType: 'dlt',
  snaplen: 'snap',
  netmask: 'mask',
  optimize: 'o',
  live: 'live',
  names: 'names',
  flavour: 'vm',
  frame: 'pkt',
  frames: 'raw',
  wireLengths: 'wire',
  metadata: 'skb',
  step: 'step',
  breakpoints: 'bp',
  stopRules: 'stop',
  watches: 'watch',
  expected: 'exp',
  pane: 'pane',
  tab: 'tab',
}

function whatIsWrong(property: unknown, values: ReadonlyMap<string, string>): string {
  const key = (typeof property === 'string' ? KEYS[property] : undefined) ?? '?'
  const value = values.get(key) ?? ''
  return `its part “${key}” cannot be “${value.length > 40 ? `${value.slice(0, 40)}…` : value}”`
}

/** NaN, which the schema refuses, where the text is neither. */
function yesOrNo(text: string): boolean | number {
  return text === '0' ? false : text === '1' ? true : NaN
}

/** NaN, which the schema refuses, where the text is no whole number. */
function wholeNumber(text: string): number {
  return /^\d{1,10}$/.test(text) ? Number(text) : NaN
}

function ascending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b)
}

function linkTypeText(number: number): string {
  const name = linkTypeName(number)
  return linkTypeByName(name)?.number === number ? name : String(number)
}

function linkTypeNumber(text: string): number {
  return linkTypeByName(text)?.number ?? wholeNumber(text)
}

function dottedQuad(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.')
}

function quadNumber(text: string): number {
  const parts = text.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : NaN))
  if (parts.length !== 4 || !parts.every((part) => part <= 255)) return NaN
  return parts.reduce((value, part) => value * 256 + part, 0)
}

function pairs(record: Readonly<Record<string, unknown>>): string {
  return Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}:${String(value)}`)
    .join(',')
}

function parsePairs<T>(text: string, parse: (value: string) => T): Record<string, T> {
  if (text === '') return {}
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const colon = pair.indexOf(':')
      return colon < 0 ? [pair, parse('')] : [pair.slice(0, colon), parse(pair.slice(colon + 1))]
    }),
  )
}

/** The short form where the long one would say nothing new. */
function frameText(frame: CarriedFrame, situation: Situation): string {
  const hex = hexOf(frame.bytes)
  const plain = parseFrame(hex, situation.frame, situation.linkType)
  const same = plain.id === frame.id && plain.name === frame.name && plain.linkType === frame.linkType
  return same ? hex : [frame.id, linkTypeText(frame.linkType), frame.name, hex].join('~')
}

/** Not yet checked: the schema does that, with everything else. */
type UncheckedFrame = Omit<CarriedFrame, 'bytes'> & { readonly bytes: Uint8Array | null }

function parseFrame(text: string, frameInView: string, linkType: number): UncheckedFrame {
  const parts = text.split('~')
  const bytes = bytesOf(parts.at(-1) ?? '')
  if (parts.length < 4) {
    const sample = parts.length === 1 ? samples.find(({ id }) => id === frameInView) : undefined
    const id = parts.length === 1 ? frameInView : ''
    return { id, name: sample?.name ?? OWN_FRAME_NAME, linkType: sample?.frame.linkType ?? linkType, bytes }
  }
  const [id = '', dlt = ''] = parts
  return { id, name: parts.slice(2, -1).join('~'), linkType: linkTypeNumber(dlt), bytes }
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Null, which the schema refuses, where the text is not hex. */
function bytesOf(hex: string): Uint8Array | null {
  if (hex.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(hex)) return null
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => parseInt(hex.slice(2 * index, 2 * index + 2), 16))
}
