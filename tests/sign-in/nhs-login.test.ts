/** NHS login's flow from the first address to the person, against a real provider and in a real second browser. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Page } from '@playwright/test';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { createNhsLogin } from '../../main/identity/sign-in/nhs-login.ts';
import type { ProviderSettings } from '../../main/identity/sign-in/provider.ts';
import { loginByHand } from './by-hand.ts';
import { redirectUri, startProvider, type TestProvider } from './openid-provider.ts';
import { secondBrowser, type SecondBrowser } from './second-browser.ts';

const amina = { nhs_number: '9990000018', birthdate: '1954-03-02', family_name: 'Khan', given_name: 'Amina' };
let provider: TestProvider;
let browser: SecondBrowser;
let trustmark: string;
const stranger = { asked: [] as string[], origin: '' };
const strangers = createServer((request, response) => {
  stranger.asked.push(request.url ?? '');
  response.end('hello');
});
strangers.on('upgrade', (request, socket) => {
  stranger.asked.push(`socket ${request.url}`);
  socket.destroy();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => strangers.listen(0, '127.0.0.1', resolve));
  stranger.origin = `http://127.0.0.1:${(strangers.address() as AddressInfo).port}`;
  const account = (name: string, claims: object) => ({ name, password: `${name}-secret`, claims: { vot: 'P9.Cp.Cd', ...amina, ...claims } });
  const accounts: { name: string; password: string; claims: { [claim: string]: unknown } }[] = [];
  provider = await startProvider({
    accounts,
    pageExtras: `
      <a id="away" href="${stranger.origin}/away">Away</a>
      <a id="new" href="${stranger.origin}/new" target="_blank">New window</a>
      <a id="own-new" href="/own-new" target="_blank">New window of our own</a>
      <a id="leave" href="/leave?to=${encodeURIComponent(`${stranger.origin}/leave`)}">Leave</a>
      <a id="frame-back" href="/leave?to=${encodeURIComponent(`${redirectUri}?code=forged`)}" target="inside">Back, in a frame</a>
      <iframe name="inside"></iframe>
      <a id="file" href="data:application/octet-stream,canary" download="canary.txt">Download</a>
      <iframe src="${stranger.origin}/frame"></iframe>
      <img src="${stranger.origin}/picture.png" alt="">
      <script>
        localStorage.setItem('canary', 'login-canary');
        document.cookie = 'canary=login-canary; max-age=100000';
        fetch('${stranger.origin}/fetch', { mode: 'no-cors' }).catch(() => {});
        new Worker(URL.createObjectURL(new Blob(["fetch('${stranger.origin}/worker', { mode: 'no-cors' })"])));
        navigator.sendBeacon('${stranger.origin}/beacon');
        new WebSocket('${stranger.origin.replace('http', 'ws')}/socket');
        new WebSocket('${stranger.origin.replace('http', 'ws').replace('127.0.0.1', 'localhost')}/socket');
      </script>`,
  });
  trustmark = `${provider.issuer}/trustmark/test`;
  accounts.push(
    account('amina', { vtm: trustmark }),
    account('weak', { vtm: trustmark, vot: 'P5.Cp.Cd' }),
    account('password-only', { vtm: trustmark, vot: 'P9.Cp' }),
    account('no-vector', { vtm: trustmark, vot: undefined }),
    account('other-mark', { vtm: 'https://elsewhere.example/trustmark' }),
    account('mistyped', { vtm: trustmark, nhs_number: '9990000019' }),
  );
  browser = await secondBrowser();
});

afterEach(async () => {
  for (const { stop, done } of visits) {
    stop.abort();
    await done;
  }
  visits.clear();
  // Whatever became of a login, nothing of it is left on the disk and no stranger heard of it.
  const left = [...browser.profiles(), ...stranger.asked];
  if (left.length > 0) throw new Error(`left behind or heard by a stranger: ${left.join(', ')}`);
});

afterAll(async () => {
  browser.close();
  await provider.close();
  strangers.closeAllConnections();
  strangers.close();
});

const forever = new AbortController().signal;

function port(change: Partial<ProviderSettings> = {}, window = browser.window) {
  return createNhsLogin({
    provider: { ...provider.settings, ...change },
    window,
    timer: systemTimer,
    random: (length) => randomBytes(length),
    trustmark,
    pseudonym: (number) => `p-${number.length}`,
  });
}

async function logIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(`${name}-secret`);
  // The browser is gone before the press is over.
  await page.getByRole('button', { name: 'Continue' }).click({ noWaitAfter: true }).catch(() => {});
}

/** A login that a failed test leaves open ends with it. */
const visits = new Set<{ readonly stop: AbortController; readonly done: Promise<unknown> }>();

function visit(stop = new AbortController()) {
  const done = port().signIn(stop.signal);
  visits.add({ stop, done });
  return done;
}

