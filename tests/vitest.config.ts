import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Browsers, database servers and killed processes of the machine: they answer when the machine lets them. */
const realProcesses = ['tests/sign-in/**/*.test.ts', 'tests/unit/identity/postgres-register.test.ts', 'tests/unit/audit/killed.test.ts'];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    pool: 'threads',
    // A busy machine is no fault of the code: nothing here is a timed test.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'code', include: ['tests/**/*.test.ts'], exclude: ['tests/e2e/**', 'tests/electron/playwright/**', 'tests/vm/**', ...realProcesses] } },
      { extends: true, test: { name: 'real processes', include: realProcesses, retry: 2 } },
    ],
  },
});
