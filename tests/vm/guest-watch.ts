/** What a guest is at, and when it has been at it for too long: a hang is never silent. Times are milliseconds of one clock. */
import { longestCheck } from './guest/guest-lines.ts';
import type { CheckName, CheckResult, GuestLine } from './guest/guest-lines.ts';

/** The guest ends a check that hangs by itself; where it cannot even do that, the host does. */
export const graceOfCheck = 30_000;
/** From nothing to the first check, and from one check to the next, on a slow machine without virtualisation. */
export const longestPause = 120_000;

export interface GuestWatch {
  heard(line: GuestLine, now: number): void;
  /** The checks that have begun and not ended. */
  readonly running: readonly string[];
  /** Why there is no sense in waiting on; null while there is. */
  overdue(now: number): string | null;
}

const nameOf = ({ suite, name }: CheckName): string => `"${suite}: ${name}"`;

export function createGuestWatch(start: number): GuestWatch {
  const running = new Map<string, number>();
  let since = start;
  let last: CheckResult | null = null;
  return {
    heard(line, now) {
      since = now;
      if (line.type === 'begin') running.set(nameOf(line.check), now);
      else {
        running.delete(nameOf(line.check));
        last = line.check;
      }
    },
    get running() {
      return [...running.keys()];
    },
    overdue(now) {
      const hung = [...running].find(([, began]) => now - began > longestCheck + graceOfCheck);
      if (hung !== undefined) return `hung in ${hung[0]} for ${seconds(now - hung[1])}`;
      if (running.size > 0 || now - since <= longestPause) return null;
      return last === null ? `did not come to its first check in ${seconds(now - since)}` : `hung after ${nameOf(last)} for ${seconds(now - since)}`;
    },
  };
}

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;
