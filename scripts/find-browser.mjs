/**
 * Finds a Chromium for the browser tests, or gets one.
 *
 * The order: CHROMIUM_PATH, Playwright's own, the system's, Playwright's download, Debian's package
 * where this runs as root. A browser counts as found when it starts, not when its file is there: a
 * download on a system without its libraries is a file too.
 */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { run, tool } from './command.mjs'

/**
 * What the browser does without. The last list of a command line holds, so that Playwright's own comes first again, as far
 * as it is about what a test can meet; then what drops down from the address bar, which nobody sees: in newer versions a web
 * page, with a process of its own beside each page of a test.
 */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxAimPopup',
]

/** No sandbox inside a container, no talk with the outside. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  `--disable-features=${disabledFeatures.join(',')}`,
]

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge']
const systemPaths = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** @returns {string[]} files that are there and may be a browser, the best first */
export function installedBrowsers() {
  const named = process.env['CHROMIUM_PATH']
  const extension = process.platform === 'win32' ? '.exe' : ''
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates = [
    ...(named ? [named] : []),
    chromium.executablePath(),
    ...systemNames.flatMap((name) => folders.map((folder) => join(folder, name + extension))),
    ...systemPaths,
  ]
  return [...new Set(candidates)].filter((file) => existsSync(file))
}

/** @param {string} executablePath */
async function starts(executablePath) {
  try {
    const browser = await chromium.launch({ executablePath, args: browserArguments, timeout: 30_000 })
    await browser.close()
    return true
  } catch {
    return false
  }
}

/** @returns {Promise<string | null>} */
async function firstThatStarts() {
  for (const file of installedBrowsers()) if (await starts(file)) return file
  return null
}

/**
 * @returns {Promise<string | null>} the path of a browser that starts; null, with what to do about it
 *   printed, where there is none
 */
export async function findBrowser() {
  const installed = await firstThatStarts()
  if (installed !== null) return installed

  console.log('No Chromium here that starts; trying to download one…')
  await tool('playwright', ['install', '--no-shell', 'chromium'], { capture: true, seconds: 240 })
  const downloaded = await firstThatStarts()
  if (downloaded !== null) return downloaded

  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log("Trying Debian's package…")
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['-qq', 'update'], { env, capture: true })
    await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'], { env, capture: true })
    const packaged = await firstThatStarts()
    if (packaged !== null) return packaged
  }

  console.error('The browser tests need Chromium, and none was found or could be fetched. One of these helps:')
  console.error('  install it (Debian: apt install chromium; elsewhere: npx playwright install --with-deps chromium),')
  console.error('  or say where it is: CHROMIUM_PATH=/path/to/chromium npm test')
  return null
}
