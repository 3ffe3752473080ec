import { defineConfig } from '@playwright/test';

/** Run by `npm test` only where Electron's runtime is present. */
export default defineConfig({
  testDir: './playwright',
  outputDir: '../../out/test-results/electron',
  workers: 1,
  timeout: 60_000,
});
