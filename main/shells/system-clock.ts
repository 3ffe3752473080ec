import type { Clock } from '../clock.ts';

/** The machine's own clock, for the programs that start everything else. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
