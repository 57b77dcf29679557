/**
 * Makes sure that what package-lock.json names is in node_modules, and does nothing where it is:
 * no network, no wait. Uses nothing but Node.
 */
import { existsSync, readFileSync } from 'node:fs'
import { root, run } from './command.mjs'

const oldestNode = { major: 20, minor: 19 }

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */
/** @typedef {{ packages: Record<string, LockedPackage> }} Lockfile */

/**
 * Whether an installation is what the lockfile asks for. Optional packages are other systems'
 * native parts and may be absent.
 *
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json, npm's own note of what it put there
 */
export function isInstalled(wanted, installed) {
  const names = new Set([...Object.keys(wanted.packages), ...Object.keys(installed.packages)])
  names.delete('')
  return [...names].every((name) => {
    const want = wanted.packages[name]
    const have = installed.packages[name]
    if (want === undefined) return false
    if (have === undefined) return want.optional === true
    return want.version === have.version && want.integrity === have.integrity
  })
}

/** @param {string} file @returns {Lockfile} */
function readLockfile(file) {
  return /** @type {Lockfile} */ (JSON.parse(readFileSync(root + file, 'utf8')))
}

/** Installs where needed; ends the process, with the reason, where that cannot be done. */
export async function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < oldestNode.major || (major === oldestNode.major && minor < oldestNode.minor)) {
    console.error(`Node ${oldestNode.major}.${oldestNode.minor} or newer is needed; this is ${process.versions.node}.`)
    process.exit(1)
  }
  const note = 'node_modules/.package-lock.json'
  if (existsSync(root + note) && isInstalled(readLockfile('package-lock.json'), readLockfile(note))) return
  console.log('Installing what package-lock.json names…')
  const parameters = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env['npm_execpath']
  const { ok } = npm ? await run(process.execPath, [npm, ...parameters]) : await run('npm', parameters)
  if (ok) return
  console.error('npm could not install the dependencies; its message is above.')
  process.exit(1)
}
