/** What the linter asks: typescript-eslint's rules with types, React's hooks, and the house's own habits. */
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/**
 * Files that may be longer than 400 lines: tables, and switches with one case an opcode. Each by
 * its name, so that an addition is a decision.
 *
 * @type {string[]}
 */
const longByNature = []

export default defineConfig(
  globalIgnores([
    'dist/',
    'dist-cli/',
    '.cache/',
    'test-results/',
    'playwright-report/',
    'public/',
    // Declarations for the other tsconfig; see tsconfig.engines.json.
    'src/platform.d.ts',
  ]),
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name what is exported; `export *` hides it.' },
      ],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'no-eval': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false },
      ],
    },
  },
  { files: ['src/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    files: ['src/ui/**'],
    // The store's actions are declared as methods and taken one by one; they know no `this`.
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  { files: longByNature.length > 0 ? longByNature : ['src/none'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.mjs'],
    // The linter does not see JSDoc's casts; the compiler, which does, checks these files too.
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-return': 'off' },
  },
  // They talk to a terminal; the error boundary leaves the stack of our own bug where a developer looks.
  { files: ['scripts/**', 'src/cli/**', 'src/ui/ErrorBoundary.tsx'], rules: { 'no-console': 'off' } },
)
