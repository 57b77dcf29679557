/**
 * Our half of `npm run bench:compile`: the compiler as the page ships it, timed. The same lines in
 * and out as compile-native.c.
 */
import { createInterface } from 'node:readline'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const [, , bundle] = process.argv
/** @type {typeof import('../../src/filter/index.ts')} */
const { compileFilter } = await import(pathToFileURL(String(bundle)).href)
const options = { linkType: 1, snaplen: 262144, netmask: null, optimize: true }

for await (const line of createInterface({ input: process.stdin })) {
  const space = line.indexOf(' ')
  const repeat = Number(line.slice(0, space))
  const expression = line.slice(space + 1)
  const start = performance.now()
  let result = compileFilter(expression, options)
  for (let i = 1; i < repeat; i++) result = compileFilter(expression, options)
  const microseconds = ((performance.now() - start) * 1000) / repeat
  if (!result.ok) throw new Error(`${expression}: ${result.error[0]?.message ?? ''}`)
  const { program } = result.value
  const rows = program.map(({ code, jt, jf, k }) => `${code} ${jt} ${jf} ${k}`).join(',')
  console.log(`${microseconds.toFixed(3)} ${program.length} ${rows}`)
}
