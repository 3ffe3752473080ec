/**
 * The login window of the Electron shell: the provider's page in a session in memory that only this login uses, under a
 * strip of our own that shows where it is from and closes it. The kiosk's own window stays under it with its dock in reach.
 */
import type { BrowserWindow, Event, Session, WebContents } from 'electron';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { destinationOf, type LoginRequest, type LoginWindow, type LoginWindowFailure } from '../../identity/sign-in/login-window.ts';
import { loginBounds, pageUrl, scheme, schemeHost } from '../lockdown.ts';
import type { PageFiles } from '../page-files.ts';
import type { LoginParts } from './electron-parts.ts';
import { guardedPreferences, guardSession } from './guards.ts';

export interface ElectronLoginOptions {
  readonly electron: LoginParts;
  readonly size: { readonly width: number; readonly height: number };
  /** What the button says to a screen reader. */
  readonly closeWords: string;
}

/** Known to the shell, so that its own guards, which let nothing navigate, leave a login to the guards here. */
export interface ElectronLoginWindow extends LoginWindow {
  owns(contents: WebContents): boolean;
}

/** CSS pixels: a finger's width, twice. */
const stripHeight = 72;
const closeAddress = `${scheme}://${schemeHost}/close`;

type Outcome = Result<{ readonly callbackUrl: string }, LoginWindowFailure>;

export function createElectronLoginWindow(options: ElectronLoginOptions): ElectronLoginWindow {
  const sessions = new Set<Session>();
  let logins = 0;
  return {
    owns: (contents) => sessions.has(contents.session),
    async open(request, signal) {
      if (signal.aborted) return failed({ kind: 'cancelled' });
      logins += 1;
      // No `persist:` in front: both live in memory.
      const session = options.electron.session.fromPartition(`login-${logins}`, { cache: false });
      const strip = options.electron.session.fromPartition(`login-strip-${logins}`, { cache: false });
      sessions.add(session);
      const outcome = await runLogin(options, request, { session, strip }, signal);
      sessions.delete(session);
      await session.closeAllConnections();
      await Promise.all([session.clearStorageData(), session.clearCache(), session.clearAuthCache()]);
      return outcome;
    },
  };
}

function runLogin(
  { electron, size, closeWords }: ElectronLoginOptions,
  request: LoginRequest,
  sessions: { readonly session: Session; readonly strip: Session },
  signal: AbortSignal,
): Promise<Outcome> {
  return new Promise((resolve) => {
    let over = false;
    const finish = (outcome: Outcome) => {
      if (over) return;
      over = true;
      signal.removeEventListener('abort', cancel);
      if (!view.webContents.isDestroyed()) view.webContents.close();
      if (!window.isDestroyed()) window.destroy();
      resolve(outcome);
    };
    const cancel = () => finish(failed({ kind: 'cancelled' }));
    const unavailable = () => finish(failed({ kind: 'unavailable' }));

    const bounds = loginBounds(size);
    const stripPage = stripFiles(closeWords);
    guardSession(sessions.strip, stripPage.files);
    guardLoginSession(sessions.session, request, (callbackUrl) => finish(ok({ callbackUrl })));
    const window = new electron.BrowserWindow({
      ...bounds,
      frame: false,
      resizable: false,
      movable: false,
      minimizable: false,
      alwaysOnTop: true,
      skipTaskbar: true,
      autoHideMenuBar: true,
      webPreferences: { ...guardedPreferences, session: sessions.strip, javascript: false },
    });
    const view = new electron.WebContentsView({ webPreferences: { ...guardedPreferences, session: sessions.session } });
    view.setBounds({ x: 0, y: stripHeight, width: bounds.width, height: bounds.height - stripHeight });
    window.contentView.addChildView(view);
    const showOrigin = () => {
      stripPage.show(URL.parse(view.webContents.getURL())?.origin ?? new URL(request.url).origin);
      window.loadURL(pageUrl).catch(unavailable);
    };

    guardLogin(view.webContents, request, { onClose: cancel, onCallback: (callbackUrl) => finish(ok({ callbackUrl })) });
    view.webContents.on('did-navigate', showOrigin);
    view.webContents.on('render-process-gone', unavailable);
    watchStrip(window, cancel);
    signal.addEventListener('abort', cancel, { once: true });
    showOrigin();
    // A first address that leads straight on to the redirect is over before its load fails.
    view.webContents.loadURL(request.url).catch(unavailable);
  });
}

/** Nothing but the allowed origins is asked, by whatever means; nothing is granted, downloaded or kept. */
function guardLoginSession(session: Session, request: LoginRequest, onCallback: (url: string) => void): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url, resourceType }, answer) => {
    const destination = destinationOf(url, request);
    // What a page carries in itself reaches nobody.
    const inside = resourceType !== 'mainFrame' && (url.startsWith('data:') || url.startsWith('blob:'));
    answer({ cancel: destination !== 'allowed' && !inside });
    if (destination === 'callback' && resourceType === 'mainFrame') onCallback(url);
  });
}

function guardLogin(contents: WebContents, request: LoginRequest, on: { onClose(): void; onCallback(url: string): void }): void {
  const decide = (event: Event<{ url: string; isMainFrame: boolean }>) => {
    const destination = destinationOf(event.url, request);
    if (destination === 'allowed') return;
    event.preventDefault();
    if (destination === 'callback' && event.isMainFrame) on.onCallback(event.url);
  };
  contents.on('will-navigate', decide);
  contents.on('will-redirect', decide);
  contents.on('will-frame-navigate', decide);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('context-menu', (event) => event.preventDefault());
  contents.on('before-input-event', (event, { key, control, alt, meta }) => {
    if (key === 'Escape') {
      event.preventDefault();
      on.onClose();
    }
    // Control with Alt is how many keyboards write an @; every other chord is the browser's or the system's.
    if (meta || control !== alt || /^F\d+$/.test(key)) event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setIgnoreMenuShortcuts(true);
}

/** The strip is a page of ours without a script: its one link is the button. The shell's guards keep it where it is. */
function watchStrip(window: BrowserWindow, onClose: () => void): void {
  window.webContents.on('will-navigate', (event) => {
    if (event.url === closeAddress) onClose();
  });
  window.on('closed', onClose);
}

const stripStyle = `
html { height: 100%; background: #212b32; color: #fff; font: 28px/${stripHeight}px sans-serif; }
body { margin: 0; display: flex; }
p { margin: 0; padding: 0 24px; flex: 1; overflow: hidden; white-space: nowrap; direction: ltr; }
a { width: ${stripHeight}px; text-align: center; color: #fff; text-decoration: none; }
a:focus { outline: 4px solid #ffeb3b; outline-offset: -4px; }
`;

/** An origin has no character that HTML could take for its own: it is percent-encoded or punycode. */
function stripFiles(closeWords: string): { readonly files: PageFiles; show(origin: string): void } {
  const files = new Map([['/strip.css', { type: 'text/css; charset=utf-8', bytes: Buffer.from(stripStyle) }]]);
  return {
    files,
    show(origin) {
      const html = `<!doctype html><title>${origin}</title><link rel="stylesheet" href="/strip.css"><p>${origin}</p><a href="${closeAddress}" aria-label="${closeWords}">✕</a>`;
      files.set('/index.html', { type: 'text/html; charset=utf-8', bytes: Buffer.from(html) });
    },
  };
}
