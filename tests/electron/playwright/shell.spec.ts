import { fileURLToPath } from 'node:url';
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { electronRuntime } from '../../../main/shells/electron/runtime.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

let app: ElectronApplication;
let page: Page;

test.beforeEach(async () => {
  const executablePath = electronRuntime(root, process.env['ELECTRON_OVERRIDE_DIST_PATH']) ?? '';
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  app = await _electron.launch({ executablePath, args: [root, ...asRoot] });
  page = await app.firstWindow();
  await page.waitForSelector('h1');
});

test.afterEach(async () => {
  await app.close();
});

test('the attract screen is painted from our own scheme', async () => {
  expect(page.url()).toBe('kiosk://app/index.html');
  await expect(page.locator('h1')).toBeVisible();
});

test('the page has the bridge and nothing of Node', async () => {
  const found = await page.evaluate(() => ({
    bridge: Object.keys(Reflect.get(window, 'kiosk') as object).sort(),
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
  }));
  expect(found).toEqual({ bridge: ['choose', 'onView'], node: [] });
});

test('the page reaches no network, opens no window and goes nowhere', async () => {
  const reached = await page.evaluate(async () => {
    const tried = await fetch('https://www.nhs.uk/').then(
      () => 'reached',
      () => 'refused',
    );
    return { tried, opened: window.open('https://www.nhs.uk/') === null };
  });
  expect(reached).toEqual({ tried: 'refused', opened: true });
  await page.evaluate(() => location.assign('https://www.nhs.uk/'));
  await page.waitForTimeout(300);
  expect(page.url()).toBe('kiosk://app/index.html');
});

test('every permission is refused', async () => {
  const states = await page.evaluate(async () => {
    const names = ['camera', 'microphone', 'geolocation', 'notifications'] as const;
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
});

test('a renderer that crashes comes back on the attract screen', async () => {
  const gone = page.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  await gone;
  const fresh = await app.waitForEvent('window');
  await expect(fresh.locator('h1')).toBeVisible();
});
