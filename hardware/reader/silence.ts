/**
 * Whether a device has fallen silent, or only the process was too busy to hear it: after a pause of its own, timers come
 * before the bytes that wait meanwhile. Then there is one more period to hear them,
 * unless the pause was so long that somebody else may stand there.
 */
import type { Timer } from '../ports.ts';

export interface Silence {
  /** Something is to come within so many milliseconds from now. */
  await(period: number): void;
  stop(): void;
}

/** A timer that comes later than this, in milliseconds, was held up by the process. */
const lateness = 50;

/** After a pause longer than this, in milliseconds, what waits may be of the next person: a torn code is then given up. */
const longestPause = 1_000;

/** What comes so soon after a code was given up, in milliseconds, is the rest of it: nobody holds another one so fast. */
export const lateRest = 200;

export function createSilence(timer: Timer, onSilent: () => void): Silence {
  let cancel: (() => void) | null = null;

  function stop(): void {
    cancel?.();
    cancel = null;
  }

  function wait(period: number, again: boolean): void {
    stop();
    const due = timer.monotonic() + period;
    cancel = timer.after(period, () => {
      cancel = null;
      const late = timer.monotonic() - due;
      if (again && late > lateness && late <= longestPause) wait(period, false);
      else onSilent();
    });
  }

  return { await: (period) => wait(period, true), stop };
}
