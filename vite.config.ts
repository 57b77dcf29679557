/**
 * The page's build. Relative addresses, so that `dist` can be served from any folder; the manifest
 * is what the size budget reads.
 */
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * What the built page may do. No `unsafe-eval`: the only code made at run time is WebAssembly.
 * Inline styles are Monaco's. Not in development, where hot reload needs inline scripts and a socket.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
].join('; ')

function contentSecurityPolicyMeta(): Plugin {
  return {
    name: 'content-security-policy-meta',
    apply: 'build',
    transformIndexHtml() {
      return [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
          injectTo: 'head-prepend',
        },
      ]
    },
  }
}

const ENTRY = /(index\.html|main\.tsx)$/
/** What an index names but only src/playground/late.ts uses; it must not be drawn into the first load with the index. */
const LATE = /src\/(filter\/(advice|film|leaves)\/|bpf\/advice\/)/

export default defineConfig({
  base: './',
  plugins: [react(), contentSecurityPolicyMeta()],
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  worker: { format: 'es' },
  build: {
    manifest: true,
    // The first of each that know light-dark(); lower, and the style sheet is rewritten around it.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Fonts and pictures stay files: the policy above lets no font come from a data: address.
    assetsInlineLimit: 0,
    // Monaco is one chunk of some 3 MB before compression; scripts/size-budget.mjs judges sizes.
    chunkSizeWarningLimit: 5000,
    modulePreload: { polyfill: false },
    // On a slow machine the build would warn that it was slow.
    rolldownOptions: {
      checks: { bundlerTimings: false, pluginTimings: false },
      // What the first load needs is one file: cut wherever a late part shares a module, it weighs 6 kB more. The entry
      // itself stays apart, so that the manifest names it.
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'first', tags: ['$initial'], test: (id) => !ENTRY.test(id) && !LATE.test(id) }],
        },
      },
    },
  },
})
