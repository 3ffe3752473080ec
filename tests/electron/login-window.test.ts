import { expect, test } from 'vitest';
import { createElectronLoginWindow } from '../../main/shells/electron/login-window.ts';
import { startElectronShell } from '../../main/shells/electron/shell.ts';
import { fakeKiosk } from '../unit/shells/fake-kiosk.ts';
import { electronDouble, preventable, type ViewDouble, type WindowDouble } from './electron-double.ts';

const request = {
  url: 'https://access.login.example/authorize?state=1',
  allowedOrigins: ['https://access.login.example', 'https://assets.login.example'],
  redirectUri: 'https://kiosk.example/signed-in',
};
const callback = 'https://kiosk.example/signed-in?code=c&state=1';
const page = new Map([['/index.html', { type: 'text/html; charset=utf-8', bytes: Buffer.from('<p>page') }]]);

async function start(signal = new AbortController().signal) {
  const double = electronDouble();
  const login = createElectronLoginWindow({ electron: double.login, size: { width: 1080, height: 1920 }, closeWords: 'Back' });
  await startElectronShell(double.electron, {
    openKiosk: () => Promise.resolve(fakeKiosk()),
    readPage: () => Promise.resolve(page),
    preload: '/p',
    timer: { monotonic: () => 0, after: () => () => {} },
    hasOwnGuards: (contents) => login.owns(contents),
  });
  const outcome = login.open(request, signal);
  const [view] = double.views;
  const strip = double.windows.at(-1);
  if (view === undefined || strip === undefined) throw new Error('no login window');
  return { ...double, login, outcome, view, strip };
}

function asks(view: ViewDouble, url: string, resourceType = 'mainFrame'): unknown {
  let answer: unknown;
  view.session.handlers.get('beforeRequest')?.({ url, resourceType } as never, ((given: unknown) => (answer = given)) as never);
  return answer;
}

function navigates(view: ViewDouble, name: string, url: string, isMainFrame = true): boolean {
  const event = { ...preventable(), url, isMainFrame };
  let prevented = false;
  view.contentsEvents.emit(name, { ...event, preventDefault: () => void (prevented = true) });
  return prevented;
}

const close = (view: ViewDouble) => view.contentsEvents.emit('before-input-event', preventable(), { key: 'Escape', control: false, alt: false, meta: false });

test('a window over the kiosk, with the dock in sight, on a session in memory that nobody else has', async () => {
  const { strip, view, windows, outcome } = await start();
  expect(strip.options).toMatchObject({ x: 0, y: 0, width: 1080, height: 1651, alwaysOnTop: true, frame: false });
  expect(view.shownIn).toEqual([strip]);
  expect(view.bounds).toEqual({ x: 0, y: 72, width: 1080, height: 1579 });
  expect(view.loaded).toEqual([request.url]);
  expect(view.preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, devTools: false });
  expect(view.preferences).not.toHaveProperty('preload');
  expect(new Set([view.session.partition, strip.session.partition, windows[0]?.session.partition]).size).toBe(3);
  close(view);
  await outcome;
});

async function stripOf(window: WindowDouble): Promise<string> {
  const answer = window.session.handlers.get('protocol kiosk')?.({ method: 'GET', url: 'kiosk://app/index.html' } as never);
  return (answer as Response).text();
}

test('the strip says where the page is from, without a script, and its button closes', async () => {
  const { strip, view, outcome } = await start();
  expect(strip.options.webPreferences?.javascript).toBe(false);
  expect(await stripOf(strip)).toContain('<p>https://access.login.example</p>');
  view.loaded.push('https://assets.login.example/help');
  view.contentsEvents.emit('did-navigate');
  expect(await stripOf(strip)).toContain('<p>https://assets.login.example</p>');
  const press = { ...preventable(), url: 'kiosk://app/close' };
  strip.contentsEvents.emit('will-navigate', press);
  expect(await outcome).toEqual({ ok: false, error: { kind: 'cancelled' } });
});

