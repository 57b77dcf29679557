/**
 * The page can neither run code from text nor talk to anybody: its policy says so, and the browser
 * holds it to it. Without fixtures.ts, which fails a test on the very refusals that this one asks for.
 */
import { expect, test } from '@playwright/test'

test('the built page carries its Content-Security-Policy', async ({ page }) => {
  await page.goto('./')
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute(
    'content',
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; font-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'",
  )
})

test('no inline script runs, and no request leaves', async ({ page }) => {
  await page.goto('./')
  const { ran, answered, refused } = await page.evaluate(async () => {
    const refused = new Set<string>()
    document.addEventListener('securitypolicyviolation', (event) => refused.add(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'document.documentElement.dataset.ran = "yes"'
    document.body.append(script)
    const answered = await fetch('http://127.0.0.1:9/').then(
      () => true,
      () => false,
    )
    // The events come after the refusals that they report.
    while (refused.size < 2) await new Promise((resolve) => setTimeout(resolve, 10))
    return { ran: document.documentElement.dataset['ran'] ?? 'no', answered, refused: [...refused].sort() }
  })
  expect(ran).toBe('no')
  expect(answered).toBe(false)
  expect(refused).toEqual(['connect-src', 'script-src-elem'])
})
