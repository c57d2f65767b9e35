import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The examples import the package by its name. */
const source = (entry: string): string => fileURLToPath(new URL(`src/${entry}.ts`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^quern$/, replacement: source('index') },
      { find: /^quern\/(changes|pg)$/, replacement: source('$1') },
    ],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    // Those bring their own tools: `npm run test:everywhere`.
    exclude: ['tests/everywhere/**'],
    globalSetup: 'tests/run-folder.ts',
    // PGlite takes seconds to start, and some machines have two cores.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
