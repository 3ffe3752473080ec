import { expect, it } from 'vitest';
import type { Timer } from '../../../hardware/ports.ts';
import { createSilence } from '../../../hardware/reader/silence.ts';

/** A process that is held up: a timer that is due comes when the test says so, with the clock where it is then. */
function heldUp() {
  let now = 0;
  let due: (() => void) | null = null;
  const timer: Timer = {
    monotonic: () => now,
    after(_, callback) {
      due = callback;
      return () => {
        due = null;
      };
    },
  };
  const fire = (at: number): void => {
    now = at;
    due?.();
  };
  return { timer, fire };
}

it('is told when the period is over', () => {
  const { timer, fire } = heldUp();
  let told = 0;
  createSilence(timer, () => (told += 1)).await(300);
  fire(310);
  expect(told).toBe(1);
});

it('is not believed of a process that was held up itself, once', () => {
  const { timer, fire } = heldUp();
  let told = 0;
  createSilence(timer, () => (told += 1)).await(300);
  fire(900);
  expect(told).toBe(0);
  fire(2000);
  expect(told).toBe(1);
});

it('is told at once after a pause in which the next person can have come', () => {
  const { timer, fire } = heldUp();
  let told = 0;
  createSilence(timer, () => (told += 1)).await(300);
  fire(1400);
  expect(told).toBe(1);
});

it('is not told after it was stopped', () => {
  const { timer, fire } = heldUp();
  let told = 0;
  const silence = createSilence(timer, () => (told += 1));
  silence.await(300);
  fire(900);
  silence.stop();
  fire(1200);
  expect(told).toBe(0);
});
