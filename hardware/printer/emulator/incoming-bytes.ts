/** Writes that have reached the printer's socket or cable and wait for room in its receive buffer. */
import type { ByteLink, Timer } from '../../ports.ts';
import { failed, ok } from '../../result.ts';

const stallTime = 10_000;

interface PendingWrite {
  readonly bytes: Uint8Array;
  at: number;
  heard: number;
  readonly settle: (result: Awaited<ReturnType<ByteLink['write']>>) => void;
}

export interface IncomingBytes {
  /** Resolves as `ByteLink.write` promises. */
  add(bytes: Uint8Array): ReturnType<ByteLink['write']>;
  /** Whether a byte waits; writes that are all in are told so. */
  waiting(): boolean;
  /** The next byte, and whether it was given by `listenAhead` already. */
  take(): { readonly byte: number; readonly heard: boolean };
  /** Bytes that wait and were not given before: for real-time commands, which are obeyed on reception. */
  listenAhead(): Iterable<number>;
  /** What was given by `listenAhead` is dropped: a real-time command has cleared it. */
  dropHeard(): void;
  /** The connection is gone, and what waited with it. */
  drop(): void;
}

export function createIncomingBytes(timer: Timer): IncomingBytes {
  const writes: PendingWrite[] = [];
  let taken = 0;

  return {
    add(bytes) {
      return new Promise((resolve) => {
        let cancel = (): void => {};
        let seen = taken;
        const watchStall = (): void => {
          cancel = timer.after(stallTime, () => {
            if (seen === taken) {
              resolve(failed({ kind: 'stalled' }));
              return;
            }
            seen = taken;
            watchStall();
          });
        };
        const settle = (result: Awaited<ReturnType<ByteLink['write']>>): void => {
          cancel();
          resolve(result);
        };
        writes.push({ bytes: bytes.slice(), at: 0, heard: 0, settle });
        watchStall();
      });
    },
    waiting() {
      for (;;) {
        const [write] = writes;
        if (write === undefined) return false;
        if (write.at < write.bytes.length) return true;
        writes.shift();
        write.settle(ok(undefined));
      }
    },
    take() {
      const [write] = writes;
      if (write === undefined) return { byte: 0, heard: true };
      const byte = write.bytes[write.at] ?? 0;
      const heard = write.at < write.heard;
      write.at += 1;
      taken += 1;
      return { byte, heard };
    },
    *listenAhead() {
      for (const write of writes) {
        write.heard = Math.max(write.at, write.heard);
        while (write.heard < write.bytes.length) {
          write.heard += 1;
          yield write.bytes[write.heard - 1] ?? 0;
        }
      }
    },
    dropHeard() {
      for (const write of writes) write.at = Math.max(write.at, write.heard);
    },
    drop() {
      for (const write of writes.splice(0)) write.settle(failed({ kind: 'disconnected' }));
    },
  };
}
