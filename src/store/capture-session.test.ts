/** The worker that waits while a person chooses a file. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openCapture, prepareCapture } from './capture-session.ts'
import { createAppStore } from './create-app-store.ts'

interface Started {
  readonly fail: () => void
  isEnded: boolean
  readonly asked: string[]
}

let started: Started[] = []

class FakeWorker {
  private readonly listeners: ((event: { message: string }) => void)[] = []
  private readonly self: Started = {
    fail: () => {
      for (const each of this.listeners) each({ message: 'no such file' })
    },
    isEnded: false,
    asked: [],
  }

  constructor() {
    started.push(this.self)
  }
  addEventListener(type: string, listener: (event: { message: string }) => void): void {
    if (type === 'error') this.listeners.push(listener)
  }
  postMessage({ kind }: { kind: string }): void {
    this.self.asked.push(kind)
  }
  terminate(): void {
    this.self.isEnded = true
  }
}

beforeEach(() => {
  started = []
  vi.stubGlobal('Worker', FakeWorker)
})

afterEach(() => {
  vi.unstubAllGlobals()
})

const file = new File(['x'], 'a.pcap')

it('has the file that comes next, and only that', () => {
  prepareCapture()
  prepareCapture()
  expect(started).toHaveLength(1)
  openCapture(createAppStore(), file)
  expect(started).toHaveLength(1)
  expect(started[0]?.asked).toContain('open')
  openCapture(createAppStore(), file)
  expect(started).toHaveLength(2)
})

it('is given up when it fails', () => {
  prepareCapture()
  started[0]?.fail()
  expect(started[0]?.isEnded).toBe(true)
  openCapture(createAppStore(), file)
  expect(started).toHaveLength(2)
  started[1]?.fail()
  expect(started[1]?.isEnded).toBe(false)
})
