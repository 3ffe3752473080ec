import { expect, test } from 'vitest';
import { fuses } from '../../main/shells/electron/fuses.ts';
import { answerFromPage } from '../../main/shells/electron/page-scheme.ts';
import { startElectronShell } from '../../main/shells/electron/shell.ts';
import { canary, attractView, fakeKiosk, personView } from '../unit/shells/fake-kiosk.ts';
import { electronDouble, preventable, type DoubleOptions, type WindowDouble } from './electron-double.ts';

const page = new Map([['/index.html', { type: 'text/html; charset=utf-8', bytes: Buffer.from('<p>page') }]]);

function handTimer() {
  const waiting = new Set<{ readonly ms: number; readonly call: () => void }>();
  return {
    timer: {
      monotonic: () => 0,
      after(ms: number, call: () => void) {
        const entry = { ms, call };
        waiting.add(entry);
        return () => void waiting.delete(entry);
      },
    },
    waits: () => [...waiting].map(({ ms }) => ms),
    runAll() {
      for (const entry of [...waiting]) {
        waiting.delete(entry);
        entry.call();
      }
    },
  };
}

async function start(options: DoubleOptions = {}) {
  const double = electronDouble(options);
  const kiosk = fakeKiosk();
  const hand = handTimer();
  const started = await startElectronShell(double.electron, {
    openKiosk: () => Promise.resolve(kiosk),
    readPage: () => Promise.resolve(page),
    preload: '/app/out/preload/electron-preload.cjs',
    timer: hand.timer,
  });
  const last = (): WindowDouble => {
    const window = double.windows.at(-1);
    if (window === undefined) throw new Error('no window');
    return window;
  };
  return { ...double, kiosk, hand, started, last };
}

function choose(window: WindowDouble, ipc: { emit: (name: string, ...args: unknown[]) => boolean }, choice: unknown, more: object = {}) {
  ipc.emit('kiosk:choose', { sender: window.contents, senderFrame: window.mainFrame, ...more }, choice);
}

test('the sandbox, the scheme and the switches stand before the app is ready', async () => {
  const { log, privileged, switches } = await start();
  expect(log.indexOf('enableSandbox')).toBeLessThan(log.indexOf('ready'));
  expect(privileged).toEqual([
    {
      scheme: 'kiosk',
      privileges: {
        standard: true,
        secure: true,
        bypassCSP: false,
        allowServiceWorkers: false,
        supportFetchAPI: false,
        corsEnabled: false,
        stream: false,
        codeCache: false,
        allowExtensions: false,
      },
    },
  ]);
  expect(switches.has('disable-pinch')).toBe(true);
  expect(log).toContain('menu null');
});

test('a second kiosk on the same machine does not start', async () => {
  const { started, log, windows } = await start({ hasLock: false });
  expect([started, windows.length]).toEqual([false, 0]);
  expect(log).toContain('exit 1');
});

test('a packaged kiosk does not start under a debugger', async () => {
  for (const name of ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk']) {
    const { started } = await start({ packaged: true, commandLine: [name] });
    expect([name, started]).toEqual([name, false]);
  }
  expect((await start({ packaged: false, commandLine: ['inspect'] })).started).toBe(true);
});

test('the window is locked down in every way that Electron offers', async () => {
  const { last } = await start({ packaged: true });
  expect(last().options.kiosk).toBe(true);
  expect(last().options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    webSecurity: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    devTools: false,
  });
  expect(last().loaded).toEqual(['kiosk://app/index.html']);
  expect((await start()).last().options.webPreferences?.devTools).toBe(true);
});

test('every permission is denied, asked or checked, for pages and for devices', async () => {
  const { handlers, spellChecker } = (await start()).last().session;
  const answers: unknown[] = [];
  const take = ((value: unknown) => answers.push(value)) as never;
  handlers.get('permissionRequest')?.(null as never, 'media' as never, take);
  handlers.get('displayMedia')?.(null as never, take);
  handlers.get('certificate')?.(null as never, take);
  expect(answers).toEqual([false, null, -2]);
  expect(handlers.get('permissionCheck')?.()).toBe(false);
  expect(handlers.get('devicePermission')?.()).toBe(false);
  expect(spellChecker).toBe(false);
});

