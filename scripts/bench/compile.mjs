/**
 * `npm run bench:compile [-- --quick]`: our compiler beside libpcap's, each in a process of its own,
 * asked in turn. Prints medians and ratios as a Markdown table, and ends with exit code 1 where the
 * two give different programs or a figure of docs/performance.md does not hold.
 *
 * Ours is the bundle that ships, warm: that is how a page that compiles on each key has it. The long
 * lists are warm for 100 and 300; libpcap's minute for 1000 terms is asked for once (`--quick`: not
 * at all).
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { cpus } from 'node:os'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = `${root}.cache/bench`

const everyday = [
  'ip',
  'tcp port 80',
  'host 10.0.0.1',
  'icmp or arp',
  'not port 22',
  'src net 10.0.0.0/8 and dst port 53',
  'tcp[tcpflags] & (tcp-syn|tcp-fin) != 0',
  'vlan and host 10.0.0.1',
  'ip6 host 2001:db8::1 and tcp portrange 1000-2000',
  'tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)',
]

/** Where more is allowed than what everyday filters are: [terms, at least so many times faster]. */
const lists = /** @type {const} */ ([
  [100, 5],
  [300, 20],
  [1000, 200],
])
/** Everyday filters may take so many times libpcap's time, and so many microseconds. */
const EVERYDAY_RATIO = 5
const EVERYDAY_LIMIT = 1000

/** @param {number} terms */
function hostList(terms) {
  return Array.from({ length: terms }, (_, i) => `host 10.0.${i >> 8}.${i & 255}`).join(' or ')
}

/** @param {string} program @param {string[]} parameters */
function start(program, parameters) {
  const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    /** @param {number} repeat @param {string} expression */
    async measure(repeat, expression) {
      child.stdin.write(`${repeat} ${expression}\n`)
      const { value, done } = await lines.next()
      if (done === true) throw new Error(`${program} has ended`)
      const [, microseconds = '', answer = ''] = /^(\S+) (.*)$/s.exec(value) ?? []
      return { microseconds: Number(microseconds), answer }
    },
    stop: () => child.stdin.end(),
  }
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}

/** @param {number} microseconds */
function show(microseconds) {
  if (microseconds < 1000) return `${microseconds.toFixed(1)} µs`
  if (microseconds < 1e6) return `${(microseconds / 1000).toFixed(1)} ms`
  return `${(microseconds / 1e6).toFixed(1)} s`
}

mkdirSync(cache, { recursive: true })
const native = `${cache}/compile-native`
const gcc = spawnSync('gcc', ['-O2', '-o', native, `${root}scripts/bench/compile-native.c`, '-lpcap'])
if (gcc.status !== 0) {
  console.error('There is nothing to compare with here: it takes gcc and libpcap-dev.')
  process.exit(2)
}
await build({
  configFile: false,
  root,
  logLevel: 'error',
  build: {
    lib: { entry: 'src/filter/index.ts', formats: ['es'], fileName: 'filter' },
    outDir: cache,
    emptyOutDir: false,
  },
})

const quick = process.argv.includes('--quick')
const libpcap = start(native, [])
const ours = start(process.execPath, [`${root}scripts/bench/compile-ours.mjs`, `${cache}/filter.js`])
let failures = 0

/** @param {string} expression @param {{ repeat: number, rounds: number }} effort */
async function compare(expression, { repeat, rounds }) {
  const theirs = []
  const mine = []
  for (let i = 0; i < rounds; i++) {
    const a = await libpcap.measure(repeat, expression)
    const b = await ours.measure(repeat, expression)
    if (a.answer !== b.answer) {
      failures++
      console.log(`different programs: ${expression.slice(0, 80)}`)
    }
    theirs.push(a.microseconds)
    mine.push(b.microseconds)
  }
  return { theirs: median(theirs), mine: median(mine) }
}

console.log(
  `${spawnSync(native, ['version'], { encoding: 'utf8' }).stdout.trim()}; Node ${process.version}; ${cpus()[0]?.model ?? ''}\n`,
)
console.log('| filter | libpcap | ours | |\n| --- | ---: | ---: | ---: |')
for (let i = 0; i < 10; i++) for (const expression of everyday) await ours.measure(300, expression)
for (const expression of everyday) {
  const { theirs, mine } = await compare(expression, { repeat: 500, rounds: 21 })
  const holds = mine <= EVERYDAY_RATIO * theirs && mine < EVERYDAY_LIMIT
  if (!holds) failures++
  const code = expression.replaceAll('|', '\\|')
  console.log(
    `| \`${code}\` | ${show(theirs)} | ${show(mine)} | ${(mine / theirs).toFixed(1)}× its time${holds ? '' : ', TOO SLOW'} |`,
  )
}
for (const [terms, atLeast] of lists) {
  if (terms === 1000 && quick) continue
  const expression = hostList(terms)
  await ours.measure(terms === 1000 ? 5 : 20, expression)
  const { theirs, mine } = await compare(expression, { repeat: 1, rounds: terms === 1000 ? 1 : 9 })
  const mineWarm = terms === 1000 ? (await ours.measure(5, expression)).microseconds : mine
  const times = theirs / mineWarm
  if (times < atLeast) failures++
  console.log(
    `| ${terms} hosts joined by \`or\` | ${show(theirs)} | ${show(mineWarm)} | ${times.toFixed(0)} times faster${times < atLeast ? ', TOO SLOW' : ''} |`,
  )
}
libpcap.stop()
ours.stop()
process.exitCode = failures === 0 ? 0 : 1
