/**
 * The login window of a machine with a system Chromium: a browser of its own on a fresh profile, with its address bar,
 * guarded over a pipe. It is killed, not asked, when the login is over, and its profile deleted before anybody hears of it.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Timer } from '../../../hardware/ports.ts';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { LoginRequest, LoginWindow, LoginWindowFailure } from '../../identity/sign-in/login-window.ts';
import { loginBounds, loginLocalState, loginPreferences, loginSwitches, switchArguments } from '../lockdown.ts';
import type { ScreenSize } from './browser.ts';
import { openDevtoolsPipe } from './devtools-pipe.ts';
import { createLoginGuard } from './login-guard.ts';

export interface ChromiumLoginOptions {
  readonly browser: string;
  readonly timer: Timer;
  readonly size: ScreenSize | null;
  /** Chromium refuses to sandbox as root: for test machines only. */
  readonly asRoot: boolean;
  /** Where profiles are made, each in a folder of its own. */
  readonly folder?: string;
  /** For tests: a browser that nobody sees, and that a test may look into. */
  readonly moreArguments?: readonly string[];
}

/** Milliseconds to the first page, on the slowest thin client. */
const startsWithin = 30_000;

type Outcome = Result<{ readonly callbackUrl: string }, LoginWindowFailure>;

export function createChromiumLoginWindow(options: ChromiumLoginOptions): LoginWindow {
  return {
    async open(request, signal) {
      if (signal.aborted) return failed({ kind: 'cancelled' });
      const profile = await freshProfile(options.folder ?? tmpdir());
      if (profile === null) return failed({ kind: 'unavailable' });
      try {
        return await runLogin(options, request, profile, signal);
      } finally {
        await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      }
    },
  };
}

const profileName = 'kiosk-login-';

/** There is one login at a time: what lies there is of a kiosk that was cut off in the middle of one. */
async function removeOldProfiles(folder: string): Promise<void> {
  const old = (await readdir(folder)).filter((name) => name.startsWith(profileName));
  await Promise.all(old.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

/** Nobody else may read it, and what Chromium would offer to keep is off before it starts. */
async function freshProfile(folder: string): Promise<string | null> {
  try {
    await removeOldProfiles(folder);
    const profile = await mkdtemp(join(folder, profileName));
    await mkdir(join(profile, 'Default'), { mode: 0o700 });
    await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(loginPreferences), { mode: 0o600 });
    await writeFile(join(profile, 'Local State'), JSON.stringify(loginLocalState), { mode: 0o600 });
    return profile;
  } catch {
    return null;
  }
}

function loginArguments(options: ChromiumLoginOptions, request: LoginRequest, profile: string): string[] {
  const { asRoot, moreArguments = [] } = options;
  return [
    ...switchArguments(loginSwitches(request.allowedOrigins)),
    `--user-data-dir=${profile}`,
    '--remote-debugging-pipe',
    ...(asRoot ? ['--no-sandbox', '--test-type'] : []),
    // The guard opens the one window, once it stands.
    '--no-startup-window',
    ...moreArguments,
  ];
}

async function runLogin(options: ChromiumLoginOptions, request: LoginRequest, profile: string, signal: AbortSignal): Promise<Outcome> {
  const child = spawn(options.browser, loginArguments(options, request, profile), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const gone = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('exit', () => resolve());
  });
  let begun = false;
  let settle: (outcome: Outcome) => void = () => {};
  const settled = new Promise<Outcome>((resolve) => {
    settle = resolve;
  });
  const cancel = () => settle(failed({ kind: 'cancelled' }));
  const unavailable = () => settle(failed({ kind: 'unavailable' }));
  const cancelStart = options.timer.after(startsWithin, () => (begun ? undefined : unavailable()));
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  void gone.then(() => (begun ? cancel() : unavailable()));

  const bounds = options.size === null ? null : loginBounds(options.size);
  const guard = createLoginGuard({ pipe: () => pipe, request, bounds }, {
    onCallback: (callbackUrl) => settle(ok({ callbackUrl })),
    onLeft: cancel,
    onUnreachable: unavailable,
  });
  const pipe = openDevtoolsPipe(child.stdio[3] as Writable, child.stdio[4] as Readable, (event) => {
    // From the first request on there is something to look at.
    if (event.method === 'Fetch.requestPaused') begun = true;
    guard.take(event);
  });
  void guard.begin();

  const outcome = await settled;
  cancelStart();
  signal.removeEventListener('abort', cancel);
  endGroup(child.pid);
  await gone;
  return outcome;
}

/** The browser is its own process group: its renderers go with it, at once. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has gone by itself.
  }
}
