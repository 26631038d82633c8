import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

/** Imports by room (docs/architecture.md), as `#room/…` or by a relative way out. */
const rooms = {
  usecases: { regex: '^#usecases/|/usecases/', message: 'This room must not know the use cases.' },
  server: { regex: '^#server/|/lib/server/', message: 'Adapters are joined in wire.ts only.' },
  ui: { regex: '^#ui/|/lib/ui/', message: 'Only pages know the parts of pages.' },
  messages: { regex: '^#messages/|/messages/', message: 'Words belong to the pages and adapters; core answers codes.' },
  outside: {
    regex: '^(?:node:|svelte|@sveltejs|pocketbase$|undici$|xlsx$|pino$|fflate$)',
    message: 'The heart has no framework and no input or output.',
  },
  node: { regex: '^(?:node:|undici$|pocketbase$|xlsx$|pino$)', message: 'This runs in the browser.' },
  judges: { regex: '^(?:ajv|re2js)', message: 'Only the files named in eslint.config.js use ajv and re2js.' },
};

/** The only files that hold ajv or re2js. */
const judgeFiles = ['src/core/definition/shape-faults.ts', 'src/core/compile/field-check.ts', 'src/core/compile/linear-pattern.ts'];

/** @param {...{ regex: string, message: string }} patterns */
const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

/** Core folders that stand side by side: what two of them share moves down. */
const siblings = ['permission', 'mask', 'workflow', 'reminder', 'transfer', 'pivot', 'audit', 'backup'];

const beside = (/** @type {string} */ name) => ({
  regex: `^(?:#core|\\.\\.)/(?:${siblings.filter((other) => other !== name).join('|')})/`,
  message: 'Side by side in core: move what is shared down.',
});

const limits = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 3],
  'max-depth': ['error', 3],
};

const script = { languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] } } };

export default tseslint.config(
  { ignores: ['node_modules', 'build', '.svelte-kit', '.cache', 'data', 'test-results', 'playwright-report'] },
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  { files: ['**/*.svelte', '**/*.svelte.ts'], ...script },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      ...limits,
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/unified-signatures': 'off',
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-unused-svelte-ignore': 'off', // svelte-check knows, and fails on warnings
    },
  },
  { files: ['src/core/**/*.ts'], rules: forbid(rooms.usecases, rooms.server, rooms.ui, rooms.messages, rooms.outside, rooms.judges) },
  { files: judgeFiles, rules: forbid(rooms.usecases, rooms.server, rooms.ui, rooms.messages, rooms.outside) },
  ...siblings.map((name) => ({
    files: [`src/core/${name}/**/*.ts`],
    rules: forbid(rooms.usecases, rooms.server, rooms.ui, rooms.messages, rooms.outside, rooms.judges, beside(name)),
  })),
  { files: ['src/usecases/**/*.ts'], rules: forbid(rooms.server, rooms.ui, rooms.messages, rooms.outside) },
  { files: ['src/lib/server/**/*.ts'], rules: forbid(rooms.ui) },
  { files: ['src/cli/**/*.ts'], rules: { ...forbid(rooms.ui), 'no-console': 'off' } },
  { files: ['src/lib/ui/**/*.{ts,svelte}'], rules: forbid(rooms.usecases, rooms.server, rooms.node) },
  { files: ['src/messages/**/*.ts'], rules: forbid(rooms.usecases, rooms.server, rooms.ui, rooms.node) },
  {
    files: ['tests/**'],
    rules: { 'max-lines-per-function': 'off', 'max-params': 'off', 'max-lines': ['error', { max: 500 }], 'no-console': 'off' },
  },
  { files: ['pb_hooks/*.js'], rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-unused-expressions': 'off' } },
  { files: ['.dependency-cruiser.cjs'], rules: { 'max-params': 'off', 'no-undef': 'off' } },
);
