/**
 * The house's rules, each proven by a violation: a rule that is never seen to fail may not be there.
 *
 * The violations are written into a folder of their own in .cache, shaped like src, and judged by
 * the project's own configuration through each tool's programming interface.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { ESLint } from 'eslint'
import * as prettier from 'prettier'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import configuration from '../.dependency-cruiser.js'
import { root } from './command.mjs'
import { countPlaywright, countVitest } from './counts.mjs'
import { isInstalled } from './install.mjs'
import { budget, firstLoadFiles, judgeSize } from './size-budget.mjs'

// Inside the project, so that packages resolve as they do in src.
mkdirSync(join(root, '.cache'), { recursive: true })
const house = mkdtempSync(join(root, '.cache/house-'))
afterAll(() => {
  rmSync(house, { recursive: true })
})

function write(file: string, text: string): string {
  const path = join(house, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

/** `src/vm/step.ts` → a specifier for it from another file of src. */
function specifier(from: string, to: string): string {
  if (!to.startsWith('src/')) return to
  return '../'.repeat(from.split('/').length - 2).replace(/^$/, './') + to.slice('src/'.length)
}

describe('import rules', () => {
  const folders = 'base net bpf filter asm dialects vm jit packet playground worker cli store monaco ui'.split(' ')

  /** [the rule, the file that breaks it, what it imports]; each breaks that rule and perhaps others. */
  const forbidden: [string, string, string][] = [
    ['import-table-base', 'src/base/a.ts', 'src/net/index.ts'],
    ['import-table-net', 'src/net/a.ts', 'src/base/index.ts'],
    ['import-table-bpf', 'src/bpf/a.ts', 'src/vm/index.ts'],
    ['import-table-filter', 'src/filter/a.ts', 'src/asm/index.ts'],
    ['import-table-asm', 'src/asm/a.ts', 'src/dialects/index.ts'],
    ['import-table-dialects', 'src/dialects/a.ts', 'src/filter/index.ts'],
    ['import-table-vm', 'src/vm/a.ts', 'src/packet/index.ts'],
    ['import-table-jit', 'src/jit/a.ts', 'src/vm/index.ts'],
    ['import-table-packet', 'src/packet/a.ts', 'src/playground/index.ts'],
    ['import-table-playground', 'src/playground/a.ts', 'src/store/index.ts'],
    ['import-table-worker', 'src/worker/a.ts', 'src/bpf/index.ts'],
    ['import-table-cli', 'src/cli/a.ts', 'src/filter/index.ts'],
    ['import-table-store', 'src/store/a.ts', 'src/vm/index.ts'],
    ['import-table-monaco', 'src/monaco/a.ts', 'src/store/index.ts'],
    ['import-table-ui', 'src/ui/a.ts', 'src/playground/index.ts'],
    ['import-table-main', 'src/main.tsx', 'src/monaco/index.ts'],
    ['known-folders', 'src/helpers/a.ts', 'src/base/index.ts'],
    ['through-the-index', 'src/vm/b.ts', 'src/bpf/inner.ts'],
    ['through-the-index-from-the-top', 'src/main.tsx', 'src/ui/inner.ts'],
    ['owner-of-zustand', 'src/ui/b.ts', 'zustand'],
    ['owner-of-monaco-editor', 'src/ui/c.ts', 'monaco-editor'],
    ['owner-of-react', 'src/store/b.ts', 'react'],
    ['owner-of-react-dom', 'src/store/c.ts', 'react-dom'],
    ['owner-of-valibot', 'src/store/d.ts', 'valibot'],
    ['owner-of-@tanstack/react-table', 'src/monaco/b.ts', '@tanstack/react-table'],
    ['owner-of-radix-ui', 'src/monaco/c.ts', 'radix-ui'],
    ['owner-of-react-resizable-panels', 'src/monaco/d.ts', 'react-resizable-panels'],
    ['owner-of-cmdk', 'src/monaco/e.ts', 'cmdk'],
    ['owner-of-@fontsource-variable', 'src/monaco/g.ts', '@fontsource-variable/jetbrains-mono'],
    ['no-other-packages', 'src/ui/d.ts', 'lightningcss'],
    ['not-to-development-packages', 'src/ui/e.ts', 'fast-check'],
    ['node-in-cli-only', 'src/vm/c.ts', 'node:fs'],
    ['not-to-tests', 'src/vm/d.ts', 'src/vm/a.test.ts'],
    ['no-cycles', 'src/vm/e.ts', 'src/vm/f.ts'],
    ['resolvable', 'src/vm/g.ts', 'src/vm/nowhere.ts'],
  ]

  /** What must stay allowed, so that no rule passes its test by forbidding everything. */
  const allowed: [string, string][] = [
    ['src/bpf/ok.ts', 'src/base/index.ts'],
    ['src/filter/ok.ts', 'src/bpf/index.ts'],
    ['src/playground/ok.ts', 'src/filter/index.ts'],
    ['src/playground/ok-package.ts', 'valibot'],
    ['src/cli/ok.ts', 'node:fs'],
    ['src/store/use-app.ts', 'react'],
    ['src/store/ok.ts', 'zustand'],
    ['src/monaco/ok.ts', 'monaco-editor'],
    ['src/ui/ok.ts', 'src/store/index.ts'],
    ['src/ui/panes/source/ok.tsx', 'src/monaco/index.ts'],
    ['src/ui/ok-inner.ts', 'src/ui/inner.ts'],
    ['src/vm/ok.test.ts', 'node:fs'],
  ]

  const broken = new Map<string, Set<string>>()

  beforeAll(async () => {
    for (const folder of folders) {
      write(`src/${folder}/index.ts`, 'export const a = 1\n')
      write(`src/${folder}/inner.ts`, 'export type A = 1\n')
    }
    write('src/vm/a.test.ts', 'export const a = 1\n')
    write('src/vm/f.ts', "import './e.ts'\n")
    const imports = new Map<string, string>()
    // Imports of types alone: the rules hold for them too.
    for (const [from, to] of [...forbidden.map(([, from, to]) => [from, to] as const), ...allowed])
      imports.set(from, `${imports.get(from) ?? ''}import type {} from '${specifier(from, to)}'\n`)
    for (const [file, text] of imports) write(file, text)

    const { forbidden: rules, options } = configuration
    const { output } = await cruise(['src'], {
      ...options,
      tsConfig: {},
      ruleSet: { forbidden: rules ?? [] },
      validate: true,
      baseDir: house,
    })
    for (const { rule, from } of (output as ICruiseResult).summary.violations)
      broken.set(from, (broken.get(from) ?? new Set()).add(rule.name))
  })

  test.each(forbidden)('%s refuses %s → %s', (rule, from) => {
    expect([...(broken.get(from) ?? [])]).toContain(rule)
  })
  test.each(allowed)('%s → %s is allowed', (from) => {
    expect([...(broken.get(from) ?? [])]).toEqual([])
  })
  test('every rule has its violation here', () => {
    const rules = configuration.forbidden ?? []
    expect(new Set(forbidden.map(([rule]) => rule))).toEqual(new Set(rules.map((rule) => rule.name)))
  })
})

