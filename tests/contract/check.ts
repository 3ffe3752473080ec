/** One check of the device contract: the same over emulators in one process and over devices of a kernel. */
import type { Timer } from '../../hardware/ports.ts';

export interface Check<Bench> {
  readonly name: string;
  /** Throws where the device or its driver does something else. Needs no test runner: the guest of `npm run test:vm` has none. */
  run(bench: Bench): Promise<void>;
}

/** How time passes on a bench: simulated, or really. */
export interface BenchTime {
  readonly timer: Timer;
  pass(ms: number): Promise<void>;
}

const step = 10;

/** Lets time pass until it is so; says what did not become so within `most` ms. */
export async function until({ timer, pass }: BenchTime, what: string, reached: () => boolean, most: number): Promise<void> {
  const end = timer.monotonic() + most;
  await pass(0);
  while (!reached()) {
    if (timer.monotonic() > end) throw new Error(`${what}: not within ${most} ms`);
    await pass(step);
  }
}

/** The value that the promise comes to within `most` ms. */
export async function settled<Value>(time: BenchTime, what: string, promise: Promise<Value>, most: number): Promise<Value> {
  let over = false;
  const watched = promise.finally(() => {
    over = true;
  });
  watched.catch(() => {});
  await until(time, what, () => over, most);
  return watched;
}
