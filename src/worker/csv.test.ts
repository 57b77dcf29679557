/** Rows of the table as CSV: what is not known is empty, and what a person would compute with stays a number. */
import { expect, it } from 'vitest'
import { CSV_HEAD, csvLine } from './csv.ts'

const row = {
  number: 1234,
  time: 0.25,
  source: '10.0.0.1',
  destination: '10.0.0.2',
  protocol: 'UDP',
  info: '53 → 1024',
  length: 90,
  caplen: 64,
  verdict: 262144,
  steps: 7,
}

it('has a cell for each head', () => {
  expect(csvLine(row, '1700000000.000000005').split(',')).toHaveLength(CSV_HEAD.split(',').length)
  expect(csvLine(row, '1700000000.000000005')).toBe(
    '1234,0.250000000,1700000000.000000005,10.0.0.1,10.0.0.2,UDP,90,64,53 → 1024,262144,7\r\n',
  )
})

it('leaves empty what there is not', () => {
  const line = csvLine({ ...row, time: null, protocol: '', verdict: null, steps: 0 }, '')
  expect(line).toBe('1234,,,10.0.0.1,10.0.0.2,data,90,64,53 → 1024,,\r\n')
})

it('keeps times before the first packet numbers, and text that begins like a formula text', () => {
  const line = csvLine({ ...row, time: -3, info: '=1+2, "a"' }, '0.000000000')
  expect(line).toContain(',-3.000000000,0.000000000,')
  expect(line).toContain(`,"'=1+2, ""a""",`)
})
