/** Looks for codes in a thread of its own, so that a busy picture holds up no screen. One frame at a time. */
import { Worker } from 'node:worker_threads';
import type { CodeFinder, Scan, Timer } from '../ports.ts';

/** A frame that takes longer has no answer any more; the thread is ended with it. */
const longestLook = 3000;
/** The first one loads the library. */
const longestFirstLook = 15_000;

/** `workerUrl`: what a bundler made of `code-finder-worker.ts`; unbundled it is found by itself. */
export function createCodeFinder(timer: Timer, workerUrl = new URL('./code-finder-worker.ts', import.meta.url)): CodeFinder {
  const worker = new Worker(workerUrl, { argv: [], env: {}, stdin: false, resourceLimits: { maxOldGenerationSizeMb: 128 } });
  worker.unref();
  let ended = false;
  let looked = false;
  let answer: ((scans: readonly Scan[] | null) => void) | null = null;

  const finish = (scans: readonly Scan[] | null): void => {
    const waiting = answer;
    answer = null;
    waiting?.(scans);
  };
  worker.on('message', (scans: readonly Scan[] | null) => {
    looked = true;
    finish(scans);
  });
  worker.on('error', () => {
    ended = true;
    finish(null);
  });
  worker.on('exit', () => {
    ended = true;
    finish(null);
  });

  return {
    find: (frame) =>
      new Promise((resolve) => {
        if (ended || answer !== null) {
          frame.data.fill(0);
          resolve(ended ? null : []);
          return;
        }
        const cancel = timer.after(looked ? longestLook : longestFirstLook, () => {
          ended = true;
          void worker.terminate();
          finish(null);
        });
        answer = (scans) => {
          cancel();
          resolve(scans);
        };
        const data = Uint8Array.from(frame.data);
        frame.data.fill(0);
        // Moved, not copied: what is left here is empty.
        worker.postMessage({ ...frame, data }, [data.buffer]);
      }),
    async close() {
      ended = true;
      finish(null);
      await worker.terminate();
    },
  };
}
