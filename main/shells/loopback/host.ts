import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import type { HostedKiosk } from '../hosted-kiosk.ts';
import { keepOpen, type OpenWindow } from '../keep-open.ts';
import { readPageFiles } from '../page-files.ts';
import { openBrowser, type ScreenSize, type WindowLook } from './browser.ts';
import { openLoopback, type Loopback } from './server.ts';

/** 256 random bits, safe in a path and in a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

const built = (path: string): string => fileURLToPath(new URL(`../../../out/${path}`, import.meta.url));

/** The built window on a random port of this machine; whoever opens `newEntryUrl()` is the screen. */
export async function servePage(
  kiosk: HostedKiosk,
  onWindow: (state: 'shown' | 'gone') => void = () => {},
): Promise<Result<Loopback, { readonly kind: 'page-not-built' }>> {
  try {
    const [page, bridge] = await Promise.all([
      readPageFiles(built('renderer')),
      readFile(built('preload/loopback-bridge.cjs')),
    ]);
    return await openLoopback({ kiosk, page, bridge, newToken, onWindow });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return failed({ kind: 'page-not-built' });
    throw error;
  }
}

export interface HostedWindow {
  /** Resolves when somebody closed the window, where that ends the kiosk. */
  readonly closed: Promise<void>;
  stop(): Promise<void>;
}

/**
 * The kiosk in the system's Chromium, for as long as `stop` is not called. On a deployed kiosk a window that
 * closes comes back; on a desk, where somebody is trying it out, closing the window is leaving.
 */
export async function hostInBrowser(options: {
  readonly kiosk: HostedKiosk;
  readonly browser: string;
  readonly size: ScreenSize | null;
  readonly look: WindowLook;
  readonly whenClosed: 'reopen' | 'leave';
}): Promise<Result<HostedWindow, { readonly kind: 'page-not-built' }>> {
  let left = () => {};
  const closed = new Promise<void>((resolve) => {
    left = resolve;
  });
  const served = await servePage(options.kiosk, (state) => (state === 'shown' ? kept.pageShown() : kept.pageGone()));
  if (!served.ok) return served;
  const loopback = served.value;

  async function open(): Promise<OpenWindow> {
    const asRoot = process.getuid?.() === 0;
    const window = await openBrowser(options.browser, { url: loopback.newEntryUrl(), size: options.size, look: options.look, halfSize: options.look === 'window', asRoot });
    if (options.whenClosed === 'leave') void window.closed.then(left);
    return window;
  }
  const kept = keepOpen(open, systemTimer);

  return ok({
    closed,
    async stop() {
      await kept.stop();
      await loopback.close();
    },
  });
}
