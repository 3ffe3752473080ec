/**
 * Electron without its runtime: what the shell may call behaves as documented, in the documented order;
 * everything else throws, so that no call goes unseen.
 */
import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions } from 'electron';
import type { ElectronParts, LoginParts } from '../../main/shells/electron/electron-parts.ts';

/** An object of which only the given members exist. */
function strict<Members extends object>(name: string, members: Members): Members {
  return new Proxy(members, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key === 'then') return undefined;
      if (!(key in target)) throw new Error(`${name}.${key} is not known to the Electron double`);
      return Reflect.get(target, key, receiver);
    },
    set(_target, key) {
      throw new Error(`${name}.${String(key)} must not be set`);
    },
  });
}

const eventMethods = (events: EventEmitter) => ({
  on: (name: string, listener: (...args: never[]) => void) => void events.on(name, listener as () => void),
  once: (name: string, listener: (...args: never[]) => void) => void events.once(name, listener as () => void),
});

/** An Electron event object that remembers whether it was prevented. */
export function preventable() {
  const event = {
    prevented: false,
    preventDefault() {
      event.prevented = true;
    },
  };
  return event;
}

type Handler = (...args: never[]) => unknown;

export interface SessionDouble {
  readonly partition: string;
  readonly events: EventEmitter;
  readonly handlers: Map<string, Handler>;
  spellChecker: boolean;
  /** What was told to be forgotten. */
  readonly cleared: string[];
}

/** A page inside a window, such as a login. */
export interface ViewDouble {
  readonly preferences: object;
  readonly session: SessionDouble;
  readonly contentsEvents: EventEmitter;
  readonly contents: object;
  readonly loaded: string[];
  readonly shownIn: WindowDouble[];
  bounds: object | null;
  openHandler: (() => unknown) | null;
  destroyed: boolean;
  /** What Electron does when a load fails. */
  failLoading: () => void;
}

export interface WindowDouble {
  readonly options: BrowserWindowConstructorOptions;
  readonly session: SessionDouble;
  readonly events: EventEmitter;
  readonly contentsEvents: EventEmitter;
  readonly sent: { readonly channel: string; readonly value: unknown }[];
  readonly contents: object;
  readonly mainFrame: { url: string };
  readonly loaded: string[];
  openHandler: (() => unknown) | null;
  shown: boolean;
  destroyed: boolean;
  /** What Electron does when a page loads well. */
  finishLoading(): void;
}

export interface ElectronDouble {
  readonly electron: ElectronParts;
  readonly windows: WindowDouble[];
  readonly views: ViewDouble[];
  readonly login: LoginParts;
  readonly appEvents: EventEmitter;
  readonly ipcEvents: EventEmitter;
  readonly switches: Map<string, string | undefined>;
  readonly log: string[];
  readonly privileged: unknown[];
}

export interface DoubleOptions {
  readonly packaged?: boolean;
  readonly hasLock?: boolean;
  readonly commandLine?: readonly string[];
}

