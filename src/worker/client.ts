/** The page's end of the worker of captures. */
import type { Event, FilterRequest, MethodName, Methods, Reply, Request } from './protocol.ts'

export interface CaptureClient extends Methods {
  /** Once. */
  readonly open: (file: File) => void
  /** Stops reading; what was read stays. */
  readonly giveUp: () => void
  readonly stopWriting: () => void
  readonly filter: (request: FilterRequest) => void
  readonly close: () => void
}

/** The part of Worker that is used. */
export type Port = Pick<Worker, 'postMessage' | 'terminate'> & {
  addEventListener(type: 'message', listener: (event: MessageEvent<Reply>) => void): void
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void
}

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

export function startCaptureWorker(): Port {
  return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'captures' })
}

export function connectCaptures(port: Port, heard: (event: Event) => void): CaptureClient {
  const waiting = new Map<number, Waiting>()
  let calls = 0
  const send = (request: Request): void => {
    port.postMessage(request)
  }
  port.addEventListener('message', ({ data }) => {
    if (data.kind === 'event') {
      heard(data.event)
      return
    }
    const asker = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.kind === 'answer') asker?.resolve(data.value as never)
    else asker?.reject(new Error(data.message))
  })
  port.addEventListener('error', (event) => {
    heard({ kind: 'failed', message: event.message })
  })
  const method =
    <Name extends MethodName>(name: Name) =>
    (...args: Parameters<Methods[Name]>): ReturnType<Methods[Name]> =>
      new Promise((resolve, reject) => {
        const id = ++calls
        waiting.set(id, { resolve, reject })
        send({ kind: 'call', id, method: name, args })
      }) as ReturnType<Methods[Name]>
  return {
    open: (file) => {
      send({ kind: 'open', file })
    },
    giveUp: () => {
      send({ kind: 'give up' })
    },
    stopWriting: () => {
      send({ kind: 'stop writing' })
    },
    filter: (request) => {
      send({ kind: 'filter', request })
    },
    close: () => {
      port.terminate()
      for (const { reject } of waiting.values()) reject(new Error('The capture was closed.'))
      waiting.clear()
    },
    rows: method('rows'),
    packet: method('packet'),
    place: method('place'),
    exportPcap: method('exportPcap'),
    exportCsv: method('exportCsv'),
  }
}