describe('compiler', () => {
  /** The codes of what the compiler finds in a text, by one of the project's tsconfigs. */
  function codes(config: string, text: string): number[] {
    const json = ts.readConfigFile(join(root, config), (file) => ts.sys.readFile(file)).config as object
    const { options } = ts.parseJsonConfigFileContent({ ...json, include: [] }, ts.sys, root)
    const file = write(`compiler/${config}-${String(Math.random()).slice(2)}.ts`, text)
    const ambient = config === 'tsconfig.engines.json' ? [join(root, 'src/platform.d.ts')] : []
    // Without Node's and Vite's types, which no case here is about: they are most of the time.
    return ts
      .getPreEmitDiagnostics(ts.createProgram([file, ...ambient], { ...options, types: [] }))
      .map(({ code }) => code)
  }

  test.each([
    ['the page', 'document.title', 2584],
    ['the window', 'window.name', 2304],
    ['the network', "void fetch('/')", 2304],
    ['storage', 'localStorage.clear()', 2304],
    ['Node', 'process.exit()', 2591],
    ['a timer', 'setTimeout(() => {}, 1)', 2304],
  ])('engines know nothing of %s', (_, text, code) => {
    expect(codes('tsconfig.engines.json', `${text}\nexport {}\n`)).toEqual([code])
  })

  test('what src/platform.d.ts grants, and the DOM too', () => {
    const text = `
      const pair = new CompressionStream('deflate-raw')
      const writer = pair.writable.getWriter()
      void writer.write(new TextEncoder().encode(atob(btoa('a')))).then(() => writer.close())
      export const first: Promise<Uint8Array | undefined> = pair.readable.getReader().read().then((r) => r.value)
      export const value: string | null = new URLSearchParams('a=b').get('a')
    `
    expect(codes('tsconfig.engines.json', text)).toEqual([])
    expect(codes('tsconfig.json', text)).toEqual([])
  })

  test.each([
    ['noUncheckedIndexedAccess', 'export const n: number = [1][0]', 2322],
    ['exactOptionalPropertyTypes', 'export const o: { a?: number } = { a: undefined }', 2375],
    ['verbatimModuleSyntax', "import { Foo } from './types.ts'\nexport const f: Foo = 1", 1484],
    ['erasableSyntaxOnly', 'export enum E { A }', 1294],
    ['strict', 'export function f(a) { return a }', 7006],
  ])('%s', (_, text, code) => {
    write('compiler/types.ts', 'export type Foo = number\n')
    expect(codes('tsconfig.json', `${text}\n`)).toEqual([code])
  })
})

