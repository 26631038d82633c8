/** The arrows between the rooms (docs/architecture.md). Each rule names what must not be imported. */
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

const siblings = '(permission|mask|workflow|reminder|transfer|pivot|audit|backup)';

module.exports = {
  forbidden: [
    forbid('no-circle', {}, { circular: true }, 'No circles of imports, types included.'),
    forbid('not-to-unresolvable', {}, { couldNotResolve: true, pathNot: '(^\\./\\$types|^\\$app/)' }, 'An import that leads nowhere.'),
    forbid('core-alone', { path: '^src/core' }, { path: '^src', pathNot: '^src/core' }, 'The heart imports the heart only.'),
    forbid('core-no-io', { path: '^src/core' }, { dependencyTypes: ['core'] }, 'No input or output in the heart.'),
    forbid(
      'core-no-packages',
      { path: '^src/core' },
      { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'], pathNot: 'node_modules/(ajv|ajv-formats|re2js)/' },
      'No framework in the heart.',
    ),
    forbid(
      'core-judges',
      { path: '^src/core', pathNot: '^src/core/(definition/shape-faults|compile/(field-check|linear-pattern))\\.ts$' },
      { path: 'node_modules/(ajv|ajv-formats|re2js)/' },
      'Three named files hold ajv and re2js.',
    ),
    forbid(
      'core-siblings',
      { path: `^src/core/${siblings}/` },
      { path: `^src/core/${siblings}/`, pathNot: '^src/core/$1/' },
      'Side by side in core: what two of them share moves down.',
    ),
    forbid(
      'core-low-to-high',
      { path: '^src/core/(problem\\.ts|field/|condition/|definition/)', pathNot: '^src/core/definition/check-' },
      { path: `^src/core/(compile|query|record|permission|mask|workflow|reminder|transfer|pivot|audit|backup)/` },
      'Low to high: problem, field, condition, definition, compile, {query, record}, the rest. The checks of a document judge its compiled parts.',
    ),
    forbid(
      'core-compile',
      { path: '^src/core/compile' },
      { path: `^src/core/(query|record|${siblings.slice(1, -1)})/` },
      'Compile is below what uses it.',
    ),
    forbid(
      'core-query-record',
      { path: '^src/core/(query|record|permission)/' },
      { path: '^src/core/(mask|workflow|reminder|transfer|pivot|audit|backup)/' },
      'Query and record are below the rest; permission is below query, which ANDs the rights in.',
    ),
    forbid('core-permission', { path: '^src/core/permission/' }, { path: '^src/core/(query|record)/' }, 'Rights know no queries.'),
    forbid(
      'routes-joined',
      { path: '^src/routes' },
      { path: '^src/lib/server/(pocketbase|sqlite|excel|text)/' },
      'Routes get their adapters joined: wire.ts and http/ only.',
    ),
    forbid('usecases-ports-only', { path: '^src/usecases' }, { path: '^src', pathNot: '^src/(core|usecases)' }, 'Use cases talk to ports.'),
    forbid('adapters', { path: '^src/lib/server' }, { path: '^src/(lib/ui|routes)' }, 'Adapters do not draw.'),
    forbid('ui-draws-only', { path: '^src/lib/ui' }, { path: '^src/(usecases|lib/server|routes)' }, 'Pages draw what they are given.'),
    forbid('messages-alone', { path: '^src/messages' }, { path: '^src', pathNot: '^src/(messages|core)' }, 'Words know only codes.'),
    forbid(
      'scripts-before-install',
      { path: '^scripts' },
      { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
      'Scripts run before anything is installed.',
    ),
    forbid('no-tests-in-source', { path: '^(src|scripts)' }, { path: '^tests' }, 'Source does not know its tests.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.svelte-kit|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['svelte', 'import', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
};
