/**
 * `npm run bench:trace`: what recording a run costs beside running it, what a recorded step takes in memory, how long it
 * takes to be at any step, and, in headless Chromium on the built page (`npm run build` first), how long from a step to
 * its painted frame. Prints a table and ends with exit code 1 where a figure of docs/performance.md does not hold.
 *
 * Recording is measured against the plain interpreter of the same bundle, in turn, in this process.
 *
 * A frame is measured without the wait for the display: the step is made where a frame begins, and the clock stops where
 * its painting is handed over. What the rasterizer does after that, on threads of its own, is not in it. Beside that time,
 * which other programs on the machine lengthen, stands the processor time that the page's main thread took for all of it.
 * As a control the same is measured on a page with one line of text, which each click changes.
 */
import { mkdirSync } from 'node:fs'
import { cpus } from 'node:os'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'
import { browserArguments, installedBrowsers } from '../find-browser.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = `${root}.cache/bench`

const STEPS = 1_000_000
const ROUNDS = 15
const SEEKS = 200_000
const LIMITS = { recording: 2, bytes: 8, seek: 1, pageSeek: 0.1, paint: 16 }

/** Loops for ever: each round loads, masks, adds, stores and jumps back. */
const LOOP = [
  { code: 0x00, jt: 0, jf: 0, k: 0 },
  { code: 0x28, jt: 0, jf: 0, k: 12 },
  { code: 0x54, jt: 0, jf: 0, k: 0xff },
  { code: 0x0c, jt: 0, jf: 0, k: 0 },
  { code: 0x02, jt: 0, jf: 0, k: 3 },
  { code: 0x07, jt: 0, jf: 0, k: 0 },
  { code: 0x15, jt: 0, jf: 1, k: 0xffffffff },
  { code: 0x06, jt: 0, jf: 0, k: 0 },
  { code: 0x05, jt: 0, jf: 0, k: 0xfffffff8 },
]

/** @param {number[]} values @param {number} [part] */
function quantile(values, part = 0.5) {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? NaN
}

let failures = 0
/** @param {string} what @param {number} figure @param {number} limit @param {string} unit */
function row(what, figure, limit, unit) {
  const holds = figure <= limit
  if (!holds) failures++
  console.log(
    `| ${what} | ${figure.toFixed(figure < 1 ? 3 : 1)} ${unit} | ${limit} ${unit}${holds ? '' : ', TOO MUCH'} |`,
  )
}

async function bundle() {
  mkdirSync(cache, { recursive: true })
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { lib: { entry: 'src/vm/index.ts', formats: ['es'], fileName: 'vm' }, outDir: cache, emptyOutDir: false },
  })
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      lib: { entry: 'src/store/index.ts', formats: ['es'], fileName: 'store' },
      outDir: `${cache}/store`,
      emptyOutDir: false,
    },
  })
}

async function engine() {
  /** @type {typeof import('../../src/vm/index.ts')} */
  const { run, recordTrace, defaultMetadata } = await import(pathToFileURL(`${cache}/vm.js`).href)
  const environment = {
    packet: new Uint8Array(64).fill(7),
    metadata: defaultMetadata,
    flavour: /** @type {const} */ ('libpcap'),
  }
  /** @param {() => unknown} work */
  const time = (work) => {
    const start = performance.now()
    work()
    return performance.now() - start
  }
  const plain = []
  const recorded = []
  for (let i = 0; i < ROUNDS + 3; i++) {
    const a = time(() => run(LOOP, environment, STEPS))
    const b = time(() => recordTrace(LOOP, environment, STEPS))
    if (i < 3) continue
    plain.push(a)
    recorded.push(b)
  }
  const trace = recordTrace(LOOP, environment, STEPS)
  row(
    `recording ${STEPS.toLocaleString('en')} steps, of the interpreter’s time`,
    quantile(recorded) / quantile(plain),
    LIMITS.recording,
    '×',
  )
  row('memory a step', trace.bytes / trace.steps, LIMITS.bytes, 'bytes')
  let at = 1
  /** @type {number[]} */
  const places = Array.from({ length: SEEKS }, () => (at = (at * 48271) % 0x7fffffff) % (STEPS + 1))
  let sum = 0
  for (const place of places) sum += trace.at(place).a
  const perSeek = []
  for (let i = 0; i < 5; i++) {
    perSeek.push(
      (time(() => {
        for (const place of places) sum += trace.at(place).a
      }) *
        1000) /
        SEEKS,
    )
  }
  if (Number.isNaN(sum)) throw new Error('the seeks were not made')
  row('a seek to any step', quantile(perSeek), LIMITS.seek, 'µs')
}

