/** Cutting a text at its marks, and line:column of an offset. */
import { describe, expect, it } from 'vitest'
import { cutText, positionOf } from './text-marks.ts'

describe('cutText', () => {
  const text = 'dst host 1.2.3.4 and ip'
  const clauses = [
    { from: 0, to: 16 },
    { from: 21, to: 23 },
  ]

  it('gives the text back, piece by piece', () => {
    const pieces = cutText(text, clauses, [{ from: 9, to: 16 }])
    expect(pieces.map((piece) => piece.text)).toEqual(['dst host ', '1.2.3.4', ' and ', 'ip'])
    expect(pieces.map((piece) => piece.clause)).toEqual([0, 0, null, 1])
    expect(pieces.map((piece) => piece.endsClause)).toEqual([false, true, false, true])
    expect(pieces.map((piece) => piece.wrong)).toEqual([false, true, false, false])
  })

  it('bears spans of an older, longer text', () => {
    const pieces = cutText('ip', clauses, [{ from: 9, to: 40 }])
    expect(pieces.map((piece) => piece.text).join('')).toBe('ip')
  })

  it('has nothing to cut in nothing', () => {
    expect(cutText('', clauses, [])).toEqual([])
  })
})

describe('positionOf', () => {
  it.each([
    ['ip', 0, 1, 1],
    ['ldh [12]\njne #1, drop', 9, 2, 1],
    ['ldh [12]\njne #1, drop', 17, 2, 9],
    ['a\n\nb', 3, 3, 1],
  ])('%j at %d is %d:%d', (text, offset, line, column) => {
    expect(positionOf(text, offset)).toEqual({ line, column })
  })
})