test('requests go to the allowed origins and nowhere else', async () => {
  const { view, outcome } = await start();
  expect(asks(view, 'https://assets.login.example/style.css', 'stylesheet')).toEqual({ cancel: false });
  expect(asks(view, 'data:image/png;base64,AAAA', 'image')).toEqual({ cancel: false });
  for (const url of [
    'https://www.nhs.uk/',
    'http://access.login.example/',
    'https://access.login.example:8443/',
    'https://user@access.login.example/',
    'https://access.login.example.evil.example/',
    'wss://evil.example/',
    'file:///etc/passwd',
    'data:text/html,x',
    'chrome://settings',
    'kiosk://app/index.html',
  ]) {
    expect([url, asks(view, url)]).toEqual([url, { cancel: true }]);
    expect([url, navigates(view, 'will-navigate', url)]).toEqual([url, true]);
    expect([url, navigates(view, 'will-redirect', url)]).toEqual([url, true]);
  }
  expect(navigates(view, 'will-navigate', 'https://access.login.example/next')).toBe(false);
  expect(view.openHandler?.()).toEqual({ action: 'deny' });
  const download = preventable();
  view.session.events.emit('will-download', download);
  expect(download.prevented).toBe(true);
  const answers: unknown[] = [];
  view.session.handlers.get('permissionRequest')?.(null as never, 'geolocation' as never, ((given: unknown) => answers.push(given)) as never);
  expect([answers, view.session.handlers.get('permissionCheck')?.()]).toEqual([[false], false]);
  close(view);
  await outcome;
});

test.for(['request', 'will-redirect', 'will-navigate'] as const)('the redirect address is caught at the %s and never asked; then everything is forgotten', async (by) => {
  const { view, strip, outcome } = await start();
  // Not by a frame, and not by an address that only looks like it.
  expect(asks(view, callback, 'subFrame')).toEqual({ cancel: true });
  expect(navigates(view, 'will-redirect', callback, false)).toBe(true);
  expect(navigates(view, 'will-redirect', 'https://kiosk.example/signed-in/more?code=x')).toBe(true);
  expect(view.destroyed).toBe(false);
  if (by === 'request') expect(asks(view, callback)).toEqual({ cancel: true });
  else expect(navigates(view, by, callback)).toBe(true);
  expect(await outcome).toEqual({ ok: true, value: { callbackUrl: callback } });
  expect([view.destroyed, strip.destroyed]).toEqual([true, true]);
  expect(view.session.cleared.toSorted()).toEqual(['cache', 'connections', 'passwords', 'storage']);
});

test('it ends when the visit does, when its page dies, when its first page does not come', async () => {
  const stop = new AbortController();
  const visit = await start(stop.signal);
  stop.abort();
  expect(await visit.outcome).toEqual({ ok: false, error: { kind: 'cancelled' } });
  const dies = await start();
  dies.view.contentsEvents.emit('render-process-gone', {}, {});
  expect(await dies.outcome).toEqual({ ok: false, error: { kind: 'unavailable' } });
  const fails = await start();
  fails.view.failLoading();
  expect(await fails.outcome).toEqual({ ok: false, error: { kind: 'unavailable' } });
  expect((await start(stop.signal).catch((error: unknown) => String(error)))).toContain('no login window');
});

test('keys write and move; chords do nothing', async () => {
  const { view, outcome } = await start();
  const pressed = (key: string, more: object = {}) => {
    const event = preventable();
    view.contentsEvents.emit('before-input-event', event, { key, control: false, alt: false, meta: false, ...more });
    return event.prevented;
  };
  expect(['a', '@', '!', 'Tab', 'Enter'].map((key) => pressed(key))).toEqual([false, false, false, false, false]);
  expect(pressed('@', { control: true, alt: true })).toBe(false);
  expect([pressed('p', { control: true }), pressed('F12'), pressed('d', { meta: true }), pressed('F4', { alt: true })]).toEqual([true, true, true, true]);
  close(view);
  await outcome;
});
