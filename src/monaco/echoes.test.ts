import { expect, test } from 'vitest'
import { Echoes } from './echoes.ts'

function after(...told: readonly string[]): Echoes {
  const echoes = new Echoes()
  told.forEach((text) => echoes.told(text))
  return echoes
}

test('a text nobody typed is not an echo', () => expect(after('a').take('b')).toBe(false))

test('each answer in turn is an echo', () => {
  const echoes = after('a', 'ab')
  expect([echoes.take('a'), echoes.take('ab')]).toEqual([true, true])
})

test('an answer answers what was told before it', () => {
  const echoes = after('a', 'ab')
  expect([echoes.take('ab'), echoes.take('a')]).toEqual([true, false])
})

test('an answer comes once; the same text again is the page going back to it', () => {
  const echoes = after('a')
  expect(echoes.take('a')).toBe(true)
  echoes.told('ab')
  expect(echoes.take('a')).toBe(false)
})

test("a text of the page's own ends the waiting", () => {
  const echoes = after('a', 'ab')
  expect([echoes.take('x'), echoes.take('ab')]).toEqual([false, false])
})

test('nothing is awaited once forgotten', () => {
  const echoes = after('a')
  echoes.forget()
  expect(echoes.take('a')).toBe(false)
})
