/** Bytes on their way out, in order, through a device that takes some, none, or no more ever. */
import type { Timer } from '../ports.ts';
import { failed, ok } from '../result.ts';
import type { ByteLink } from '../ports.ts';

/** Nothing moved for so long: the device is stalled. */
export const stallTime = 10_000;

export interface OutgoingBytes {
  readonly write: ByteLink['write'];
  /** The device took `count` of the bytes in front. */
  taken(count: number): void;
  /** What to offer next; empty when all is out. */
  front(): Uint8Array;
  /** No byte will ever go out again. */
  end(): void;
}

/** `wake` is called when there is something to offer. */
export function createOutgoingBytes(timer: Timer, wake: () => void): OutgoingBytes {
  let queue: Uint8Array[] = [];
  let put = 0;
  let out = 0;
  let ended = false;
  const waiters = new Set<() => void>();

  const heed = (): void => {
    for (const waiter of [...waiters]) waiter();
  };

  return {
    write(bytes) {
      if (ended) return Promise.resolve(failed({ kind: 'disconnected' as const }));
      if (bytes.length > 0) queue.push(bytes.slice());
      put += bytes.length;
      const until = put;
      return new Promise((resolve) => {
        let cancel = (): void => {};
        const settle = (result: Awaited<ReturnType<ByteLink['write']>>): void => {
          waiters.delete(check);
          cancel();
          resolve(result);
        };
        const check = (): void => {
          cancel();
          if (out >= until) settle(ok(undefined));
          else if (ended) settle(failed({ kind: 'disconnected' }));
          else cancel = timer.after(stallTime, () => settle(failed({ kind: 'stalled' })));
        };
        waiters.add(check);
        check();
        if (out < put && !ended) wake();
      });
    },
    taken(count) {
      out += count;
      let left = count;
      while (left > 0) {
        const [first, ...rest] = queue;
        if (first === undefined) break;
        if (first.length > left) {
          queue = [first.subarray(left), ...rest];
          break;
        }
        left -= first.length;
        queue = rest;
      }
      if (count > 0) heed();
    },
    front: () => queue[0] ?? new Uint8Array(),
    end() {
      ended = true;
      queue = [];
      heed();
    },
  };
}
