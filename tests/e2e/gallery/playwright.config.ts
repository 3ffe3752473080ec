import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../../out/gallery-results',
  fullyParallel: true,
  workers: 2,
  timeout: 300_000,
  retries: 2,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: process.env['KIOSK_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
});
