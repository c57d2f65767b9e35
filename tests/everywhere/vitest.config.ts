/** The set-ups that quern must run in, apart from `npm test`: each installs its tools into a temporary folder and builds and runs a small application from the packed tarball. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/everywhere/*.test.ts'],
    globalSetup: ['tests/everywhere/pack.ts'],
    // Installing and building take a minute where much else runs.
    testTimeout: 600_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