test('the renderer reaches its own scheme and nothing else', async () => {
  const { handlers } = (await start()).last().session;
  const cancelled = (url: string): unknown => {
    let answer: unknown;
    handlers.get('beforeRequest')?.({ url } as never, ((given: unknown) => (answer = given)) as never);
    return answer;
  };
  expect(cancelled('kiosk://app/index.html')).toEqual({ cancel: false });
  expect(cancelled('data:image/png;base64,AAAA')).toEqual({ cancel: false });
  for (const url of [
    'https://www.nhs.uk/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'kiosk://other/index.html',
    'kiosk://user@app/index.html',
    'data:text/html,x',
    'devtools://devtools/x',
    'ws://127.0.0.1/',
    'not an address',
  ]) {
    expect([url, cancelled(url)]).toEqual([url, { cancel: true }]);
  }
});

test('the page comes from memory, under the policy, by exact name', async () => {
  const get = (url: string, method = 'GET') => answerFromPage(page, { method, url });
  const good = get('kiosk://app/index.html');
  expect(await good.text()).toBe('<p>page');
  expect(good.headers.get('content-security-policy')).toContain("connect-src 'none'");
  expect(get('kiosk://app/index.html', 'POST').status).toBe(403);
  expect(get('kiosk://other/index.html').status).toBe(403);
  for (const url of ['kiosk://app/', 'kiosk://app/../package.json', 'kiosk://app/%2e%2e/package.json', 'kiosk://app/index.html%00']) {
    expect([url, get(url).status]).toEqual([url, 404]);
  }
});

test('no navigation, no window, no webview, no menu, no download', async () => {
  const { last } = await start();
  for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview', 'context-menu']) {
    const event = preventable();
    last().contentsEvents.emit(name, event);
    expect([name, event.prevented]).toEqual([name, true]);
  }
  expect(last().openHandler?.()).toEqual({ action: 'deny' });
  const download = preventable();
  last().session.events.emit('will-download', download);
  expect(download.prevented).toBe(true);
});

test('a keyboard moves and types, and opens nothing', async () => {
  const { last } = await start();
  const pressed = (key: string, more: object = {}) => {
    const event = preventable();
    last().contentsEvents.emit('before-input-event', event, { key, control: false, alt: false, meta: false, ...more });
    return event.prevented;
  };
  expect([pressed('5'), pressed('Tab'), pressed('Enter')]).toEqual([false, false, false]);
  expect([pressed('F12'), pressed('r', { control: true }), pressed('F4', { alt: true })]).toEqual([true, true, true]);
});

test('certificates, log-ins, client certificates and opened files are refused', async () => {
  const { appEvents } = await start();
  const answers: unknown[][] = [];
  const take = (...values: unknown[]) => answers.push(values);
  const events = [preventable(), preventable(), preventable(), preventable(), preventable()];
  appEvents.emit('certificate-error', events[0], {}, 'https://x', 'bad', {}, take);
  appEvents.emit('select-client-certificate', events[1], {}, 'https://x', [], take);
  appEvents.emit('login', events[2], {}, {}, {}, take);
  appEvents.emit('open-file', events[3], '/etc/passwd');
  appEvents.emit('open-url', events[4], 'kiosk://x');
  expect(events.every((event) => event.prevented)).toBe(true);
  expect(answers).toEqual([[false], [], []]);
});

test('views go down when the page stands, beginning with the current one', async () => {
  const { last, kiosk } = await start();
  expect(last().sent).toEqual([]);
  kiosk.show(attractView(2));
  expect(last().sent).toEqual([]);
  last().finishLoading();
  kiosk.show(personView(3));
  expect(last().sent.map(({ channel }) => channel)).toEqual(['kiosk:view', 'kiosk:view']);
  expect(last().sent.at(-1)?.value).toMatchObject({ n: 3 });
  expect(last().shown).toBe(true);
});

test('a choice comes from the main frame of the current window, on our page, as the contract has it', async () => {
  const { last, kiosk, ipcEvents } = await start();
  const window = last();
  window.finishLoading();
  const good = { view: 1, action: 'start' };
  choose(window, ipcEvents, good);
  expect(kiosk.choices).toEqual([good]);

  choose(window, ipcEvents, { ...good, extra: 1 });
  choose(window, ipcEvents, 'start');
  choose(window, ipcEvents, { view: -1, action: 'start' });
  choose(window, ipcEvents, good, { sender: {} });
  choose(window, ipcEvents, good, { senderFrame: null });
  choose(window, ipcEvents, good, { senderFrame: { url: 'kiosk://app/index.html' } });
  window.mainFrame.url = 'kiosk://app/index.html#elsewhere';
  choose(window, ipcEvents, good);
  window.mainFrame.url = 'https://attacker.example/';
  choose(window, ipcEvents, good);
  expect(kiosk.choices).toHaveLength(1);
  expect(ipcEvents.eventNames()).toEqual(['kiosk:choose']);
});

