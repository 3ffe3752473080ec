/** The machine's own time as a driver's `Timer`. */
import type { Timer } from '../ports.ts';

export const systemTimer: Timer = {
  monotonic: () => performance.now(),
  after(ms, callback) {
    const handle = setTimeout(callback, ms);
    return () => clearTimeout(handle);
  },
};
