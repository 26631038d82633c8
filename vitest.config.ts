import { defineConfig } from 'vitest/config';

const setupFiles = ['tests/support/fixed-seed.ts'];

/** `core` needs nothing but this process; `contract` and `server` start real PocketBases, one file at a time. */
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      { test: { name: 'core', include: ['tests/{core,schemas,usecases,messages,ui}/**/*.test.ts'], setupFiles, testTimeout: 30_000 } },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts', 'tests/*.test.ts'],
          setupFiles,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          setupFiles,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
