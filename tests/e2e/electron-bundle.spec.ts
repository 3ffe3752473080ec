/** The built Electron shell with everything behind it, in Node: only Electron itself is the double. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import * as v from 'valibot';
import { viewSchema } from '../../preload/contract.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const told = v.object({ loaded: v.array(v.string()), sent: v.array(v.object({ channel: v.string(), value: viewSchema })) });

test('the built shell opens the demo kiosk and sends its first screen', async () => {
  const child = spawn(process.execPath, ['--import', './tests/electron/use-double.mjs', 'out/main/electron.js'], {
    cwd: root,
    // No browser on the path: the bench gives its address instead of opening a window.
    env: { ...process.env, PATH: '', KIOSK_SITE: undefined },
  });
  let output = '';
  let complaints = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const code = await new Promise((resolve) => child.on('exit', resolve));
  expect([code, complaints]).toEqual([0, expect.stringMatching(/^The bench: http:\/\/127\.0\.0\.1:\d+\/enter\/\S+\n$/)]);
  const { loaded, sent } = v.parse(told, JSON.parse(output));
  expect(loaded).toEqual(['kiosk://app/index.html']);
  expect(['attract', 'out-of-order']).toContain(sent[0]?.value.screen);
});
