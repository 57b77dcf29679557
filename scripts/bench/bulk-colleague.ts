/** A worker of `npm run bench:bulk` that filters a share, in Node as in a browser: a share is got ready, then run. */
import { prepareShare, type Outcome, type Share } from './bulk-ours.ts'

interface Port {
  postMessage(answer: Outcome): void
  addEventListener(type: 'message', listener: (event: { readonly data: Share | 'run' }) => void): void
}

const inNode = typeof process === 'object'
const port = (inNode ? (await import('node:worker_threads')).parentPort : globalThis) as unknown as Port
const nothing: Outcome = { matches: 0, unfinished: [] }
let run = (): Outcome => nothing

port.addEventListener('message', ({ data }) => {
  if (data === 'run') return port.postMessage(run())
  run = prepareShare(data)
  port.postMessage(nothing)
})
