/** A code that stays under the reader is read again and again; it counts once. */
import type { Scan, Timer } from '../ports.ts';

/** It counts again when it was away for this long. */
export const sameCodePause = 1500;

export interface SameCodeFilter {
  repeats(scan: Scan): boolean;
  forget(): void;
}

/** Keeps the last code only as long as it must, and wipes it then: it is somebody's. */
export function createSameCodeFilter(timer: Timer): SameCodeFilter {
  let last: Uint8Array | null = null;
  let cancel: (() => void) | null = null;

  function forget(): void {
    last?.fill(0);
    last = null;
    cancel?.();
    cancel = null;
  }

  return {
    forget,
    repeats(scan) {
      const same = last !== null && last.length === scan.bytes.length && last.every((byte, at) => byte === scan.bytes[at]);
      if (!same) {
        forget();
        last = scan.bytes.slice();
      }
      cancel?.();
      cancel = timer.after(sameCodePause, forget);
      return same;
    },
  };
}
