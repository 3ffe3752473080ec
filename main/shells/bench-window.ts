import { openBench } from '../demo/bench-server.ts';
import type { Demo } from '../demo/demo-site.ts';
import { openBrowser } from './loopback/browser.ts';
import { newToken } from './loopback/host.ts';

export interface BenchWindow {
  /** To open by hand, where no browser could be started; works once. */
  readonly url: string | null;
  close(): Promise<void>;
}

/** The bench beside a demo kiosk, in a window of its own. */
export async function openBenchWindow(demo: Demo, browser: string | null, left = 0): Promise<BenchWindow> {
  const server = await openBench({ bench: demo.bench, newToken });
  const url = server.newEntryUrl();
  const asRoot = process.getuid?.() === 0;
  const size = { width: 1000, height: 900 };
  const window = browser === null ? null : await openBrowser(browser, { url, size, left, asRoot, look: 'window' });
  return {
    url: window === null ? url : null,
    async close() {
      await window?.close();
      await server.close();
    },
  };
}