export function electronDouble(options: DoubleOptions = {}): ElectronDouble {
  const log: string[] = [];
  const windows: WindowDouble[] = [];
  const views: ViewDouble[] = [];
  const switches = new Map<string, string | undefined>();
  const privileged: unknown[] = [];
  const sessions = new Map<string, { readonly double: SessionDouble; readonly session: object }>();
  const appEvents = new EventEmitter();
  const ipcEvents = new EventEmitter();
  let ready = false;

  function onlyBeforeReady(call: string): void {
    if (ready) throw new Error(`${call} works before ready only`);
    log.push(call);
  }
  function onlyAfterReady(call: string): void {
    if (!ready) throw new Error(`${call} works after ready only`);
    log.push(call);
  }

  const app = strict('app', {
    isPackaged: options.packaged ?? false,
    ...eventMethods(appEvents),
    requestSingleInstanceLock: () => options.hasLock ?? true,
    enableSandbox: () => onlyBeforeReady('enableSandbox'),
    commandLine: strict('app.commandLine', {
      hasSwitch: (name: string) => options.commandLine?.includes(name) ?? false,
      appendSwitch(name: string, value?: string) {
        onlyBeforeReady('appendSwitch');
        switches.set(name, value);
      },
    }),
    async whenReady() {
      await Promise.resolve();
      ready = true;
      log.push('ready');
    },
    exit: (code: number) => log.push(`exit ${code}`),
    quit() {
      log.push('quit');
      const event = preventable();
      appEvents.emit('before-quit', event);
      if (!event.prevented) log.push('ended');
    },
  });

  function makeSession(partition: string) {
    const events = new EventEmitter();
    const handlers = new Map<string, Handler>();
    const double: SessionDouble = { partition, events, handlers, spellChecker: true, cleared: [] };
    const cleared = (what: string) => {
      double.cleared.push(what);
      return Promise.resolve();
    };
    const keep = (name: string) => (handler: Handler) => void handlers.set(name, handler);
    const session = strict('session', {
      ...eventMethods(events),
      setPermissionRequestHandler: keep('permissionRequest'),
      setPermissionCheckHandler: keep('permissionCheck'),
      setDevicePermissionHandler: keep('devicePermission'),
      setDisplayMediaRequestHandler: keep('displayMedia'),
      setBluetoothPairingHandler: keep('bluetoothPairing'),
      setCertificateVerifyProc: keep('certificate'),
      setSpellCheckerEnabled: (on: boolean) => void (double.spellChecker = on),
      closeAllConnections: () => cleared('connections'),
      clearStorageData: () => cleared('storage'),
      clearCache: () => cleared('cache'),
      clearAuthCache: () => cleared('passwords'),
      webRequest: strict('session.webRequest', { onBeforeRequest: keep('beforeRequest') }),
      protocol: strict('session.protocol', {
        handle: (scheme: string, handler: Handler) => void handlers.set(`protocol ${scheme}`, handler),
      }),
    });
    return { double, session };
  }

  function ownerOf(session: unknown): SessionDouble {
    const owner = [...sessions.values()].find((made) => made.session === session);
    if (owner === undefined) throw new Error('a window needs a session of its own');
    return owner.double;
  }

  class WebContentsView {
    constructor({ webPreferences }: { readonly webPreferences: { readonly session: unknown } }) {
      onlyAfterReady('new WebContentsView');
      const contentsEvents = new EventEmitter();
      const double: ViewDouble = {
        preferences: webPreferences,
        session: ownerOf(webPreferences.session),
        contentsEvents,
        loaded: [],
        shownIn: [],
        bounds: null,
        openHandler: null,
        destroyed: false,
        failLoading: () => {},
        contents: strict('webContents', {
          ...eventMethods(contentsEvents),
          session: webPreferences.session,
          getURL: () => double.loaded.at(-1) ?? '',
          loadURL(url: string) {
            double.loaded.push(url);
            return new Promise((_resolve, reject) => {
              double.failLoading = () => reject(new Error('ERR_FAILED'));
            });
          },
          isDestroyed: () => double.destroyed,
          close: () => void (double.destroyed = true),
          setWindowOpenHandler: (handler: () => unknown) => void (double.openHandler = handler),
          setIgnoreMenuShortcuts: (ignore: boolean) => log.push(`ignoreMenuShortcuts ${ignore}`),
        }),
      };
      views.push(double);
      appEvents.emit('web-contents-created', {}, double.contents);
      return strict('view', { webContents: double.contents, setBounds: (bounds: object) => void (double.bounds = bounds) });
    }
  }

  class BrowserWindow {
    constructor(windowOptions: BrowserWindowConstructorOptions) {
      onlyAfterReady('new BrowserWindow');
      const owner = ownerOf(windowOptions.webPreferences?.session);
      const events = new EventEmitter();
      const contentsEvents = new EventEmitter();
      const mainFrame = { url: '' };
      const double: WindowDouble = {
        options: windowOptions,
        session: owner,
        events,
        contentsEvents,
        sent: [],
        mainFrame,
        loaded: [],
        openHandler: null,
        shown: false,
        destroyed: false,
        contents: strict('webContents', {
          ...eventMethods(contentsEvents),
          session: windowOptions.webPreferences?.session,
          mainFrame,
          setWindowOpenHandler: (handler: () => unknown) => void (double.openHandler = handler),
          setIgnoreMenuShortcuts: (ignore: boolean) => log.push(`ignoreMenuShortcuts ${ignore}`),
          send(channel: string, value: unknown) {
            if (double.destroyed) throw new Error('Object has been destroyed');
            double.sent.push({ channel, value });
          },
        }),
        finishLoading() {
          contentsEvents.emit('did-finish-load');
          events.emit('ready-to-show');
        },
      };
      windows.push(double);
      appEvents.emit('web-contents-created', {}, double.contents);
      return strict('window', {
        ...eventMethods(events),
        webContents: double.contents,
        contentView: strict('contentView', {
          addChildView(child: { readonly webContents: object }) {
            views.find(({ contents }) => contents === child.webContents)?.shownIn.push(double);
          },
        }),
        loadURL(url: string) {
          double.loaded.push(url);
          mainFrame.url = url;
          return Promise.resolve();
        },
        show: () => void (double.shown = true),
        isDestroyed: () => double.destroyed,
        destroy() {
          double.destroyed = true;
          events.emit('closed');
        },
      });
    }
  }

  const parts = strict('electron', {
    app,
    BrowserWindow,
    ipcMain: strict('ipcMain', eventMethods(ipcEvents)),
    Menu: strict('Menu', { setApplicationMenu: (menu: null) => log.push(`menu ${menu}`) }),
    protocol: strict('protocol', {
      registerSchemesAsPrivileged(schemes: unknown[]) {
        onlyBeforeReady('registerSchemesAsPrivileged');
        privileged.push(...schemes);
      },
    }),
    session: strict('session module', {
      fromPartition(partition: string) {
        onlyAfterReady('fromPartition');
        if (partition.startsWith('persist:')) throw new Error('a session must not be kept on the disk');
        const made = sessions.get(partition) ?? makeSession(partition);
        sessions.set(partition, made);
        return made.session;
      },
    }),
  });

  // The double has what the shell calls and no more: the compiler cannot know that it is enough, the Proxy does.
  const login = strict('electron', { BrowserWindow, WebContentsView, session: parts.session }) as unknown as LoginParts;
  return { electron: parts as unknown as ElectronParts, login, views, windows, appEvents, ipcEvents, switches, log, privileged };
}
