import { defineConfig } from '@playwright/test';
import { findBrowser } from '../main/shells/loopback/browser.ts';

const executablePath = await findBrowser(process.env['PATH'] ?? '');

/** End to end tests in the system's Chromium, on the built window: `npm test` builds it first. */
export default defineConfig({
  testDir: '.',
  testMatch: ['e2e/**/*.spec.ts', 'privacy/**/*.spec.ts'],
  // The gallery draws screens without a kiosk, with a build and settings of its own.
  testIgnore: '**/gallery/**',
  outputDir: '../out/test-results/e2e',
  workers: 2,
  timeout: 60_000,
  // Browsers, printers and people share two cores: what fails twice is a fault, what fails once is named as flaky.
  retries: 2,
  forbidOnly: true,
  use: {
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
