/**
 * What the built page weighs, and whether that is too much.
 *
 * Three figures in bytes after gzip at level 9, of scripts and style sheets: what the page needs before it can be
 * used, by the build's manifest; the editor, Monaco with our languages and its worker; and the rest, which comes when
 * somebody first asks for it (dialogs, panes that stand behind a tab, the worker of captures). Fonts and pictures are
 * left out: they are compressed already and nothing waits for them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * Bytes after gzip. First load: a second on a slow phone's line. The editor: what a good set of Monaco's features
 * costs. On demand: about as much as the first load, so that no part behind a tab weighs like a page of its own.
 */
export const budget = { firstLoad: 250_000, editor: 1_000_000, onDemand: 300_000 }

/** The entry of the editor in the manifest, and the files of Monaco's worker, which no manifest names. */
const EDITOR_ENTRY = 'src/monaco/index.ts'
const EDITOR_WORKER = /\/editor(\.worker|WebWorkerMain)-[\w-]+\.js$/

/** @typedef {{ file: string, isEntry?: boolean, imports?: string[], css?: string[] }} ManifestChunk */

/**
 * A chunk, what it imports statically, and their styles.
 *
 * @param {Record<string, ManifestChunk>} manifest
 * @param {ManifestChunk[]} entries
 * @returns {Set<string>} relative to the build's folder
 */
function filesFrom(manifest, entries) {
  /** @type {Set<string>} */
  const files = new Set()
  const waiting = [...entries]
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
 * The files that the page's entry needs at once: itself, what it imports statically, their styles.
 *
 * @param {Record<string, ManifestChunk>} manifest
 */
export function firstLoadFiles(manifest) {
  return filesFrom(
    manifest,
    Object.values(manifest).filter((chunk) => chunk.isEntry === true),
  )
}

/**
 * @param {string} folder of the built page
 * @returns {{ firstLoad: number, editor: number, onDemand: number }} bytes after gzip
 */
export function measure(folder) {
  const manifest = /** @type {Record<string, ManifestChunk>} */ (
    JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'))
  )
  const first = firstLoadFiles(manifest)
  const editorEntry = manifest[EDITOR_ENTRY]
  const editor = filesFrom(manifest, editorEntry === undefined ? [] : [editorEntry])
  const sizes = { firstLoad: 0, editor: 0, onDemand: 0 }
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css)$/.test(file)) continue
    const bytes = gzipSync(readFileSync(join(folder, file)), { level: 9 }).length
    const name = file.replaceAll('\\', '/')
    if (first.has(name)) sizes.firstLoad += bytes
    else if (editor.has(name) || EDITOR_WORKER.test(name)) sizes.editor += bytes
    else sizes.onDemand += bytes
  }
  return sizes
}

/**
 * @param {string} folder of the built page
 * @returns {{ ok: boolean, output: string }} output: the figures, in kB of 1000 bytes
 */
export function judgeSize(folder) {
  const sizes = measure(folder)
  const line = (/** @type {string} */ name, /** @type {number} */ size, /** @type {number} */ limit) =>
    `${name}: ${(size / 1000).toFixed(1)} kB of ${(limit / 1000).toFixed(0)} kB${size > limit ? ', too much' : ''}`
  return {
    // Nothing found would be no page at all, or an entry that has moved.
    ok:
      sizes.firstLoad > 0 &&
      sizes.editor > 0 &&
      sizes.firstLoad <= budget.firstLoad &&
      sizes.editor <= budget.editor &&
      sizes.onDemand <= budget.onDemand,
    output: [
      line('first load', sizes.firstLoad, budget.firstLoad),
      line('editor', sizes.editor, budget.editor),
      line('on demand', sizes.onDemand, budget.onDemand),
    ].join('\n'),
  }
}
