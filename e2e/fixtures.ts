/**
 * What every browser test starts from: the page object, and a watch over the page that fails the
 * test on any console error, any uncaught exception and any request that leaves the page's origin.
 */
import { expect, test as base } from '@playwright/test'
import { PlaygroundPage } from './playground-page.ts'

/** What went wrong behind the page's back, in its own words. */
type Complaints = string[]

export const test = base.extend<{ complaints: Complaints; playground: PlaygroundPage }>({
  complaints: [
    async ({ context, baseURL }, use) => {
      const complaints: Complaints = []
      const origin = new URL(baseURL ?? '').origin
      context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`))
      context.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
      })
      context.on('request', (request) => {
        const url = new URL(request.url())
        if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol))
          complaints.push(`request: ${request.url()}`)
      })
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  playground: async ({ page }, use) => {
    await use(new PlaygroundPage(page))
  },
})

export { expect }
