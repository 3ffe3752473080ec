import { mkdtemp, mkdir, writeFile, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseShell } from '../../../main/shells/choose-shell.ts';
import { electronRuntime } from '../../../main/shells/electron/runtime.ts';
import { findBrowser } from '../../../main/shells/loopback/browser.ts';
import { readPageFiles } from '../../../main/shells/page-files.ts';

const all = { electron: '/e', browser: '/b', display: true, asRoot: false };

test('Electron where it can run, else the browser, else nothing', () => {
  expect(chooseShell(all)).toBe('electron');
  expect(chooseShell({ ...all, asRoot: true })).toBe('browser');
  expect(chooseShell({ ...all, electron: null })).toBe('browser');
  expect(chooseShell({ ...all, electron: null, browser: null })).toBe(null);
});

test('without a display the tour, which needs a browser', () => {
  expect(chooseShell({ ...all, display: false })).toBe('tour');
  expect(chooseShell({ ...all, display: false, browser: null })).toBe(null);
});

test('programs are found where they are, and a package without its program is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-test-'));
  try {
    expect(electronRuntime(folder, undefined)).toBe(null);
    await mkdir(join(folder, 'node_modules/electron/dist'), { recursive: true });
    expect(electronRuntime(folder, undefined)).toBe(null);
    const program = join(folder, 'node_modules/electron/dist/electron');
    await writeFile(program, '');
    expect(electronRuntime(folder, undefined)).toBe(program);
    expect(electronRuntime(folder, join(folder, 'elsewhere'))).toBe(null);

    expect(await findBrowser(folder)).toBe(null);
    await writeFile(join(folder, 'chromium'), '');
    expect(await findBrowser(folder)).toBe(null);
    await chmod(join(folder, 'chromium'), 0o755);
    expect(await findBrowser(`:/nowhere:${folder}`)).toBe(join(folder, 'chromium'));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a built page is read once, by known types, under the paths that it is asked for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-test-'));
  try {
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<html>');
    await writeFile(join(folder, 'assets/a.js'), '1');
    await writeFile(join(folder, 'assets/a.js.map'), '{}');
    await writeFile(join(folder, 'secret'), 'x');
    const page = await readPageFiles(folder);
    expect([...page.keys()].sort()).toEqual(['/assets/a.js', '/index.html']);
    expect(page.get('/assets/a.js')?.type).toBe('text/javascript; charset=utf-8');
  } finally {
    await rm(folder, { recursive: true });
  }
});
