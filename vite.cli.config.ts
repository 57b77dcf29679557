/** The terminal program's build: one Node file with everything in it, ready to run. */
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

function executable(): Plugin {
  return {
    name: 'executable',
    writeBundle(options, bundle) {
      for (const file of Object.keys(bundle)) chmodSync(join(options.dir ?? '.', file), 0o755)
    },
  }
}

export default defineConfig({
  plugins: [executable()],
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist-cli',
    target: 'node20',
    minify: false,
    rolldownOptions: {
      output: {
        format: 'es',
        entryFileNames: 'bpf-playground.js',
        banner: '#!/usr/bin/env node',
        codeSplitting: false,
      },
    },
  },
})
