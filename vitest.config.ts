import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The examples import the package by its name. */
const source = (entry: string): string => fileURLToPath(new URL(`src/${entry}.ts`, import.meta.url));

/** Those bring their own tools: `npm run test:everywhere`. */
const elsewhere = ['tests/everywhere/**'];

/** What has to find nothing loaded yet, or leaves the process other than it was, or busy: a process for each file. */
const apart = [
  'tests/algebra/algebra.test.ts',
  'tests/algebra/not-loaded.test.ts',
  'tests/bench/{count,engines,opcodes}.test.ts',
  'tests/cli/catalog.test.ts',
  'tests/differential/catalog.test.ts',
  'tests/export/random.test.ts',
  'tests/families/{datetime-zones,definitions}.test.ts',
  'tests/hostile/**',
  // V8 goes on optimising its long kernels for many seconds, which ends with its process.
  'tests/program/growth.test.ts',
  'tests/sql/parser-source.test.ts',
];

export default defineConfig({
  resolve: {
    alias: [
      { find: /^quern$/, replacement: source('index') },
      { find: /^quern\/(changes|pg)$/, replacement: source('$1') },
    ],
  },
  test: {
    globalSetup: 'tests/run-folder.ts',
    // PGlite takes seconds to start, and some machines have two cores.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // By default one process less than there are cores: of two cores one would be idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        // Modules and what they have compiled are kept from file to file: nearly a quarter of the processor time.
        test: { name: 'together', isolate: false, include: ['tests/**/*.test.ts'], exclude: [...elsewhere, ...apart] },
      },
      { extends: true, test: { name: 'apart', include: apart.map(testsOf), exclude: elsewhere } },
    ],
  },
});

function testsOf(pattern: string): string {
  return pattern.endsWith('**') ? `${pattern}/*.test.ts` : pattern;
}
