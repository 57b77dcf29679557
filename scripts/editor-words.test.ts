/**
 * The editor colours the words that the languages have: its grammars are for the eye and import no language, so this
 * holds them together.
 */
import { expect, test } from 'vitest'
import { asmExtensions, asmMnemonics } from '../src/asm/index.ts'
import { CONSTANTS, KEYWORDS } from '../src/filter/keywords.ts'
import { assemblyGrammar } from '../src/monaco/languages/assembly.ts'
import { filterGrammar } from '../src/monaco/languages/filter.ts'

const listed = (grammar: object, ...names: readonly string[]): string[] =>
  names.flatMap((name) => (grammar as Readonly<Record<string, readonly string[]>>)[name] ?? []).sort()

test('filter: every keyword has a colour, and nothing else has', () => {
  expect(listed(filterGrammar, 'keywords', 'protocols', 'logic')).toEqual([...KEYWORDS.keys()].sort())
  expect(listed(filterGrammar, 'constants')).toEqual([...CONSTANTS.keys()].sort())
})

test('assembly: every instruction and every extension has a colour, and nothing else has', () => {
  expect(listed(assemblyGrammar, 'mnemonics')).toEqual(asmMnemonics.map(({ name }) => name).sort())
  expect(listed(assemblyGrammar, 'extensions')).toEqual(asmExtensions.map(({ name }) => name).sort())
})
