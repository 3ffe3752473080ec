import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron';
import { pageUrl } from '../lockdown.ts';
import type { PageFiles } from '../page-files.ts';
import type { ElectronParts } from './electron-parts.ts';
import { guardedPreferences, guardSession } from './guards.ts';

export function windowOptions(session: Session, preload: string, production: boolean): BrowserWindowConstructorOptions {
  return {
    kiosk: true,
    frame: false,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#f0f4f5',
    webPreferences: {
      ...guardedPreferences,
      session,
      preload,
      enableWebSQL: false,
      webgl: false,
      autoplayPolicy: 'document-user-activation-required',
      // Timers of a covered window keep running: "still there?" must not sleep.
      backgroundThrottling: false,
      devTools: !production,
    },
  };
}

export interface WindowEvents {
  /** The page stands and can be sent views. */
  readonly onReady: () => void;
  /** The page can be looked at. */
  readonly onPainted: () => void;
  /** It crashed, hangs, did not load, or somebody closed it. */
  readonly onLost: () => void;
}

/** A window on a session in memory that nobody else has used and that is forgotten with it. */
export function openKioskWindow(
  electron: ElectronParts,
  options: { readonly partition: string; readonly preload: string; readonly page: PageFiles; readonly production: boolean },
  events: WindowEvents,
): BrowserWindow {
  // No `persist:` in front: the partition lives in memory.
  const session = electron.session.fromPartition(options.partition, { cache: false });
  guardSession(session, options.page);
  const window = new electron.BrowserWindow(windowOptions(session, options.preload, options.production));
  window.once('ready-to-show', () => {
    window.show();
    events.onPainted();
  });
  window.on('unresponsive', events.onLost);
  window.on('closed', events.onLost);
  window.webContents.on('did-finish-load', events.onReady);
  window.webContents.on('render-process-gone', events.onLost);
  window.webContents.on('did-fail-load', events.onLost);
  window.webContents.on('preload-error', events.onLost);
  window.loadURL(pageUrl).catch(events.onLost);
  return window;
}
