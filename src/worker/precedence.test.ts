import { expect, it } from 'vitest'
import { Precedence } from './precedence.ts'

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

it('what comes last waits for all that comes first, and for what begins meanwhile', async () => {
  const precedence = new Precedence()
  const ends: (() => void)[] = []
  const begin = () => precedence.first(() => new Promise<void>((resolve) => void ends.push(resolve)))
  const end = async (number: number): Promise<void> => {
    ends[number]?.()
    await turn()
  }
  await precedence.last()
  void begin()
  let isDone = false
  void precedence.last().then(() => (isDone = true))
  await turn()
  expect(isDone).toBe(false)
  void begin()
  await end(0)
  expect(isDone).toBe(false)
  await end(1)
  expect(isDone).toBe(true)
})

it('hands on what the work gives and throws, and does not wait for what failed', async () => {
  const precedence = new Precedence()
  expect(await precedence.first(() => Promise.resolve(7))).toBe(7)
  await expect(precedence.first(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  await precedence.last()
})
