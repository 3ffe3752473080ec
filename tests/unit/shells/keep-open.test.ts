import { expect, test } from 'vitest';
import { keepOpen, type OpenWindow } from '../../../main/shells/keep-open.ts';

/** Time that moves only when told to. */
function handTimer() {
  let now = 0;
  const waiting = new Set<{ readonly at: number; readonly call: () => void }>();
  return {
    timer: {
      monotonic: () => now,
      after(ms: number, call: () => void) {
        const entry = { at: now + ms, call };
        waiting.add(entry);
        return () => waiting.delete(entry);
      },
    },
    async advance(ms: number) {
      await settle();
      const until = now + ms;
      for (;;) {
        const next = [...waiting].filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        waiting.delete(next);
        now = next.at;
        next.call();
        await settle();
      }
      now = until;
      await settle();
    },
  };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

function fakeWindows() {
  const windows: { crash: () => void; closes: number }[] = [];
  function open(): Promise<OpenWindow> {
    let end = () => {};
    const closed = new Promise<void>((resolve) => {
      end = resolve;
    });
    const window = { crash: end, closes: 0 };
    windows.push(window);
    return Promise.resolve({
      closed,
      close() {
        window.closes += 1;
        end();
        return closed;
      },
    });
  }
  return { windows, open };
}

test('a window that dies comes back, sooner the first time than the third', async () => {
  const { timer, advance } = handTimer();
  const { windows, open } = fakeWindows();
  const kept = keepOpen(open, timer);
  await settle();
  kept.pageShown();
  const waits: number[] = [];
  for (let deaths = 0; deaths < 3; deaths += 1) {
    const before = windows.length;
    const diedAt = timer.monotonic();
    windows.at(-1)?.crash();
    while (windows.length === before) await advance(500);
    kept.pageShown();
    waits.push(timer.monotonic() - diedAt);
  }
  expect(waits).toEqual([1000, 2000, 4000]);
  await kept.stop();
});

test('a window whose page never comes, or goes and stays away, is opened anew', async () => {
  const { timer, advance } = handTimer();
  const { windows, open } = fakeWindows();
  const kept = keepOpen(open, timer);
  await advance(9_999);
  expect(windows[0]?.closes).toBe(0);
  await advance(1);
  expect(windows[0]?.closes).toBe(1);
  await advance(1000);
  expect(windows).toHaveLength(2);
  kept.pageShown();
  await advance(100_000);
  expect(windows).toHaveLength(2);
  kept.pageGone();
  await advance(10_000);
  expect(windows[1]?.closes).toBe(1);
  await kept.stop();
});

test('a reload in time keeps the window', async () => {
  const { timer, advance } = handTimer();
  const { windows, open } = fakeWindows();
  const kept = keepOpen(open, timer);
  await settle();
  kept.pageShown();
  kept.pageGone();
  await advance(500);
  kept.pageShown();
  await advance(60_000);
  expect(windows).toHaveLength(1);
  await kept.stop();
  expect(windows[0]?.closes).toBe(1);
});