/** The state of the page at another step of a run of a million, all that its panes select included. */
async function pageState() {
  /** @type {typeof import('../../src/store/index.ts')} */
  const { createAppStore, selectMoment, selectTrace } = await import(pathToFileURL(`${cache}/store/store.js`).href)
  const store = createAppStore()
  store.getState().setLanguage('assembly')
  store.getState().setFlavour('libpcap')
  store.getState().setText('ld #0\nagain: ldh [12]\nand #0xff\nadd x\nst M[3]\ntax\njmp again\nret #0\n')
  if ((selectTrace(store.getState())?.steps ?? 0) < STEPS) throw new Error('the run is too short')
  const places = Array.from({ length: 2000 }, (_, i) => (i * 7919 * 61) % STEPS)
  /** @type {number[]} */
  const times = []
  for (const place of places) {
    const start = performance.now()
    store.getState().seek(place)
    selectMoment(store.getState())
    times.push(performance.now() - start)
  }
  row('a seek in the page’s store, run of 1,000,000 steps', quantile(times), LIMITS.pageSeek, 'ms')
}

/**
 * Clicks the page's Step button, each time where a frame begins; milliseconds until the message that arrives when that
 * frame is painted.
 * @param {import('@playwright/test').Page} page @param {number} steps
 */
function timeSteps(page, steps) {
  return page.evaluate(async (count) => {
    /** @type {number[]} */
    const all = []
    const button = /** @type {HTMLElement} */ (
      [...document.querySelectorAll('button')].find((each) => /^Step/.test(each.textContent ?? ''))
    )
    for (let i = 0; i < count; i++) {
      /** @type {number} */
      const took = await new Promise((done) => {
        requestAnimationFrame(() => {
          const start = performance.now()
          button.click()
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => {
            done(performance.now() - start)
          }
          port2.postMessage(null)
        })
      })
      all.push(took)
    }
    return all
  }, steps)
}

/** What the measuring itself takes. @param {import('@playwright/test').Browser} browser */
async function control(browser) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.setContent('<button>Step</button><div>0</div>')
  await page.evaluate(() => {
    const [button, text] = [document.querySelector('button'), document.querySelector('div')]
    if (button === null || text === null) throw new Error('the control page is not there')
    button.onclick = () => {
      text.textContent = String(Number(text.textContent) + 1)
    }
  })
  await timeSteps(page, 20)
  const times = await timeSteps(page, 200)
  await page.close()
  console.log(`| control: a page with one line of text, median | ${quantile(times).toFixed(1)} ms | |`)
  console.log(`| the same, 95th percentile | ${quantile(times, 0.95).toFixed(1)} ms | |`)
}

/** From the step to its painted frame, in the page with the longest program that a kernel takes. */
async function paint() {
  const executablePath = installedBrowsers()[0]
  const server = await preview({ root, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } })
  const browser = await chromium.launch({
    args: browserArguments,
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  try {
    await control(browser)
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const lines = Array.from({ length: 4095 }, (_, i) => (i % 3 === 0 ? 'ldh [12]' : i % 3 === 1 ? 'and #0xff' : 'tax'))
    const hash = `#v=1&lang=assembly&f=${encodeURIComponent(`${lines.join('\n')}\nret #1\n`)}`
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}${hash}`)
    await page.locator('.monaco-editor').waitFor()
    await page.locator('[aria-current=step]').waitFor()
    await timeSteps(page, 20)
    const times = await timeSteps(page, 200)
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const busy = async () => {
      const { metrics } = await session.send('Performance.getMetrics')
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000
    }
    /** @type {number[]} */
    const processor = []
    for (let i = 0; i < 100; i++) {
      const before = await busy()
      await timeSteps(page, 1)
      processor.push((await busy()) - before)
    }
    console.log(`| processor time of the page for a step, median | ${quantile(processor).toFixed(1)} ms | |`)
    console.log(`| the same, 95th percentile | ${quantile(processor, 0.95).toFixed(1)} ms | |`)
    console.log(`| from step to painted frame, 4,096 instructions, median | ${quantile(times).toFixed(1)} ms | |`)
    row('the same, 95th percentile', quantile(times, 0.95), LIMITS.paint, 'ms')
  } finally {
    await browser.close()
    await server.close()
  }
}

await bundle()
console.log(`Node ${process.version}; ${cpus()[0]?.model ?? ''}\n`)
console.log('| | measured | allowed |\n| --- | ---: | ---: |')
await engine()
await pageState()
if (!process.argv.includes('--engine')) await paint()
process.exit(failures === 0 ? 0 : 1)
