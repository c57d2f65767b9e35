import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Those bring their own tools: `npm run test:everywhere`.
    exclude: ['tests/everywhere/**'],
    // PGlite takes seconds to start, and some machines have two cores.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
