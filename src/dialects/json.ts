/**
 * JSON: an array of `[code,jt,jf,k]`, or of objects with those names. Read too: such an array within an object,
 * as in `{"insns":[…]}`, and what is almost JSON.
 */
import { parseBracketedRows } from './bracketed-rows.ts'
import type { Dialect } from './dialect.ts'

export const json: Dialect = {
  id: 'JSON',
  title: 'JSON (arrays)',
  parse: parseBracketedRows,
  print: (program) => `${JSON.stringify(program.map(({ code, jt, jf, k }) => [code, jt, jf, k]))}\n`,
}

export const jsonObjects: Dialect = {
  id: 'JSON objects',
  title: 'JSON (objects)',
  parse: parseBracketedRows,
  print: (program) => `${JSON.stringify(program.map(({ code, jt, jf, k }) => ({ code, jt, jf, k })))}\n`,
}
