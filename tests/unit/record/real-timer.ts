import type { Timer } from '../../../hardware/ports.ts';

export const realTimer: Timer = {
  monotonic: () => performance.now(),
  after: (milliseconds, callback) => {
    const handle = setTimeout(callback, milliseconds);
    return () => clearTimeout(handle);
  },
};
