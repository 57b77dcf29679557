/**
 * The browser tests' set-up: Chromium as scripts/find-browser.mjs finds it, and the built page
 * (`npm run build` first; `npm test` does) served on this machine alone. No retries: a test that
 * passes the second time has failed.
 */
import { createServer } from 'node:net'
import { defineConfig, devices } from '@playwright/test'
import { browserArguments, installedBrowsers } from './scripts/find-browser.mjs'

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => {
      resolve(false)
    })
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true)
      })
    })
  })
}

async function firstFreePort(port: number): Promise<number> {
  return (await isFree(port)) ? port : firstFreePort(port + 1)
}

// Each worker reads this file again and must come to the same port.
const port = (process.env['E2E_PORT'] ??= String(await firstFreePort(4179)))
const baseURL = `http://127.0.0.1:${port}/`
const executablePath = installedBrowsers()[0]

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  // What a busy machine of two slow cores needs; a test that is right takes a third of it.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    baseURL,
    // `-- --trace on` records what a failing test did; recording each takes a third of the time.
    trace: 'off',
    launchOptions: { args: browserArguments, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  webServer: {
    command: `"${process.execPath}" node_modules/vite/bin/vite.js preview --port ${port} --strictPort`,
    url: baseURL,
    reuseExistingServer: false,
  },
})
