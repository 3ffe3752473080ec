import { spawn } from 'node:child_process';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { browserSwitches, sharedSwitches, switchArguments } from '../lockdown.ts';
import type { OpenWindow } from '../keep-open.ts';

export const browserNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'] as const;

/** The first Chromium of a search path such as `PATH`. */
export async function findBrowser(searchPath: string): Promise<string | null> {
  for (const name of browserNames) {
    for (const folder of searchPath.split(delimiter)) {
      const file = join(folder, name);
      const runs = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (folder !== '' && runs) return file;
    }
  }
  return null;
}

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/** `kiosk`: all of the screen, nothing else. `window`: an ordinary window without an address bar, on somebody's desk. */
export type WindowLook = 'kiosk' | 'window';

export interface BrowserChoices {
  readonly url: string;
  readonly look: WindowLook;
  /** A folder that nobody else uses; the caller deletes it. */
  readonly profile: string;
  /** Without a window manager `--kiosk` alone is not full screen. */
  readonly size: ScreenSize | null;
  /** From the left edge of the display. */
  readonly left?: number;
  /** A whole kiosk on a desk: everything at half its size. */
  readonly halfSize?: boolean;
  /** Chromium refuses to sandbox as root: for test machines only, a kiosk never runs as root. */
  readonly asRoot: boolean;
}

export function browserArguments(choices: BrowserChoices): string[] {
  const switches = [...browserSwitches, ...sharedSwitches].filter(([name]) => name !== 'kiosk' || choices.look === 'kiosk');
  return [
    ...switchArguments(switches),
    `--user-data-dir=${choices.profile}`,
    ...(choices.size === null ? [] : [`--window-size=${choices.size.width},${choices.size.height}`, `--window-position=${choices.left ?? 0},0`]),
    ...(choices.halfSize === true ? ['--force-device-scale-factor=0.5'] : []),
    ...(choices.asRoot ? ['--no-sandbox', '--test-type'] : []),
    `--app=${choices.url}`,
  ];
}

/** Starts a browser on a fresh profile that is deleted with it. */
export async function openBrowser(
  executable: string,
  choices: Omit<BrowserChoices, 'profile'>,
): Promise<OpenWindow> {
  const profile = await mkdtemp(join(tmpdir(), 'kiosk-window-'));
  const child = spawn(executable, browserArguments({ ...choices, profile }), { stdio: 'ignore', detached: true });
  const closed = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('exit', () => resolve());
  }).then(() => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return {
    closed,
    async close() {
      // The browser is its own process group: its renderers go with it.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
      await closed;
    },
  };
}
