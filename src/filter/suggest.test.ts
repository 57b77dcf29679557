import { describe, expect, test } from 'vitest'
import { nearest } from '../base/index.ts'
import { didYouMean, nearestKnown } from './suggest.ts'

const WORDS = ['tcp', 'udp', 'port', 'proto', 'host', 'broadcast']

describe('nearest', () => {
  test.each([
    ['tpc', ['tcp']],
    ['TCP', ['tcp']],
    ['prot', ['port', 'proto']],
    ['brodcats', ['broadcast']],
    ['port', []],
    ['xyz', []],
    ['z', []],
    ['p'.repeat(10_000), []],
  ])('%.20s', (word, expected) => {
    expect(nearest(word, WORDS)).toEqual(expected)
  })
})

describe('nearestKnown', () => {
  const isKnown = (word: string) => WORDS.includes(word)
  test.each([
    ['hsot', ['host']],
    ['hos', ['host']],
    ['hosts', ['host']],
    ['hast', ['host']],
    ['HOST', ['host']],
    ['host', []],
    ['haast', []],
  ])('%s', (word, expected) => {
    expect(nearestKnown(word, isKnown)).toEqual(expected)
  })
})

test('a note names three at most', () => {
  expect(didYouMean([])).toEqual([])
  expect(didYouMean(['tcp'])).toEqual(['Did you mean `tcp`?'])
  expect(didYouMean(['a', 'b', 'c', 'd'])).toEqual(['Did you mean `a`, `b` or `c`?'])
})
