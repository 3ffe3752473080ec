/** A whole visit that begins with a login: what the kiosk shows, what its audit trail says, and what neither holds. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScreenName, View } from '../../preload/contract.ts';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { openDemo, type Demo } from '../../main/demo/demo-site.ts';
import type { LoginWindow } from '../../main/identity/sign-in/login-window.ts';
import { systemClock } from '../../main/shells/system-clock.ts';
import { openSignIn } from '../../main/site/open-sign-in.ts';
import { loginByHand } from './by-hand.ts';
import { waitFor } from './second-browser.ts';
import { clientId, redirectUri, startProvider, type TestProvider } from './openid-provider.ts';

const folder = mkdtempSync(join(tmpdir(), 'login-visit-'));
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
let provider: TestProvider;
let demo: Demo;
let view: View | null = null;
let callback = '';
/** Who comes to the window next. */
let window: LoginWindow = loginByHand('rose');

beforeAll(async () => {
  const accounts: { name: string; password: string; claims: { [claim: string]: unknown } }[] = [];
  provider = await startProvider({ accounts });
  const rose = { vtm: `${provider.issuer}/trustmark`, nhs_number: '9995260182', birthdate: '1948-03-09', family_name: 'Bramble', given_name: 'Rose' };
  accounts.push({ name: 'rose', password: 'rose-secret', claims: { ...rose, vot: 'P9.Cm' } }, { name: 'weak', password: 'weak-secret', claims: { ...rose, vot: 'P0.Cp' } });
  const keyPath = join(folder, 'login.pem');
  writeFileSync(keyPath, provider.clientKey);
  chmodSync(keyPath, 0o400);
  const { issuer } = provider;
  const signIn = await openSignIn(
    { kind: 'nhs-login', issuer, clientId, keyPath, keyId: 'kiosk-1', redirectUri, origins: [], algorithm: 'RS512', idTokenAlgorithm: 'RS512', trustmark: `${issuer}/trustmark` },
    { window: { open: (request, signal) => window.open(request, signal) }, timer: systemTimer, random },
  );
  if (!signIn.ok) throw new Error(signIn.error.kind);
  const opened = await openDemo({
    folder: join(folder, 'demo'),
    clock: systemClock,
    timer: systemTimer,
    random,
    screen: { orientation: 'portrait', width: 1080, height: 1920, pixelPitch: 0.2745 },
    languages: ['en'],
    signIn: signIn.value,
  });
  if (!opened.ok) throw new Error(opened.error.kind);
  demo = opened.value;
  demo.kiosk.onView((next) => {
    view = next;
  });
});

afterAll(async () => {
  await demo.stop();
  await provider.close();
  rmSync(folder, { recursive: true });
});

const on = (screen: ScreenName, action?: string) =>
  waitFor(() => (view?.screen === screen && (action === undefined || view.actions.some(({ id }) => id === action)) ? view : null));

function press(action: string): void {
  if (view?.actions.some(({ id, enabled }) => id === action && enabled) !== true) throw new Error(`${action} is not offered on ${view?.screen}`);
  demo.kiosk.choose({ view: view.n, action });
}

async function toSignIn(): Promise<void> {
  demo.kiosk.windowLost();
  await waitFor(() => (view?.screen === 'attract' || view?.screen === 'goodbye' ? view : null));
  if (view?.screen === 'goodbye') press('done');
  await on('attract');
  press('start');
  await on('before');
  press('continue');
  await on('identify');
  press('sign-in');
}

function trail(): { readonly lines: string; readonly bytes: string } {
  const { path } = demo.site.audit;
  const database = new DatabaseSync(path, { readOnly: true });
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  const lines = tables.map(({ name }) => JSON.stringify(database.prepare(`SELECT * FROM "${String(name)}"`).all())).join('\n');
  database.close();
  const files = readdirSync(dirname(path)).filter((name) => name.startsWith('audit'));
  return { lines, bytes: files.map((name) => readFileSync(join(dirname(path), name), 'latin1')).join('\n') };
}

test('sign in, "is this you?", the record; the trail says that it was, and holds nothing of it', async () => {
  window = loginByHand('rose', (url) => (callback = url));
  await toSignIn();
  expect(JSON.stringify(await on('confirm', 'yes'))).toContain('R B');
  press('yes');
  await on('record');
  const { lines, bytes } = trail();
  expect(lines).toContain('sign-in-asked');
  expect(lines).toContain('proof-given');
  const back = new URL(callback).searchParams;
  const secrets = ['rose-secret', '9995260182', 'Bramble', back.get('code'), back.get('state'), clientId];
  for (const secret of secrets) expect([secret, secret !== null && (lines + bytes).includes(secret)]).toEqual([secret, false]);
});

test('an account that is not enough is told so, and the trail says why', async () => {
  window = loginByHand('weak');
  await toSignIn();
  const refused = await on('sign-in', 'again');
  expect(refused.lead.join(' ')).toContain('not yet proved who you are');
  expect(trail().lines).toContain('too-weak');
});

test('Back ends a login that is open, and the window hears of it', async () => {
  let opened = false;
  let heard = false;
  window = {
    open: (_request, signal) =>
      new Promise((resolve) => {
        opened = true;
        signal.addEventListener('abort', () => {
          heard = true;
          resolve({ ok: false, error: { kind: 'cancelled' } });
        });
      }),
  };
  await toSignIn();
  await on('sign-in', 'back');
  await waitFor(() => (opened ? true : null));
  press('back');
  await on('identify');
  await waitFor(() => (heard ? true : null));
});
