/**
 * Notes on refusals: they fit the mistake, and what they offer is accepted where they offer it.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DLT } from '../../net/index.ts'
import { compileFilter } from '../compile.ts'

const options = { linkType: DLT.EN10MB, snaplen: 262144, netmask: null, optimize: true }

const cases = readFileSync(new URL('./testdata/mistakes.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => {
    const [text = '', note = ''] = line.split(' ⇒ ')
    return { text, note }
  })

function problem(text: string) {
  const result = compileFilter(text, options)
  return result.ok ? null : (result.error[0] ?? null)
}

describe('the last note', () => {
  test.each(cases)('$text', ({ text, note }) => {
    expect(problem(text)?.notes.at(-1)?.slice(0, note.length)).toBe(note)
  })
})

/** Quoted in the part of the first note that says what could stand there. */
function offers(notes: readonly string[]): string[] {
  const expected = notes[0]?.split('; expected ')[1] ?? ''
  return [...expected.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
}

/** What makes an offer whole where it is only a beginning, so that the text can be judged as far as it. */
describe('what could stand there is accepted there', () => {
  const syntax = cases.filter(
    ({ text }) => problem(text)?.code === 'filter/syntax' && offers(problem(text)?.notes ?? []).length > 0,
  )

  test('for most mistakes something is offered', () => {
    expect(syntax.length).toBeGreaterThan(35)
  })

  test.each(syntax)('$text', ({ text }) => {
    const before = problem(text)
    for (const offer of offers(before?.notes ?? [])) {
      const at = before?.span.from ?? 0
      const tried = `${text.slice(0, at)} ${offer} ${text.slice(at)}`
      const after = problem(tried)
      const moved = after === null || after.code !== 'filter/syntax' || after.span.from > at + offer.length
      expect([tried, moved]).toEqual([tried, true])
    }
  })
})

describe('“did you mean” is accepted in the place of what was written', () => {
  const suggested = cases.filter(({ note }) => note.startsWith('Did you mean'))
  test.each(suggested)('$text', ({ text, note }) => {
    for (const [, word = ''] of note.matchAll(/`([^`]+)`/g)) {
      const before = problem(text)
      const wrong = /[\w-]*$/.exec(text.slice(0, before?.span.to ?? 0))?.[0] ?? ''
      const written = text.includes('-') ? (wrong.split('-').at(-1) ?? '') : wrong
      const tried = text.replace(written, word)
      expect([tried, problem(tried)?.span.from ?? text.length]).not.toEqual([tried, before?.span.from])
    }
  })
})
