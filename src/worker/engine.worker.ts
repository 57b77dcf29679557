/** The worker of captures: joins the engine to messages. A bug of ours is caught here and told. */
import { CaptureEngine } from './capture-engine.ts'
import type { Reply, Request } from './protocol.ts'

/** The part of a worker's own scope that is used; the page's types do not know it. */
interface Scope {
  postMessage(reply: Reply): void
  addEventListener(type: 'message', listener: (event: MessageEvent<Request>) => void): void
}
const scope = globalThis as unknown as Scope

const ticks = new MessageChannel()
const waiting: (() => void)[] = []
ticks.port1.addEventListener('message', () => waiting.shift()?.())
ticks.port1.start()

const engine = new CaptureEngine({
  tell: (event) => {
    scope.postMessage({ kind: 'event', event })
  },
  // A message of our own stands behind those that are waiting.
  pause: () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      ticks.port2.postMessage(null)
    }),
  now: () => performance.now(),
})

const failed = (error: unknown): void => {
  scope.postMessage({ kind: 'event', event: { kind: 'failed', message: messageOf(error) } })
}

scope.addEventListener('message', ({ data }) => {
  switch (data.kind) {
    case 'open':
      engine.open(data.file).catch(failed)
      break
    case 'give up':
      engine.giveUp()
      break
    case 'stop writing':
      engine.stopWriting()
      break
    case 'filter':
      engine.filter(data.request).catch(failed)
      break
    case 'call': {
      const { id, method, args } = data
      const call = engine[method].bind(engine) as (...all: readonly unknown[]) => Promise<unknown>
      call(...args).then(
        (value) => {
          scope.postMessage({ kind: 'answer', id, value })
        },
        (error: unknown) => {
          scope.postMessage({ kind: 'refusal', id, message: messageOf(error) })
        },
      )
      break
    }
  }
})

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
