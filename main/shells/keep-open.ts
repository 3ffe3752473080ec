import type { Timer } from '../../hardware/ports.ts';

export interface OpenWindow {
  /** Resolves when the window's process has ended and nothing of it is left. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

const shortestWait = 1000;
const longestWait = 30_000;
/** A window that lived this long was a good one: the next wait is short again. */
const goodLife = 60_000;
/** How long a browser may run without showing the page, at its start or after its page died. */
const longestEmpty = 10_000;

export interface KeptWindow {
  /** The page of this window has gone: unless one comes within ten seconds, the window is opened anew. */
  pageGone(): void;
  pageShown(): void;
  stop(): Promise<void>;
}

/** Keeps a window open for as long as the kiosk runs, with growing pauses where it keeps dying. */
export function keepOpen(open: () => Promise<OpenWindow>, timer: Timer): KeptWindow {
  let stopped = false;
  let wait = shortestWait;
  let window: OpenWindow | null = null;
  let cancelWait = () => {};
  let cancelEmpty = () => {};

  function expectPage(): void {
    cancelEmpty();
    cancelEmpty = timer.after(longestEmpty, () => void window?.close());
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const openedAt = timer.monotonic();
      window = await open();
      if (stopped) await window.close();
      else expectPage();
      await window.closed;
      cancelEmpty();
      window = null;
      if (stopped) return;
      if (timer.monotonic() - openedAt > goodLife) wait = shortestWait;
      await new Promise<void>((resolve) => {
        const cancel = timer.after(wait, resolve);
        cancelWait = () => {
          cancel();
          resolve();
        };
      });
      wait = Math.min(wait * 2, longestWait);
    }
  }
  const running = run();

  return {
    pageGone: expectPage,
    pageShown: () => cancelEmpty(),
    async stop() {
      stopped = true;
      cancelWait();
      cancelEmpty();
      await window?.close();
      await running;
    },
  };
}
