import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/electron/playwright/**', 'tests/vm/**'],
    pool: 'threads',
    // A busy machine is no fault of the code: nothing here is a timed test.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
