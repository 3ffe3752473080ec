/**
 * `npm start`: the kiosk in Electron where its runtime is, else in the system's Chromium; the tour where there is
 * no display. `KIOSK_SITE` names the site file of a real kiosk; without it this is the demo, with its bench beside it.
 *
 * npm start -- [--shell electron|browser|tour] [--window]
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { playTour } from '../demo/tour.ts';
import { openBenchWindow } from './bench-window.ts';
import { chooseShell, shellNames, type ChosenShell } from './choose-shell.ts';
import { electronRuntime } from './electron/runtime.ts';
import { findBrowser } from './loopback/browser.ts';
import { hostInBrowser } from './loopback/host.ts';
import { createChromiumLoginWindow } from './loopback/login-window.ts';
import { openDemoHere, openKioskHere } from './open-kiosk.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const asRoot = process.getuid?.() === 0;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

async function startInBrowser(browser: string, look: 'kiosk' | 'window'): Promise<number> {
  const opened = await openKioskHere(process.env['KIOSK_SITE'] ?? null, {
    loginWindow: (size) => createChromiumLoginWindow({ browser, size, timer: systemTimer, asRoot }),
  });
  if (!opened.ok) {
    say(`The kiosk cannot start: ${opened.error.why}`);
    return 1;
  }
  const { kiosk, screen, demo } = opened.value;
  const hosted = await hostInBrowser({ kiosk, browser, size: screen, look, whenClosed: demo === null ? 'reopen' : 'leave' });
  if (!hosted.ok) {
    await kiosk.stop();
    say('The window is not built: npm start builds it');
    return 1;
  }
  const bench = demo === null ? null : await openBenchWindow(demo, browser, look === 'window' ? (screen?.width ?? 0) / 2 : 0);
  say(`The kiosk is open${bench === null ? '' : ', with its bench in a second window'}. Ctrl+C ends it.`);
  await Promise.race([interrupted(), hosted.value.closed]);
  await bench?.close();
  await hosted.value.stop();
  await kiosk.stop();
  return 0;
}

function startElectron(program: string): Promise<number> {
  const child = spawn(program, [root], { stdio: 'inherit' });
  void interrupted().then(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function tour(browser: string): Promise<number> {
  const folder = join(root, 'out', 'tour');
  say('There is no display: playing the tour in a browser that nobody sees …');
  const demo = await openDemoHere();
  if (!demo.ok) {
    say(`The tour cannot start: ${demo.error.why}`);
    return 1;
  }
  const played = await playTour({ demo: demo.value, folder, browser, asRoot });
  await demo.value.stop();
  if (!played.ok) {
    say(`The tour stopped: ${JSON.stringify(played.error)}`);
    return 1;
  }
  const { pictures, slipPicture, slipBytes } = played.value;
  process.stdout.write(`The tour: ${pictures.length} screens in ${folder}, the slip at ${slipPicture}, its bytes at ${slipBytes}\n`);
  return 0;
}

function argumentsAsked(): { readonly shell: string | undefined; readonly window: boolean } | null {
  try {
    const { shell, window } = parseArgs({ options: { shell: { type: 'string' }, window: { type: 'boolean', default: false } } }).values;
    return { shell, window };
  } catch {
    return null;
  }
}

async function start(): Promise<number> {
  const asked = argumentsAsked();
  if (asked === null) {
    say(`Usage: npm start -- [--shell ${shellNames.join('|')}] [--window]`);
    return 2;
  }
  const { shell, window } = asked;
  const electron = electronRuntime(root, process.env['ELECTRON_OVERRIDE_DIST_PATH']);
  const browser = await findBrowser(process.env['PATH'] ?? '');
  const display = process.platform !== 'linux' || Boolean(process.env['WAYLAND_DISPLAY'] ?? process.env['DISPLAY']);
  const wanted: ChosenShell | null =
    shell === undefined ? chooseShell({ electron, browser, display, asRoot }) : (shellNames.find((name) => name === shell) ?? null);

  if (wanted === 'electron' && electron !== null) return startElectron(electron);
  if (wanted === 'browser' && browser !== null) return startInBrowser(browser, window ? 'window' : 'kiosk');
  if (wanted === 'tour' && browser !== null) return tour(browser);
  if (shell !== undefined && wanted === null) {
    say(`--shell is one of ${shellNames.join(', ')}`);
    return 2;
  }
  say('The kiosk needs a window to live in. Please run: sudo apt-get install chromium');
  return 1;
}

process.exitCode = await start();
