/** The border of the browser shell in a real Chromium: the built page, its bridge and the policy, over a kiosk that tells. */
import { chromium, expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { findBrowser } from '../../main/shells/loopback/browser.ts';
import { servePage } from '../../main/shells/loopback/host.ts';
import type { Loopback } from '../../main/shells/loopback/server.ts';
import type { View } from '../../preload/contract.ts';
import { attractView, canary, fakeKiosk, personView, type FakeKiosk } from '../unit/shells/fake-kiosk.ts';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let kiosk: FakeKiosk;
let loopback: Loopback;
const complaints: string[] = [];

test.beforeAll(async () => {
  const executablePath = (await findBrowser(process.env['PATH'] ?? '')) ?? 'chromium';
  browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
});

test.afterAll(async () => {
  await browser.close();
});

test.beforeEach(async () => {
  kiosk = fakeKiosk();
  const served = await servePage(kiosk);
  if (!served.ok) throw new Error('build the window first: npm run build');
  loopback = served.value;
  context = await browser.newContext();
  page = await context.newPage();
  complaints.length = 0;
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(loopback.newEntryUrl());
  await expect(page.locator('h1')).toHaveText('Welcome');
});

test.afterEach(async () => {
  await context.close();
  await loopback.close();
});

function withButton(view: View): View {
  const action: View['actions'][number] = {
    id: 'start',
    group: 'main',
    look: 'primary',
    label: 'Start here',
    hint: null,
    icon: null,
    language: null,
    on: null,
    enabled: true,
    keys: [],
  };
  return { ...view, actions: [action] };
}

test('the page is painted under the policy without a complaint, and keeps nothing', async () => {
  kiosk.show(personView(2));
  await expect(page.locator('body')).toContainText(canary);
  expect(complaints).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length + (await caches.keys()).length)).toBe(0);
});

test('a press goes up as the choice that was offered', async () => {
  kiosk.show(withButton(attractView(5)));
  await page.getByRole('button', { name: 'Start here' }).click();
  await expect.poll(() => kiosk.choices).toEqual([{ view: 5, action: 'start' }]);
});

test('a second tab ends the session: the first goes blank, the second starts anew', async () => {
  kiosk.show(personView(2));
  await expect(page.locator('body')).toContainText(canary);
  const second = await context.newPage();
  await second.goto(`http://127.0.0.1:${loopback.port}/`);
  await expect(second.locator('h1')).toHaveText('Welcome');
  await expect(page.locator('body')).toBeEmpty();
  expect(await second.content()).not.toContain(canary);
  expect(await page.content()).not.toContain(canary);
  expect(kiosk.lost()).toBe(1);
  kiosk.show(personView(9));
  await expect(second.locator('body')).toContainText(canary);
  expect(await page.content()).not.toContain(canary);
});

test('a reload ends the session', async () => {
  kiosk.show(personView(2));
  await expect(page.locator('body')).toContainText(canary);
  await page.reload();
  await expect(page.locator('h1')).toHaveText('Welcome');
  expect(await page.content()).not.toContain(canary);
  expect(kiosk.lost()).toBe(1);
});

test('going back shows nothing of anyone', async () => {
  kiosk.show(personView(2));
  await expect(page.locator('body')).toContainText(canary);
  await page.goto('about:blank');
  await page.goBack();
  await expect(page.locator('h1')).toHaveText('Welcome');
  expect(await page.content()).not.toContain(canary);
});

test('a page whose kiosk is gone goes blank at once', async () => {
  kiosk.show(personView(2));
  await expect(page.locator('body')).toContainText(canary);
  await loopback.close();
  await expect(page.locator('body')).toBeEmpty();
  expect(await page.content()).not.toContain(canary);
});

test('another browser gets nothing, with the address or with the used entry', async () => {
  const stranger = await browser.newContext();
  const tab = await stranger.newPage();
  await expect(tab.goto(`http://127.0.0.1:${loopback.port}/`)).rejects.toThrow('HTTP_RESPONSE_CODE_FAILURE');
  await expect(tab.goto(page.url())).rejects.toThrow('HTTP_RESPONSE_CODE_FAILURE');
  expect(kiosk.lost()).toBe(0);
  await stranger.close();
});

test('the policy stops inline script, markup from text and other origins', async () => {
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script');
    const tried: string[] = [];
    try {
      script.textContent = 'document.title = "inline"';
      document.head.append(script);
    } catch {
      tried.push('script text refused');
    }
    try {
      document.createElement('div').innerHTML = '<b>x</b>';
    } catch {
      tried.push('markup refused');
    }
    await fetch('http://127.0.0.1:1/').catch(() => tried.push('fetch refused'));
    return { tried, title: document.title };
  });
  expect(outcome.title).not.toBe('inline');
  expect(outcome.tried).toContain('markup refused');
  expect(outcome.tried).toContain('fetch refused');
});
