/**
 * Running the project's tools as child processes. Uses nothing but Node, for it also runs before
 * anything is installed.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Where each tool's program is, below node_modules: no shell, no PATH, the same on every system. */
const programs = {
  depcruise: 'dependency-cruiser/bin/dependency-cruise.mjs',
  eslint: 'eslint/bin/eslint.js',
  playwright: '@playwright/test/cli.js',
  prettier: 'prettier/bin/prettier.cjs',
  tsc: 'typescript/bin/tsc',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
}

/**
 * Runs a program to its end. Its output goes to the terminal, or into the result where it is
 * captured.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {{ env?: Record<string, string>, capture?: boolean, seconds?: number }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>} not ok: it could not start, failed or took too long
 */
export function run(program, parameters, { env = {}, capture = false, seconds = 0 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
      timeout: seconds * 1000,
    })
    let output = ''
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString())
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.on('error', (error) => {
      resolve({ ok: false, output: `${output}${error.message}\n` })
    })
    child.on('close', (code) => {
      resolve({ ok: code === 0, output })
    })
  })
}

/**
 * @param {keyof typeof programs} name
 * @param {readonly string[]} parameters
 * @param {Parameters<typeof run>[2]} [options]
 */
export function tool(name, parameters, options) {
  return run(process.execPath, [`${root}node_modules/${programs[name]}`, ...parameters], options)
}
