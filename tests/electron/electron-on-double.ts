/** Stands in for the `electron` module: lets the built shell open its window, tells what it sent, and quits. */
import { electronDouble } from './electron-double.ts';

const double = electronDouble();
export const { WebContentsView } = double.login;
export const { app, BrowserWindow, ipcMain, Menu, protocol, session } = double.electron;

const watch = setInterval(() => {
  const [window] = double.windows;
  if (window === undefined) return;
  if (window.sent.length === 0) return window.finishLoading();
  clearInterval(watch);
  process.stdout.write(JSON.stringify({ loaded: window.loaded, sent: window.sent }));
  app.quit();
}, 100);
