import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
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

test.runIf(process.platform === 'linux')('missing system packages are installed by root, and else named in one line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-setup-'));
  try {
    const program = async (name: string, text: string) => {
      await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`);
      await chmod(join(folder, name), 0o755);
    };
    const run = (options = {}) =>
      spawnSync(process.execPath, ['-e', `import(${JSON.stringify(pathToFileURL(setup('prepare.mjs')).href)}).then((m) => m.ensureSystem(${JSON.stringify(options)}))`], {
        encoding: 'utf8',
        env: { PATH: folder },
      });
    await program('dpkg-query', 'echo "xauth installed"; echo "libusb-1.0-0 installed"');
    await program('apt-get', `echo "$@" >> ${folder}/asked; exit 1`);
    const failed = run();
    expect(failed.status).toBe(0);
    expect(failed.stderr).toContain('Please run: sudo apt-get install chromium xvfb   (for the kiosk window');
    if (process.getuid?.() === 0) {
      expect(await readFile(join(folder, 'asked'), 'utf8')).toBe('update -qq\ninstall -y -qq --no-install-recommends chromium xvfb\n');
    }

    await program('chromium', 'exit 0');
    await program('dpkg-query', 'for name in xvfb xauth libusb-1.0-0; do echo "$name installed"; done');
    expect(run()).toMatchObject({ status: 0, stderr: '' });
    expect(run({ forTests: true }).stderr).toContain('Please run: sudo apt-get install postgresql   (for tests of the register');
  } finally {
    await rm(folder, { recursive: true });
  }
});
