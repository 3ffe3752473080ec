import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };

const setup = (name: string): string => fileURLToPath(new URL(`../../../main/setup/${name}`, import.meta.url));

function kiosk(args: readonly string[], input = '') {
  return spawnSync(process.execPath, [setup('kiosk.mjs'), ...args], { encoding: 'utf8', input, cwd: tmpdir() });
}

test('the kiosk command passes standard input, standard output and the exit code through', () => {
  const declined = kiosk(['code', '-'], 'https://example.org/\n');
  expect(declined.status).toBe(1);
  expect(JSON.parse(declined.stdout)).toMatchObject({ kind: 'web', accepted: false });
  expect(kiosk(['dance']).status).toBe(2);
});

test('the kiosk command runs in the folder of whoever called it', () => {
  const missing = kiosk(['record', 'not-here.json']);
  expect(missing).toMatchObject({ status: 1, stdout: '', stderr: 'not-here.json cannot be read\n' });
});

test('a supervisor that ends the kiosk command ends what it started', async () => {
  const child = spawn(process.execPath, [setup('kiosk.mjs'), 'printer', '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGTERM');
  const code = await new Promise((resolve) => child.on('exit', resolve));
  expect(code).toBe(0);
});

test('every script of the package names a target that exists', () => {
  const runs = Object.values(packageJson.scripts).flatMap((script) => script.split('run.mjs ').slice(1));
  const usage = spawnSync(process.execPath, [setup('run.mjs'), 'no-such-target'], { encoding: 'utf8' });
  expect(usage.status).toBe(2);
  const targets = /Usage: node main\/setup\/run\.mjs (\S+)/.exec(usage.stderr)?.[1]?.split('|') ?? [];
  expect(targets).toEqual(expect.arrayContaining(runs));
});
