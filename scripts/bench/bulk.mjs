/**
 * `npm run bench:bulk [-- --packets N]`: a capture filtered by the compiled filters beside libpcap's bpf_filter(), in
 * Node and in headless Chromium, all in one run; and a file opened and filtered by the worker that ships. Prints tables
 * and ends with exit code 1 where a figure of docs/performance.md does not hold or the counts of matches differ.
 *
 * The capture is that of `npm run make:capture`, whole and cut to 64 bytes; it is made once and kept in .cache. Each
 * filter is asked of everybody in turn. Left out on purpose: reading files natively; only filtering is compared.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { cpus } from 'node:os'
import { extname } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker as Thread } from 'node:worker_threads'
import { chromium } from '@playwright/test'
import { build } from 'vite'
import { run } from '../command.mjs'
import { browserArguments, installedBrowsers } from '../find-browser.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = `${root}.cache/bench`
const packets = Number(/--packets[ =](\d+)/.exec(process.argv.join(' '))?.[1] ?? 1_000_000)
const ROUNDS = 9

const everyday = [
  'tcp port 80',
  'host 10.0.0.1',
  'icmp or arp',
  'not port 22',
  'tcp[tcpflags] & (tcp-syn|tcp-fin) != 0',
]
const hosts = Array.from({ length: 100 }, (_, i) => `host 172.16.${i >> 4}.${i & 15}`).join(' or ')

/** How many times bpf_filter()'s speed is asked for: [capture, way, filters] → times. */
const LIMITS = { cut: 2.5, whole: 3, heads: 10, hostsCut: 50, hostsWhole: 12 }
/** Milliseconds from an edit to the verdicts in view; bytes that memory may take beyond the file's; bytes a second. */
const EDIT = 50
const BEYOND = 40e6
const PASS = 1e9

let failures = 0
/** @param {boolean} holds @param {string} note */
function fails(holds, note = 'TOO SLOW') {
  if (holds) return ''
  failures++
  return `, ${note}`
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}

/** @param {number[]} values */
function geometricMean(values) {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}

/** @param {string} name @param {string[]} options */
async function captureOf(name, options) {
  const file = `${cache}/${name}-${packets}.pcap`
  if (existsSync(file)) return file
  console.error(`making ${file}…`)
  const { ok } = await run(process.execPath, [
    `${root}scripts/make-capture.mjs`,
    ...['--packets', String(packets), '--seed', '5', ...options, `${file}.part`],
  ])
  if (!ok) throw new Error('the capture could not be made')
  renameSync(`${file}.part`, file)
  return file
}

async function bundle() {
  for (const [name, entry] of [
    ['bulk-ours', 'scripts/bench/bulk-ours.ts'],
    ['bulk-colleague', 'scripts/bench/bulk-colleague.ts'],
    ['bulk-browser', 'scripts/bench/bulk-browser.ts'],
    ['bulk-page', 'scripts/bench/bulk-page.ts'],
    ['engine', 'src/worker/engine.worker.ts'],
  ]) {
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      build: {
        lib: { entry: `${root}${entry}`, formats: ['es'], fileName: () => `${name}.js` },
        target: 'es2022',
        outDir: cache,
        emptyOutDir: false,
        rolldownOptions: { external: ['node:worker_threads'] },
      },
    })
  }
}

/** @param {string} file */
function nativeOver(file) {
  const child = spawn(`${cache}/bulk-native`, [file], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    /** @param {string} expression */
    async measure(expression) {
      child.stdin.write(`${ROUNDS} ${expression}\n`)
      const { value, done } = await lines.next()
      if (done === true) throw new Error('bulk-native has ended')
      const [nanoseconds = NaN, matches = NaN] = value.split(' ').map(Number)
      return { nanoseconds, matches }
    },
    stop: () => child.stdin.end(),
  }
}

