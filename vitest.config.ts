/**
 * Unit tests: engines and tools in plain Node, what needs a page in jsdom.
 *
 * `*.slow.test.ts` are the long comparisons with a judge; `npm run check` leaves them out (it sets
 * QUICK), `npm test` runs them.
 */
import react from '@vitejs/plugin-react'
import { configDefaults, defineConfig } from 'vitest/config'

const page = ['src/{monaco,store,ui}/**/*.test.{ts,tsx}']
const quick = process.env['QUICK'] === '1'
const left = [...configDefaults.exclude, ...(quick ? ['**/*.slow.test.ts', 'scripts/house.test.ts'] : [])]

export default defineConfig({
  plugins: [react()],
  test: {
    // To find what hangs; a machine that is slow or has much else to do is no fault.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Files share the modules they import, and pages jsdom: a fifth less time. No module keeps anything from test to test;
    // `-- --sequence.shuffle.files` shows it.
    isolate: false,
    // Vitest leaves one core alone, which is half of a machine of two.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [...left, ...page],
        },
      },
      {
        extends: true,
        test: {
          name: 'page',
          environment: 'jsdom',
          include: page,
          exclude: left,
          setupFiles: ['scripts/jsdom-setup.ts'],
        },
      },
    ],
  },
})
