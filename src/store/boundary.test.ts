import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const here = resolve('src/store')

/** Every module that a file reaches by its imports, our own as paths, packages by name. */
function reached(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen
  seen.add(entry)
  if (!existsSync(entry)) return seen
  for (const [, name = ''] of readFileSync(entry, 'utf8').matchAll(/from '([^']+)'/g)) {
    reached(name.startsWith('.') ? join(dirname(entry), name) : name, seen)
  }
  return seen
}

const packages = (entry: string): string[] => [...reached(join(here, entry))].filter((name) => !name.startsWith('/'))

it('the store is made without React and without a page', () => {
  expect(packages('create-app-store.ts').sort()).toEqual(['valibot', 'zustand/vanilla'])
})

it('the session too', () => {
  expect(packages('session.ts')).not.toContain('react')
})

it('one file alone knows React', () => {
  expect(packages('use-app.ts')).toContain('react')
})
