/** The real login window in the system's Chromium, unseen, and a hand that finds its page and types into it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import type { LoginWindow } from '../../main/identity/sign-in/login-window.ts';
import { findBrowser } from '../../main/shells/loopback/browser.ts';
import { createChromiumLoginWindow } from '../../main/shells/loopback/login-window.ts';

export interface SecondBrowser {
  readonly window: LoginWindow;
  /** The page of the login that is open, once it shows something. */
  page(): Promise<Page>;
  /** The folder in which profiles come and go. */
  readonly folder: string;
  profiles(): string[];
  close(): void;
}

export async function secondBrowser(): Promise<SecondBrowser> {
  const browser = await findBrowser(process.env['PATH'] ?? '');
  if (browser === null) throw new Error('these tests need chromium: sudo apt-get install chromium');
  const folder = mkdtempSync(join(tmpdir(), 'login-test-'));
  const profiles = () => readdirSync(folder);
  return {
    folder,
    profiles,
    window: createChromiumLoginWindow({
      browser,
      timer: systemTimer,
      size: { width: 1080, height: 1920 },
      asRoot: process.getuid?.() === 0,
      folder,
      moreArguments: ['--headless=new', '--remote-debugging-port=0'],
    }),
    async page() {
      const port = await waitFor(() => {
        const [profile] = profiles();
        if (profile === undefined) return null;
        // Written in two goes: the port is whole when the second line is there.
        return /^(\d+)\n./.exec(readFileSync(join(folder, profile, 'DevToolsActivePort'), 'utf8'))?.[1] ?? null;
      });
      const connected = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      return waitFor(() => connected.contexts().flatMap((context) => context.pages()).find((page) => page.url().startsWith('http')) ?? null);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Asks again until there is an answer; what throws is no answer yet. */
export async function waitFor<Value>(ask: () => Value | null, milliseconds = 30_000): Promise<Value> {
  const until = performance.now() + milliseconds;
  for (;;) {
    let found: Value | null = null;
    try {
      found = ask();
    } catch {
      found = null;
    }
    if (found !== null) return found;
    if (performance.now() > until) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
