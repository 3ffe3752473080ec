#!/usr/bin/env node
/** The `kiosk` command (`npx kiosk`, `npm run kiosk -- …`): stdout is the command's own, for JSON. */
import { handOver } from './hand-over.mjs';
import { ensureModules, NotReady, say } from './prepare.mjs';

try {
  ensureModules();
} catch (error) {
  if (!(error instanceof NotReady)) throw error;
  say(error.message);
  process.exit(1);
}
handOver('main/cli/kiosk.ts', process.argv.slice(2));