describe('linter', () => {
  const cases: [string, string][] = [
    ['no-restricted-syntax', "export * from './other.ts'\n"],
    ['@typescript-eslint/no-explicit-any', 'export const a: any = 1\n'],
    ['@typescript-eslint/no-floating-promises', 'Promise.resolve(1)\n'],
    ['@typescript-eslint/ban-ts-comment', '// @ts-ignore\nexport const a = 1\n'],
    ['max-lines', `${'export {}\n'.repeat(401)}`],
    ['no-warning-comments', '// TODO: later\nexport const a = 1\n'],
    ['no-eval', "eval('1')\n"],
    ['no-console', "console.log('1')\n"],
    [
      '@typescript-eslint/switch-exhaustiveness-check',
      "export function f(a: 'x' | 'y') {\n  switch (a) {\n    case 'x':\n      return 1\n  }\n  return 2\n}\n",
    ],
    [
      'react-hooks/rules-of-hooks',
      "import { useState } from 'react'\nexport function F(p: { a: boolean }) {\n  if (p.a) useState(1)\n  return null\n}\n",
    ],
  ]
  const found = new Map<string, string[]>()

  beforeAll(async () => {
    write('tsconfig.json', JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['src'], exclude: [] }))
    write('src/lint/other.ts', 'export const other = 1\n')
    const files = cases.map(([, text], i) => write(`src/lint/case-${i}.ts`, text))
    const eslint = new ESLint({ cwd: house, overrideConfigFile: join(root, 'eslint.config.js') })
    const results = await eslint.lintFiles(['src/lint/*.ts'])
    for (const { filePath, messages } of results)
      found.set(
        filePath,
        messages.map(({ ruleId, message }) => ruleId ?? message),
      )
    expect(found.get(join(house, 'src/lint/other.ts'))).toEqual([])
    expect(files.every((file) => found.has(file))).toBe(true)
  })

  test.each(cases.map(([rule], i) => [rule, i] as const))('%s', (rule, i) => {
    expect(found.get(join(house, `src/lint/case-${i}.ts`))).toContain(rule)
  })
})

describe('format', () => {
  test('a file laid out otherwise is refused', async () => {
    const options = await prettier.resolveConfig(join(root, 'src/a.ts'))
    expect(await prettier.check('export const a = "b";\n', { ...options, parser: 'typescript' })).toBe(false)
    expect(await prettier.check("export const a = 'b'\n", { ...options, parser: 'typescript' })).toBe(true)
  })
})

