/**
 * What the built page weighs, and whether that is too much.
 *
 * Two figures in bytes after gzip at level 9, of scripts and style sheets: what the page needs
 * before it can be used, by the build's manifest; and everything that may follow later (Monaco
 * above all, its worker too), which is all the rest. Fonts and pictures are left out: they are
 * compressed already and nothing waits for them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Bytes after gzip. The second is what a good set of Monaco's features costs, and a margin. */
export const budget = { firstLoad: 250_000, later: 1_000_000 }

/** @typedef {{ file: string, isEntry?: boolean, imports?: string[], css?: string[] }} ManifestChunk */

/**
 * The files that the page's entry needs at once: itself, what it imports statically, their styles.
 *
 * @param {Record<string, ManifestChunk>} manifest
 * @returns {Set<string>} relative to the build's folder
 */
export function firstLoadFiles(manifest) {
  /** @type {Set<string>} */
  const files = new Set()
  const waiting = Object.values(manifest).filter((chunk) => chunk.isEntry === true)
  for (const chunk of waiting) {
    if (files.has(chunk.file)) continue
    files.add(chunk.file)
    for (const sheet of chunk.css ?? []) files.add(sheet)
    for (const name of chunk.imports ?? []) {
      const imported = manifest[name]
      if (imported !== undefined) waiting.push(imported)
    }
  }
  return files
}

/**
 * @param {string} folder of the built page
 * @returns {{ firstLoad: number, later: number }} bytes after gzip
 */
export function measure(folder) {
  const manifest = /** @type {Record<string, ManifestChunk>} */ (
    JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'))
  )
  const first = firstLoadFiles(manifest)
  const sizes = { firstLoad: 0, later: 0 }
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css)$/.test(file)) continue
    const bytes = gzipSync(readFileSync(join(folder, file)), { level: 9 }).length
    if (first.has(file.replaceAll('\\', '/'))) sizes.firstLoad += bytes
    else sizes.later += bytes
  }
  return sizes
}

/**
 * @param {string} folder of the built page
 * @returns {{ ok: boolean, output: string }} output: both figures, in kB of 1000 bytes
 */
export function judgeSize(folder) {
  const sizes = measure(folder)
  const line = (/** @type {string} */ name, /** @type {number} */ size, /** @type {number} */ limit) =>
    `${name}: ${(size / 1000).toFixed(1)} kB of ${(limit / 1000).toFixed(0)} kB${size > limit ? ', too much' : ''}`
  return {
    // Nothing found would be no page at all.
    ok: sizes.firstLoad > 0 && sizes.firstLoad <= budget.firstLoad && sizes.later <= budget.later,
    output: [line('first load', sizes.firstLoad, budget.firstLoad), line('later', sizes.later, budget.later)].join(
      '\n',
    ),
  }
}
