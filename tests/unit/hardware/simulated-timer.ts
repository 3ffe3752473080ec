/** Time that passes only when a test says so; promises settle in between, as they would. */
import type { Timer } from '../../../hardware/ports.ts';

export interface SimulatedTimer extends Timer {
  /** Lets `ms` pass: every due callback in order, everything that follows from it before the next. */
  advance(ms: number): Promise<void>;
  /** Advances until the promise settles; fails after `most` ms. */
  until<Value>(promise: Promise<Value>, most?: number): Promise<Value>;
  readonly pending: number;
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createSimulatedTimer(): SimulatedTimer {
  let now = 0;
  let waiting: { readonly at: number; readonly callback: () => void }[] = [];

  async function advance(ms: number): Promise<void> {
    const until = now + ms;
    await settle();
    for (;;) {
      const next = waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      waiting = waiting.filter((other) => other !== next);
      now = Math.max(now, next.at);
      next.callback();
      await settle();
    }
    now = until;
  }

  return {
    monotonic: () => now,
    after(ms, callback) {
      const entry = { at: now + Math.max(0, ms), callback };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    advance,
    async until(promise, most = 20 * 60_000) {
      let settled = false;
      const watched = promise.finally(() => {
        settled = true;
      });
      watched.catch(() => {});
      const last = now + most;
      await settle();
      while (!settled) {
        const next = waiting.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
        if (next > last) throw new Error(`Nothing came of it within ${most} ms`);
        await advance(Math.max(0, next - now));
      }
      return watched;
    },
    get pending() {
      return waiting.length;
    },
  };
}