/** @returns {import('./bulk-ours.ts').Colleague} */
function nodeColleague() {
  const worker = new Thread(pathToFileURL(`${cache}/bulk-colleague.js`))
  worker.unref()
  /** @param {unknown} question @returns {Promise<import('./bulk-ours.ts').Outcome>} */
  const ask = (question) =>
    new Promise((resolve) => {
      worker.once('message', resolve)
      worker.postMessage(question)
    })
  return { prepare: ask, run: () => ask('run') }
}

/** @param {string} file @returns {Promise<import('./bulk-ours.ts').BulkBench>} */
async function oursOver(file) {
  /** @type {typeof import('./bulk-ours.ts')} */
  const { BulkBench } = await import(pathToFileURL(`${cache}/bulk-ours.js`).href)
  return new BulkBench(readFileSync(file), true)
}

/** Files of the cache, isolated so that workers may share memory. */
async function serve() {
  const types = { '.js': 'text/javascript', '.html': 'text/html', '.pcap': 'application/octet-stream' }
  const server = createServer(({ url = '/' }, response) => {
    const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }
    const path = `${cache}${url.replaceAll('..', '')}`
    if (url === '/')
      return void response.writeHead(200, { ...headers, 'Content-Type': 'text/html' }).end('<!doctype html>')
    if (!existsSync(path)) return void response.writeHead(404).end()
    const type = types[/** @type {keyof typeof types} */ (extname(path))]
    response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Length': statSync(path).size })
    createReadStream(path).pipe(response)
  })
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  return { server, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` }
}

/** @param {import('@playwright/test').Page} page @param {string} file */
async function browserOver(page, file) {
  const name = file.slice(cache.length)
  /** @param {unknown} question @returns {Promise<any>} */
  const ask = (question) =>
    page.evaluate(
      (data) =>
        new Promise((resolve, reject) => {
          const { bench } = /** @type {{ bench: Worker }} */ (/** @type {unknown} */ (globalThis))
          bench.onmessage = (
            /** @type {MessageEvent<{ value?: unknown, error?: string }>} */ { data: { value, error } },
          ) => (error === undefined ? resolve(value) : reject(new Error(error)))
          bench.postMessage(data)
        }),
      question,
    )
  await page.evaluate(() => {
    const scope = /** @type {{ bench?: Worker }} */ (/** @type {unknown} */ (globalThis))
    scope.bench?.terminate()
    scope.bench = new Worker('/bulk-browser.js', { type: 'module' })
  })
  await ask(name)
  return {
    /** @param {'inFile' | 'counted' | 'fromHeads'} method @param {string} expression @returns {Promise<Measured>} */
    measure: (method, expression) => ask({ method, expression, rounds: ROUNDS }),
    /** @param {string} expression @param {number} workers @returns {Promise<Measured | null>} */
    shareOut: (expression, workers) => ask({ method: 'shareOut', expression, rounds: ROUNDS, workers }),
  }
}

/** @typedef {import('./bulk-ours.ts').Measured} Measured */

/** @param {Measured} theirs @param {(Measured | null)[]} ours */
function sameMatches(theirs, ours) {
  const wrong = ours.find((each) => each !== null && each.matches !== theirs.matches)
  if (wrong === undefined) return
  failures++
  console.log(`different counts of matches: ${theirs.matches} and ${wrong?.matches}`)
}

/** @param {Measured} theirs @param {Measured} ours */
const times = (theirs, ours) => theirs.nanoseconds / ours.nanoseconds
/** @param {string} text */
const code = (text) => `\`${text.length > 60 ? '100 hosts joined by or' : text.replaceAll('|', '\\|')}\``

/** @param {import('@playwright/test').Page} page @param {string} title @param {string} file @param {boolean} isCut */
async function compare(page, title, file, isCut) {
  const native = nativeOver(file)
  const ours = await oursOver(file)
  const browser = await browserOver(page, file)
  const two = [nodeColleague(), nodeColleague()]
  console.log(`\n${title}: nanoseconds a packet, and how many times bpf_filter()'s speed that is\n`)
  console.log('| filter | bpf_filter() | Node | Chromium | columns, Node | columns, Chromium | two workers | counted |')
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |')
  /** @type {Record<'node' | 'chromium' | 'nodeHeads' | 'chromiumHeads' | 'two', number[]>} */
  const ratios = { node: [], chromium: [], nodeHeads: [], chromiumHeads: [], two: [] }
  for (const expression of [...everyday, hosts]) {
    const theirs = await native.measure(expression)
    const node = await ours.inFile(expression, ROUNDS)
    const chromium = await browser.measure('inFile', expression)
    const nodeHeads = await ours.fromHeads(expression, ROUNDS)
    const chromiumHeads = await browser.measure('fromHeads', expression)
    const shared = (await browser.shareOut(expression, 2)) ?? (await ours.shareOut(expression, ROUNDS, two))
    const counted = await browser.measure('counted', expression)
    sameMatches(theirs, [node, chromium, nodeHeads, chromiumHeads, shared, counted])
    const all = { node, chromium, nodeHeads, chromiumHeads, two: shared ?? node }
    const isList = expression === hosts
    const limit = isList ? (isCut ? LIMITS.hostsCut : LIMITS.hostsWhole) : 0
    for (const [way, each] of Object.entries(all)) {
      if (!isList) ratios[/** @type {keyof typeof ratios} */ (way)].push(times(theirs, each))
    }
    /** @param {Measured} each */
    const cell = (each) => `${each.nanoseconds.toFixed(1)} (${times(theirs, each).toFixed(1)}×)`
    /** @param {Measured} each */
    const limited = (each) => `${cell(each)}${fails(times(theirs, each) >= limit)}`
    console.log(
      `| ${code(expression)} | ${theirs.nanoseconds.toFixed(1)} | ${limited(node)} | ${limited(chromium)} | ${limited(nodeHeads)} | ${limited(chromiumHeads)} | ${cell(all.two)} | ${cell(counted)} |`,
    )
  }
  const least = isCut ? LIMITS.cut : LIMITS.whole
  const leastHeads = isCut ? LIMITS.cut : LIMITS.heads
  /** @param {keyof typeof ratios} way @param {number} limit */
  const mean = (way, limit) => {
    const value = geometricMean(ratios[way])
    return `${value.toFixed(1)}×${limit === 0 ? '' : ` of ${limit}×`}${fails(value >= limit)}`
  }
  console.log(
    `| the five, geometric mean | | ${mean('node', least)} | ${mean('chromium', least)} | ${mean('nodeHeads', leastHeads)} | ${mean('chromiumHeads', leastHeads)} | ${mean('two', 0)} | |`,
  )
  native.stop()
}

/**
 * Bytes of the machine's memory that the browser's processes have, each page of it shared by several counted in parts,
 * after what nobody needs was thrown away; 0 where there is no Linux to tell.
 * @param {import('@playwright/test').Page} page
 */
async function memoryOf(page) {
  if (process.platform !== 'linux') return 0
  // Workers that have ended may still be listed, and never answer; they give back what they had a little later.
  const pause = () => new Promise((resolve) => setTimeout(resolve, 1000))
  for (const worker of page.workers()) await Promise.race([worker.evaluate('gc()'), pause()])
  await page.evaluate('gc()')
  await pause()
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const told = processInfo.map(({ id }) => /^Pss: +(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1])
  return told.reduce((sum, kilobytes) => sum + Number(kilobytes) * 1024, 0)
}

/**
 * A file opened and filtered by the worker that ships: once so that the browser has compiled what it runs, and then in
 * rounds.
 * @param {import('@playwright/test').Page} page @param {string} file
 */
async function open(page, file) {
  const { size } = statSync(file)
  await page.exposeFunction('memory', () => memoryOf(page))
  await page.setContent('<input type="file">')
  await page.setInputFiles('input', file)
  const { rounds, whole } = await page.evaluate(async (filters) => {
    const path = '/bulk-page.js'
    /** @type {typeof import('./bulk-page.ts')} */
    const { openCapture, readWhole } = await import(path)
    const input = /** @type {HTMLInputElement} */ (document.querySelector('input'))
    const { memory } = /** @type {{ memory: () => Promise<number> }} */ (/** @type {unknown} */ (globalThis))
    const [file] = input.files ?? []
    if (file === undefined) throw new Error('The page has no file')
    const rounds = []
    for (let round = 0; round < 10; round++) rounds.push(await openCapture(file, filters, memory))
    const whole = []
    for (let round = 0; round < 3; round++) whole.push(await readWhole(file))
    return { rounds, whole }
  }, everyday)
  const opened = rounds.slice(1)
  const read = size / median(opened.map((each) => each.read)) / 1e6
  const pass = size / median(opened.map((each) => each.pass)) / 1e6
  const edits = opened.flatMap((each) => each.edit)
  const all = opened.flatMap((each) => each.all)
  const least = Math.min(PASS / 1e9, read)
  console.log(`\nA file of ${(size / 1e6).toFixed(0)} MB in Chromium, by the worker that ships\n`)
  console.log('| | | limit |\n| --- | ---: | ---: |')
  console.log(
    `| reading the file into memory, by the browser's arrayBuffer() | ${(size / median(whole) / 1e6).toFixed(2)} GB/s | |`,
  )
  console.log(`| reading the file and keeping nothing | ${read.toFixed(2)} GB/s | |`)
  console.log(
    `| touching the memory that packets take anew, and nothing else | ${median(opened.map(({ touch }) => touch)).toFixed(0)} ms | |`,
  )
  console.log(
    `| until each packet has its verdict | ${pass.toFixed(2)} GB/s | ${least.toFixed(2)} GB/s${fails(pass >= least)} |`,
  )
  console.log(
    `| an edit, to the verdicts in view | ${median(edits).toFixed(1)} ms, ${Math.max(...edits).toFixed(1)} at most | ${EDIT} ms${fails(Math.max(...edits) < EDIT)} |`,
  )
  if (process.platform === 'linux') {
    const beyond = median(opened.map(({ taken }) => taken)) - size
    console.log(
      `| memory beyond the file's | ${(beyond / 1e6).toFixed(1)} MB | ${BEYOND / 1e6} MB${fails(beyond <= BEYOND, 'TOO MUCH')} |`,
    )
  }
  console.log(`| and to all verdicts | ${median(all).toFixed(0)} ms, ${Math.max(...all).toFixed(0)} at most | |`)
}

mkdirSync(cache, { recursive: true })
const gcc = spawnSync('gcc', ['-O2', '-o', `${cache}/bulk-native`, `${root}scripts/bench/bulk-native.c`, '-lpcap'])
if (gcc.status !== 0) {
  console.error('There is nothing to compare with here: it takes gcc and libpcap-dev.')
  process.exit(2)
}
await bundle()
const cut = await captureOf('cut', ['--snaplen', '64'])
const whole = await captureOf('whole', [])
const { server, url } = await serve()
const browser = await chromium.launch({
  executablePath: installedBrowsers()[0] ?? '',
  args: [...browserArguments, '--js-flags=--expose-gc'],
})
try {
  const page = await browser.newPage()
  await page.goto(url)
  const version = spawnSync(`${cache}/bulk-native`, { encoding: 'utf8' }).stdout.trim()
  console.log(
    `${version}; Node ${process.version}; Chromium ${browser.version()}; ${cpus().length} × ${cpus()[0]?.model ?? ''}`,
  )
  await compare(page, `${packets.toLocaleString('en')} packets cut to 64 bytes`, cut, true)
  await compare(page, `${packets.toLocaleString('en')} whole packets`, whole, false)
  await page.reload()
  await open(page, whole)
} finally {
  await browser.close()
  server.close()
}
process.exitCode = failures === 0 ? 0 : 1