test('every person gets a new renderer on a new session, and the old one is cleared at once', async () => {
  const { windows, last, kiosk, ipcEvents } = await start();
  const first = last();
  first.finishLoading();
  kiosk.show(personView(2));
  kiosk.show(attractView(3));
  expect(first.sent.at(-1)?.value).toMatchObject({ screen: 'attract' });
  expect(windows).toHaveLength(2);
  const second = last();
  expect(second.session.partition).not.toBe(first.session.partition);
  expect(first.destroyed).toBe(false);
  choose(first, ipcEvents, { view: 3, action: 'start' });
  expect(kiosk.choices).toEqual([]);
  second.finishLoading();
  expect(first.destroyed).toBe(true);
  expect(JSON.stringify(second.sent)).not.toContain(canary);
  expect(kiosk.lost()).toBe(0);
});

test('an attract screen that nobody touched keeps its window', async () => {
  const { windows, last, kiosk } = await start();
  last().finishLoading();
  kiosk.show(attractView(2));
  kiosk.show(attractView(3));
  expect(windows).toHaveLength(1);
});

test('an old window does not stay because the new one is slow to paint', async () => {
  const { windows, last, kiosk, hand } = await start();
  const first = last();
  first.finishLoading();
  kiosk.show(personView(2));
  kiosk.show(attractView(3));
  hand.runAll();
  expect(first.destroyed).toBe(true);
  expect(windows).toHaveLength(2);
});

const deaths: readonly [string, (window: WindowDouble) => void][] = [
  ['the renderer crashes', (window) => window.contentsEvents.emit('render-process-gone', {}, { reason: 'crashed' })],
  ['the renderer hangs', (window) => window.events.emit('unresponsive')],
  ['somebody closes the window', (window) => window.events.emit('closed')],
  ['the preload fails', (window) => window.contentsEvents.emit('preload-error', {}, 'p', new Error('x'))],
  ['the page does not load', (window) => window.contentsEvents.emit('did-fail-load')],
  ['the page loads a second time', (window) => window.contentsEvents.emit('did-finish-load')],
];

test.for(deaths)('%s: the session ends and a fresh window opens', async ([, die]) => {
  const { windows, last, kiosk, hand } = await start();
  const first = last();
  first.finishLoading();
  kiosk.show(personView(2));
  die(first);
  expect(kiosk.lost()).toBe(1);
  expect(first.destroyed).toBe(true);
  hand.runAll();
  expect(windows).toHaveLength(2);
  last().finishLoading();
  expect(last().sent).toHaveLength(1);
  expect(JSON.stringify(last().sent)).not.toContain(canary);
});

test('a window that keeps dying is opened ever more slowly', async () => {
  const { last, kiosk, hand } = await start();
  const waits: number[] = [];
  hand.runAll();
  for (let deathsSoFar = 0; deathsSoFar < 8; deathsSoFar += 1) {
    last().contentsEvents.emit('render-process-gone', {}, {});
    waits.push(Math.max(...hand.waits()));
    hand.runAll();
    hand.runAll();
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(kiosk.lost()).toBe(8);
});

test('quitting stops the kiosk first, once', async () => {
  const { electron, kiosk, log } = await start();
  electron.app.quit();
  expect(kiosk.stopped()).toBe(true);
  await expect.poll(() => log.includes('ended')).toBe(true);
  expect(log.filter((line) => line === 'quit')).toHaveLength(2);
});

test('all fuses are decided, and those that open the process are off', () => {
  const decided = Object.entries(fuses).filter(([name]) => /^\d+$/.test(name));
  expect(Object.fromEntries(decided)).toEqual({ 0: false, 1: true, 2: false, 3: false, 4: true, 5: true, 6: false, 7: false, 8: true });
  expect(fuses.strictlyRequireAllFuses).toBe(true);
});

test('a kiosk that cannot be opened opens no window', async () => {
  const double = electronDouble();
  const started = await startElectronShell(double.electron, {
    openKiosk: () => Promise.resolve(null),
    readPage: () => Promise.resolve(page),
    preload: '/p',
    timer: handTimer().timer,
  });
  expect([started, double.windows.length]).toEqual([false, 0]);
  expect(double.log).toContain('exit 1');
});
