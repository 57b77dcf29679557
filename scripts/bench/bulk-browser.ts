/** The worker of a browser's `npm run bench:bulk`: fetches the capture and measures what it is asked. */
import { BulkBench, type Colleague, type Outcome, type Share } from './bulk-ours.ts'

interface Question {
  readonly method: 'inFile' | 'counted' | 'fromHeads' | 'shareOut'
  readonly expression: string
  readonly rounds: number
  readonly workers: number
}

const scope = globalThis as unknown as {
  readonly crossOriginIsolated: boolean
  postMessage(answer: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent<Question | string>) => void): void
}
let bench: BulkBench | null = null
const colleagues: Colleague[] = []

function colleague(): Colleague {
  const worker = new Worker('/bulk-colleague.js', { type: 'module' })
  const ask = (question: Share | 'run'): Promise<Outcome> =>
    new Promise((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<Outcome>) => {
        resolve(data)
      }
      worker.postMessage(question)
    })
  return { prepare: ask, run: () => ask('run') }
}

async function answer(data: Question | string): Promise<unknown> {
  if (typeof data === 'string') {
    const file = new Uint8Array(await (await fetch(data)).arrayBuffer())
    bench = new BulkBench(file, scope.crossOriginIsolated)
    return bench.packets
  }
  const { method, expression, rounds, workers } = data
  if (bench === null) throw new Error('there is no capture yet')
  if (method !== 'shareOut') return bench[method](expression, rounds)
  while (colleagues.length < workers) colleagues.push(colleague())
  return bench.shareOut(expression, rounds, colleagues.slice(0, workers))
}

scope.addEventListener('message', ({ data }) => {
  answer(data).then(
    (value) => {
      scope.postMessage({ value })
    },
    (error: unknown) => {
      scope.postMessage({ error: String(error) })
    },
  )
})
