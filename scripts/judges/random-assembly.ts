/**
 * Random bpf_asm sources: every mnemonic with every operand form it takes, numbers in every base, labels before and
 * behind their jumps, comments and blanks wherever they may stand, upper case; and some that are spoiled.
 *
 * Left out: what makes netsniff-ng's bpfc read another language than bpf_asm does, see bpfc.ts.
 */
import { asmExtensions, asmMnemonics } from '../../src/asm/index.ts'
import { createRandom, type Random } from './random.ts'

const LABELS = ['drop', 'keep', 'L1', 'next_one', 'out2', 'is_ip'] as const
const RETURNS = asmMnemonics.filter(({ name }) => name === 'ret')
/** A target that is nowhere, now and then. */
const NOWHERE = 'nowhere'
const NOTES = ['note', 'A <- M[1]', '', '***', '0x800, drop'] as const
const SPOILERS = ['#', '[', ']', ',', ':', 'x', '12', 'ldz', '@', '4*', '%', '"', 'ret', '- 1', '1.5'] as const

/** @param count of sources; the same seed gives the same ones */
export function randomAssembly(seed: number, count: number): string[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => source(random))
}

function source(random: Random): string {
  const length = 1 + random.below(random.chance(0.02) ? 400 : 14)
  // Where each label stands, by instruction; a jump may name any of them.
  const places = new Map<number, string>()
  for (const label of LABELS.slice(1)) if (random.chance(0.5)) places.set(random.below(length), label)
  // So that every jump has somewhere to go.
  places.set(length - 1, LABELS[0])
  const lines = Array.from({ length }, (_, pc) => {
    const label = places.get(pc)
    return [...(label === undefined ? [] : [labelText(random, label)]), statement(random, pc, places)].join('')
  })
  const text = lines.join('\n') + (random.chance(0.9) ? '\n' : '')
  const cased = random.chance(0.1) ? text.toUpperCase() : text
  return random.chance(0.12) ? spoiled(random, cased) : cased
}

function labelText(random: Random, label: string): string {
  return label + random.pick([':', ' :', ': ', ':\t', ':\n', ':\n  '])
}

function statement(random: Random, pc: number, places: ReadonlyMap<number, string>): string {
  const mnemonics = pc === lastOf(places) ? RETURNS : asmMnemonics
  const form = random.pick(random.pick(mnemonics).forms)
  // Targets that stand behind the jump for the most part; bpf_asm takes no others in a conditional one.
  const ahead = [...places].filter(([place]) => place > pc).map(([, label]) => label)
  const target = (): string =>
    random.chance(0.004)
      ? NOWHERE
      : ahead.length === 0 || random.chance(0.01)
        ? random.pick(LABELS)
        : random.pick(ahead)
  const [name = '', ...rest] = form.split(' ')
  const operands = rest
    .join(' ')
    .replace(/\bL[tf]?\b/g, target)
    .replace(/\bextension\b/, () => (random.chance(0.5) ? '#' : '') + random.pick(asmExtensions).name)
    .replace(/\bk\b/g, () => number(random))
    .replace(/^x\b/, () => random.pick(['x', '%x']))
    .replace(/^a\b/, () => random.pick(['a', '%a']))
    .replace(/, /g, () => random.pick([', ', ',', ' , ', ',\t']))
  const indent = random.pick(['', '', '\t', '  '])
  const comment = random.chance(0.15) ? random.pick([` ; ${random.pick(NOTES)}`, ` /* ${random.pick(NOTES)} */`]) : ''
  return indent + [name, operands].filter((part) => part !== '').join(random.pick([' ', '\t', '  '])) + comment
}

function number(random: Random): string {
  const value = random.pick([random.below(16), random.below(256), random.below(0x10000), random.word()])
  return random.pick([
    String(value),
    String(value),
    `0x${value.toString(16)}`,
    `0X${value.toString(16).toUpperCase()}`,
    `0${value.toString(8)}`,
    `0b${value.toString(2)}`,
    // A sign belongs to a number that does not begin with 0.
    value === 0 ? '0' : `${random.pick(['+', '-'])}${value}`,
  ])
}

function lastOf(places: ReadonlyMap<number, string>): number {
  return Math.max(...places.keys())
}

/** With a few characters cut out, doubled, or something put in between. */
function spoiled(random: Random, text: string): string {
  const at = random.below(text.length + 1)
  switch (random.below(3)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + random.below(4))
    case 1:
      return text.slice(0, at) + ` ${random.pick(SPOILERS)} ` + text.slice(at)
    default:
      return text.slice(0, at) + text.slice(Math.max(0, at - 5))
  }
}
