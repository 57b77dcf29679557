/**
 * The import table of src/README.md as rules. Types obey it too, so imports are read before the
 * compiler drops them. scripts/house.test.ts seeds one violation a rule.
 */

/**
 * Folder → the folders it may import from; itself is always allowed.
 *
 * @type {Record<string, string[]>}
 */
const mayImport = {
  base: [],
  net: [],
  bpf: ['base', 'net'],
  filter: ['base', 'net', 'bpf'],
  asm: ['base', 'net', 'bpf'],
  dialects: ['base', 'net', 'bpf'],
  vm: ['base', 'net', 'bpf'],
  jit: ['base', 'net', 'bpf'],
  packet: ['base', 'net', 'bpf'],
  playground: ['base', 'net', 'bpf', 'filter', 'asm', 'dialects', 'vm', 'jit', 'packet'],
  worker: ['base', 'playground'],
  cli: ['base', 'playground'],
  store: ['base', 'bpf', 'playground', 'worker'],
  monaco: ['base'],
  ui: ['base', 'bpf', 'store', 'monaco'],
}

/**
 * Package → where it may be imported. What is not listed may be imported nowhere in src.
 *
 * @type {Record<string, string>}
 */
const owners = {
  react: '^src/(ui|monaco)/|^src/store/use-app\\.ts$|^src/main\\.tsx$',
  'react-dom': '^src/(ui|monaco)/|^src/main\\.tsx$',
  zustand: '^src/store/',
  'monaco-editor': '^src/monaco/',
  valibot: '^src/playground/',
  '@tanstack/react-table': '^src/ui/',
  'radix-ui': '^src/ui/',
  'react-resizable-panels': '^src/ui/',
  cmdk: '^src/ui/',
  '@fontsource-variable': '^src/ui/',
}

const test = '\\.test\\.tsx?$|/testing/|/testdata/'
/** In the type packages too; `@types/react` is react's. */
const inModules = (/** @type {string} */ name) => `(^|/)node_modules/(@types/)?${name.replace('/', '\\/')}(/|$)`

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const folderRules = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `import-table-${folder}`,
  comment: `${folder} may import ${allowed.length > 0 ? allowed.join(', ') : 'nothing'}.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})/` },
}))

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const ownerRules = Object.entries(owners).map(([name, owner]) => ({
  name: `owner-of-${name}`,
  comment: `${name} has one owner.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `${owner}|${test}` },
  to: { path: inModules(name) },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...folderRules,
    {
      name: 'import-table-main',
      comment: 'main.tsx builds the store and mounts the page; nothing else.',
      severity: 'error',
      from: { path: '^src/main\\.tsx$' },
      to: { path: '^src/', pathNot: '^src/(base|store|ui)/' },
    },
    {
      name: 'known-folders',
      comment: 'A new folder in src takes its row in the import table first.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(mayImport).join('|')})/` },
      to: {},
    },
    {
      name: 'through-the-index',
      comment: 'Outsiders import a folder through its index.ts.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.tsx?$'] },
    },
    {
      name: 'through-the-index-from-the-top',
      comment: 'Outsiders import a folder through its index.ts.',
      severity: 'error',
      from: { path: '^src/[^/]+$' },
      to: { path: '^src/[^/]+/', pathNot: '^src/[^/]+/index\\.tsx?$' },
    },
    ...ownerRules,
    {
      name: 'no-other-packages',
      comment: 'A package takes its row in the table of owners, and its reason in src/README.md, first.',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: '(^|/)node_modules/', pathNot: Object.keys(owners).map(inModules) },
    },
    {
      name: 'node-in-cli-only',
      comment: 'Everything else runs in a page.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/cli/|${test}` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'not-to-tests',
      comment: 'What ships imports no test, no test data and no tool.',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: `${test}|^(scripts|e2e|testdata)/` },
    },
    {
      name: 'not-to-development-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { dependencyTypes: ['npm-dev'], pathNot: '(^|/)node_modules/@types/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(worker|url|raw)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },

    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
