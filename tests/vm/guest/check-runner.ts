/** Runs checks in the guest one by one, says of each that it begins and how it ended, and stops where one hangs. */
import { readFileSync } from 'node:fs';
import { systemTimer as timer } from '../../../hardware/transports/system-timer.ts';
import type { BenchTime, Check } from '../../contract/check.ts';
import { beginLine, guestLine, longestCheck } from './guest-lines.ts';

export const pass = (ms: number): Promise<void> => new Promise((resolve) => void timer.after(ms, resolve));
export const time: BenchTime = { timer, pass };
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** As given to the host by `--only`. */
const only = decodeURIComponent(/ only=(\S*)/.exec(readFileSync('/proc/cmdline', 'utf8'))?.[1] ?? '');

const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** `withBench` sets a bench up, runs the check on it and takes it away again. */
export async function check<Bench>(suite: string, { name, run }: Check<Bench>, withBench: (run: (bench: Bench) => Promise<void>) => Promise<void>): Promise<void> {
  if (!`${suite}: ${name}`.includes(only)) return;
  const from = timer.monotonic();
  say(beginLine({ suite, name }));
  const end = (error: string | null): void => say(guestLine({ suite, name, ms: Math.round(timer.monotonic() - from), error }));
  const ended = withBench(run).then(
    () => end(null),
    (error: unknown) => end(errorText(error)),
  );
  let cancel = (): void => {};
  const hung = new Promise<'hung'>((resolve) => {
    cancel = timer.after(longestCheck, () => resolve('hung'));
  });
  if ((await Promise.race([ended, hung])) === 'hung') {
    end(`hung: no end within ${longestCheck / 1000} s. The checks after it did not run.`);
    process.exit(1);
  }
  cancel();
}
