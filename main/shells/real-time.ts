import { performance } from 'node:perf_hooks';
import type { Timer } from '../../hardware/ports.ts';
import type { Clock } from '../clock.ts';

export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

export const realTimer: Timer = {
  monotonic: () => performance.now(),
  after(ms, callback) {
    const timeout = setTimeout(callback, ms);
    return () => clearTimeout(timeout);
  },
};
