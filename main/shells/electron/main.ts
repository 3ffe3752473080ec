/** The entry of the packaged kiosk: everything is decided in `shell.ts`, where it can be tested. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { app, BrowserWindow, ipcMain, Menu, protocol, session, WebContentsView } from 'electron';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { words } from '../../copy/words.ts';
import { openBenchWindow } from '../bench-window.ts';
import { findBrowser } from '../loopback/browser.ts';
import { openKioskHere } from '../open-kiosk.ts';
import { readPageFiles } from '../page-files.ts';
import { createElectronLoginWindow, type ElectronLoginWindow } from './login-window.ts';
import { startElectronShell } from './shell.ts';

const built = (path: string): string => fileURLToPath(new URL(`../../../out/${path}`, import.meta.url));

process.on('SIGTERM', () => app.quit());
process.on('SIGINT', () => app.quit());

let login: ElectronLoginWindow | null = null;

await startElectronShell(
  { app, BrowserWindow, ipcMain, Menu, protocol, session },
  {
    async openKiosk() {
      const opened = await openKioskHere(process.env['KIOSK_SITE'] ?? null, {
        workerUrl: pathToFileURL(built('main/record-worker.js')),
        codeFinderUrl: pathToFileURL(built('main/code-finder-worker.js')),
        loginWindow(size) {
          const closeWords = words('en')('dock.back');
          login = createElectronLoginWindow({ electron: { BrowserWindow, session, WebContentsView }, size, closeWords });
          return login;
        },
      });
      if (!opened.ok) {
        process.stderr.write(`The kiosk cannot start: ${opened.error.why}\n`);
        return null;
      }
      const { kiosk, demo } = opened.value;
      if (demo === null) return kiosk;
      const bench = await openBenchWindow(demo, await findBrowser(process.env['PATH'] ?? ''));
      if (bench.url !== null) process.stderr.write(`The bench: ${bench.url}\n`);
      return {
        ...kiosk,
        async stop() {
          await bench.close();
          await kiosk.stop();
        },
      };
    },
    readPage: () => readPageFiles(built('renderer')),
    preload: built('preload/electron-preload.cjs'),
    timer: systemTimer,
    hasOwnGuards: (contents) => login?.owns(contents) ?? false,
  },
);