test('a name and a password become initials, a year and an NHS number', async () => {
  const signingIn = visit();
  await logIn(await browser.page(), 'amina');
  expect(await signingIn).toEqual({
    ok: true,
    value: { pseudonym: 'p-10', initials: 'A K', yearOfBirth: '1954', recordKey: { nhsNumber: '9990000018', born: '1954-03-02' } },
  });
  expect(provider.requests.at(-1)).toMatchObject({
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile profile_extended',
    prompt: 'login',
    code_challenge_method: 'S256',
    vtr: '["P9.Cp.Cd","P9.Cp.Ck","P9.Cm"]',
  });
  // The token was given back.
  await expect.poll(() => provider.asked.filter((one) => one === 'POST /token/revocation')).toHaveLength(1);
});

test.for([
  ['weak', 'too-weak'],
  ['password-only', 'too-weak'],
  ['no-vector', 'too-weak'],
  ['other-mark', 'refused'],
  ['mistyped', 'refused'],
] as const)('an account that is %s: %s', async ([name, kind]) => {
  expect(await port({}, loginByHand(name)).signIn(forever)).toEqual({ ok: false, error: { kind } });
});

test('a wrong password asks again, at the provider', async () => {
  const signingIn = visit();
  const page = await browser.page();
  await page.getByLabel('Name').fill('amina');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Not right. Try again.').waitFor();
  await logIn(page, 'amina');
  expect(await signingIn).toMatchObject({ ok: true });
});

test('who does not agree is refused', async () => {
  const signingIn = visit();
  const page = await browser.page();
  await page.getByRole('button', { name: 'Do not agree' }).click({ noWaitAfter: true }).catch(() => {});
  expect(await signingIn).toEqual({ ok: false, error: { kind: 'refused' } });
});

test('closing the window cancels; so does the end of the visit', async () => {
  const closing = visit();
  // The browser goes with its page, and may go before it says so.
  void (await browser.page()).close().catch(() => undefined);
  expect(await closing).toEqual({ ok: false, error: { kind: 'cancelled' } });
  const stop = new AbortController();
  const stopping = visit(stop);
  await browser.page();
  stop.abort();
  expect(await stopping).toEqual({ ok: false, error: { kind: 'cancelled' } });
});

test('no link, frame, picture, script, socket, worker or new window leads anywhere else, and nothing is downloaded', async () => {
  const signingIn = visit();
  const page = await browser.page();
  const before = page.url();
  // A hand that presses what leads nowhere need not hear back.
  const attempt = (doing: Promise<unknown>) => Promise.race([doing.catch(() => null), page.waitForTimeout(4000)]);
  for (const id of ['away', 'new', 'own-new', 'leave', 'frame-back', 'file']) await attempt(page.locator(`#${id}`).click({ noWaitAfter: true, timeout: 4000 }));
  await attempt(page.evaluate(`void open('${stranger.origin}')`));
  await attempt(page.evaluate(`document.body.append(Object.assign(document.createElement('form'), { id: 'theirs', method: 'post', action: '${stranger.origin}' }))`));
  await attempt(page.evaluate(`document.querySelector('#theirs').submit()`));
  await page.waitForTimeout(1000);
  expect(page.url()).toBe(before);
  expect(page.context().pages()).toHaveLength(1);
  const permission = await page.evaluate(`navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)`);
  expect(permission).toBe('denied');
  await logIn(page, 'amina');
  expect(await signingIn).toMatchObject({ ok: true });
});

test('a place of the browser itself ends the login', async () => {
  const signingIn = visit();
  const page = await browser.page();
  await page.goto('chrome://version').catch(() => null);
  expect(await signingIn).toEqual({ ok: false, error: { kind: 'cancelled' } });
});

test('the next person meets nothing of the one before', async () => {
  const first = visit();
  await logIn(await browser.page(), 'amina');
  expect(await first).toMatchObject({ ok: true });
  const stop = new AbortController();
  const second = visit(stop);
  const page = await browser.page();
  await page.getByLabel('Name').waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('');
  expect(await page.context().cookies()).not.toContainEqual(expect.objectContaining({ name: '_session' }));
  stop.abort();
  await second;
});

test('while it runs nothing of a login is written to the disk; what a kiosk that was cut off left is removed', async () => {
  mkdirSync(join(browser.folder, 'kiosk-login-old'));
  const stop = new AbortController();
  const signingIn = visit(stop);
  const page = await browser.page();
  expect(browser.profiles()).not.toContain('kiosk-login-old');
  expect(await page.evaluate(`localStorage.getItem('canary') + document.cookie`)).toContain('login-canary');
  // Chromium writes what it writes after some seconds.
  await page.waitForTimeout(3000);
  const files = readdirSync(browser.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) expect([file.name, readFileSync(join(file.parentPath, file.name), 'latin1').includes('login-canary')]).toEqual([file.name, false]);
  stop.abort();
  await signingIn;
});

test('a provider that is down, or describes somebody else, or another place, is unavailable', async () => {
  const unavailable = { ok: false, error: { kind: 'unavailable' } };
  expect(await port({ metadataUrl: 'http://127.0.0.1:9/', origins: ['http://127.0.0.1:9'] }).signIn(forever)).toEqual(unavailable);
  expect(await port({ issuer: `${provider.issuer}/` }).signIn(forever)).toEqual(unavailable);
  expect(await port({ origins: ['https://access.login.example'] }).signIn(forever)).toEqual(unavailable);
  expect(await port({ allowHttp: false }).signIn(forever)).toEqual(unavailable);
});
