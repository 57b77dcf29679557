/**
 * `npm start`: install where needed, build, serve on this machine alone, say where.
 * PORT chooses the port; a taken one gives way to the next.
 */
import { root } from './command.mjs'
import { ensureInstalled } from './install.mjs'

await ensureInstalled()
const { build, preview } = await import('vite')
console.log('Building…')
await build({ root, logLevel: 'warn' })
const port = Number(process.env['PORT'] ?? 4173)
const server = await preview({ root, logLevel: 'warn', preview: { port } })
console.log(`BPF Playground is at ${server.resolvedUrls?.local[0] ?? `http://127.0.0.1:${port}/`}`)
console.log('Ctrl+C ends it.')