describe('size budget', () => {
  const manifest = {
    'index.html': { file: 'assets/main.js', isEntry: true, imports: ['_shared.js'], css: ['assets/main.css'] },
    '_shared.js': { file: 'assets/shared.js', imports: ['index.html'] },
    'src/monaco/index.ts': { file: 'assets/monaco.js', css: ['assets/monaco.css'] },
  }
  test('first load is the entry, its static imports and their styles', () => {
    expect([...firstLoadFiles(manifest)]).toEqual(['assets/main.js', 'assets/main.css', 'assets/shared.js'])
  })

  /** Bytes that do not compress, so that a file's length is near its compressed length. */
  function noise(length: number): string {
    let seed = 1
    return Array.from({ length }, () => {
      seed = (seed * 48271) % 0x7fffffff
      return String.fromCharCode(32 + (seed % 95))
    }).join('')
  }
  test.each([
    ['within all', 1000, 1000, 1000, true],
    ['first load too heavy', budget.firstLoad * 1.5, 1000, 1000, false],
    ['editor too heavy', 1000, budget.editor * 1.5, 1000, false],
    ['no editor found', 1000, 0, 1000, false],
    ['what comes on demand too heavy', 1000, 1000, budget.onDemand * 1.5, false],
  ])('%s', (name, first, editor, onDemand, ok) => {
    const folder = `dist-${name.replaceAll(' ', '-')}`
    write(`${folder}/.vite/manifest.json`, JSON.stringify(manifest))
    write(`${folder}/assets/shared.js`, noise(first))
    if (editor > 0) write(`${folder}/assets/monaco.js`, noise(editor))
    write(`${folder}/assets/dialog.js`, noise(onDemand))
    expect(judgeSize(join(house, folder)).ok).toBe(ok)
  })
})

describe('npm test counts', () => {
  const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((t) => ({ status: t })) })

  test.each([
    ['tests', { testResults: [file('failed', 'passed', 'failed', 'skipped')] }, false, [1, 1, 1]],
    ['a file that does not load', { testResults: [file('failed'), file('passed', 'passed')] }, false, [1, 1, 0]],
    ['an error between tests', { testResults: [file('passed', 'passed')] }, false, [1, 1, 0]],
    ['no report', null, true, [0, 1, 0]],
    ['all well', { testResults: [file('passed', 'passed')] }, true, [1, 0, 0]],
  ])('unit: %s', (_, report, ok, [passed, failed, skipped]) => {
    expect(countVitest(report, ok)).toEqual({ passed, failed, skipped })
  })

  test.each([
    ['tests', { stats: { expected: 3, unexpected: 1, flaky: 0, skipped: 2 } }, false, [3, 1, 2]],
    ['flaky is failed', { stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 0 } }, true, [3, 1, 0]],
    ['no test found', { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } }, false, [0, 1, 0]],
    ['no report', null, false, [0, 1, 0]],
  ])('browser: %s', (_, report, ok, [passed, failed, skipped]) => {
    expect(countPlaywright(report, ok)).toEqual({ passed, failed, skipped })
  })
})

describe('installation', () => {
  const wanted = {
    packages: { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/b': { optional: true } },
  }
  test.each([
    ['complete', { 'node_modules/a': { version: '1.0.0', integrity: 'x' } }, true],
    ['another version', { 'node_modules/a': { version: '1.0.1', integrity: 'y' } }, false],
    ['missing', {}, false],
    ['left over', { 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/z': {} }, false],
  ])('%s', (_, packages, complete) => {
    expect(isInstalled(wanted, { packages })).toBe(complete)
  })
})

describe('lockfile', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>
  }
  test('names no registry', () => {
    expect(Object.keys(packages).filter((name) => packages[name]?.resolved !== undefined)).toEqual([])
  })
  test("has every system's native parts", () => {
    const missing = Object.entries(packages).flatMap(([name, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (part) => !(`node_modules/${part}` in packages) && !(`${name}/node_modules/${part}` in packages),
      ),
    )
    expect(missing).toEqual([])
  })
})
