import type { BrowserWindow, IpcMainEvent, WebContents } from 'electron';
import * as v from 'valibot';
import type { Timer } from '../../../hardware/ports.ts';
import { channels } from '../../../preload/channels.ts';
import { choiceSchema, type ScreenName, type View } from '../../../preload/contract.ts';
import { pictureSentOnce } from '../../../preload/picture-once.ts';
import type { HostedKiosk } from '../hosted-kiosk.ts';
import { pageUrl, sharedSwitches } from '../lockdown.ts';
import type { PageFiles } from '../page-files.ts';
import type { ElectronParts } from './electron-parts.ts';
import { guardApp } from './guards.ts';
import { openKioskWindow } from './kiosk-window.ts';
import { privilegedScheme } from './page-scheme.ts';

export interface ShellOptions {
  /** Null where it cannot be opened, which was said. */
  readonly openKiosk: () => Promise<HostedKiosk | null>;
  readonly readPage: () => Promise<PageFiles>;
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly timer: Timer;
  /** Pages that are guarded by whoever opened them. */
  readonly hasOwnGuards?: (contents: WebContents) => boolean;
}

/** On these nobody's session runs; every other screen belongs to a person (or to staff). */
const betweenPeople: ReadonlySet<ScreenName> = new Set(['attract', 'out-of-order']);

const shortestWait = 500;
const longestWait = 30_000;
/** A new window that does not paint in this time does not keep the old one on the screen. */
const longestOverlap = 5000;

/** Asks that Electron be debugged from outside: refused where the kiosk is deployed. */
const debugSwitches = ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk', 'js-flags'] as const;

/**
 * The kiosk in Electron. Call it first thing: the sandbox and the scheme must stand before `ready`.
 * Resolves when the first window opens; `false` where this process must not run.
 */
export async function startElectronShell(electron: ElectronParts, options: ShellOptions): Promise<boolean> {
  const { app } = electron;
  const production = app.isPackaged;
  const debugged = debugSwitches.some((name) => app.commandLine.hasSwitch(name));
  if ((production && debugged) || !app.requestSingleInstanceLock()) {
    app.exit(1);
    return false;
  }
  app.enableSandbox();
  for (const [name, value] of sharedSwitches) app.commandLine.appendSwitch(name, value);
  electron.protocol.registerSchemesAsPrivileged([privilegedScheme]);
  guardApp(app, options.hasOwnGuards ?? (() => false));
  // A window that closes is opened anew; only `quit` ends the kiosk.
  app.on('window-all-closed', () => {});

  await app.whenReady();
  electron.Menu.setApplicationMenu(null);
  const [kiosk, page] = await Promise.all([options.openKiosk(), options.readPage()]);
  if (kiosk === null) {
    app.exit(1);
    return false;
  }
  hostKiosk(electron, { kiosk, page, production, preload: options.preload, timer: options.timer });
  return true;
}

function hostKiosk(
  electron: ElectronParts,
  host: {
    readonly kiosk: HostedKiosk;
    readonly page: PageFiles;
    readonly preload: string;
    readonly production: boolean;
    readonly timer: Timer;
  },
): void {
  const { kiosk, timer } = host;
  let people = 0;
  let losses = 0;
  let current: BrowserWindow | null = null;
  let ready = false;
  let used = false;
  let quitting = false;
  let latest: View | null = null;
  let once = pictureSentOnce();

  /** A new renderer and a new session; the old window covers the gap until the new one is painted. */
  function openFresh(): void {
    const old = current;
    const forgetOld = () => {
      cancelOverlap();
      if (old !== null && !old.isDestroyed()) old.destroy();
    };
    const cancelOverlap = timer.after(longestOverlap, forgetOld);
    people += 1;
    ready = false;
    used = false;
    once = pictureSentOnce();
    const { page, preload, production } = host;
    const window = openKioskWindow(
      electron,
      { partition: `person-${people}`, page, preload, production },
      {
        onReady() {
          if (window !== current) return;
          // The page may load once; a second time is a reload that should not have been possible.
          if (ready) return lose(window);
          ready = true;
          sendLatest();
        },
        onPainted: forgetOld,
        onLost: () => lose(window),
      },
    );
    current = window;
  }

  function lose(window: BrowserWindow): void {
    if (window !== current || quitting) return;
    current = null;
    // The session that ends now is not a reason for a second fresh window.
    used = false;
    kiosk.windowLost();
    if (!window.isDestroyed()) window.destroy();
    timer.after(Math.min(shortestWait * 2 ** losses, longestWait), openFresh);
    losses += 1;
  }

  function sendLatest(): void {
    if (current !== null && ready && latest !== null) current.webContents.send(channels.view, once(latest));
  }

  kiosk.onView((view) => {
    latest = view;
    // The old window is cleared by this view at once, then given up.
    sendLatest();
    if (!betweenPeople.has(view.screen)) {
      used = true;
    } else if (used) {
      losses = 0;
      openFresh();
    }
  });

  electron.ipcMain.on(channels.choose, (event, sent: unknown) => {
    if (current === null || !isFromPage(event, current)) return;
    const choice = v.safeParse(choiceSchema, sent);
    if (choice.success) kiosk.choose(choice.output);
  });

  electron.app.on('before-quit', (event) => {
    if (quitting) return;
    quitting = true;
    event.preventDefault();
    void kiosk.stop().finally(() => electron.app.quit());
  });

  openFresh();
}

/** The main frame of this very window, on our page: never a frame, an old window or another address. */
function isFromPage(event: IpcMainEvent, window: BrowserWindow): boolean {
  return (
    event.sender === window.webContents &&
    event.senderFrame !== null &&
    event.senderFrame === window.webContents.mainFrame &&
    event.senderFrame.url === pageUrl
  );
}
