/**
 * A device that sends now and then, read without blocking: a blocking read would hold one of the four threads that
 * Node has for files. Node cannot wait for such a file to become ready, so it is asked.
 */
import { close as closeFile, constants, open as openFile, read as readFile } from 'node:fs';
import type { Timer } from '../ports.ts';
import { failed, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { claimDevice } from './sole-owner.ts';

const readInterval = 10;
/** A whole QR code of a serial reader, and more than the kernel keeps for an input device. */
const readSize = 8192;

/** `O_NOCTTY`: the line of a reader never becomes the terminal that can stop the kiosk. */
function openFileQuietly(path: string): Promise<Result<number, { readonly kind: 'absent' | 'denied' | 'busy' }>> {
  return new Promise((resolve) => {
    openFile(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY, (error, file) => {
      if (error === null) resolve(ok(file));
      else if (error.code === 'EBUSY') resolve(failed({ kind: 'busy' }));
      else resolve(failed({ kind: error.code === 'EACCES' || error.code === 'EPERM' ? 'denied' : 'absent' }));
    });
  });
}

export interface QuietDevice {
  /** The open file's number. */
  readonly file: number;
  /** Reads and throws away what is there already. */
  drain(): Promise<void>;
  start(): void;
  close(): Promise<void>;
}

export interface QuietDeviceParts {
  readonly path: string;
  readonly timer: Timer;
  readonly platform: NodeJS.Platform;
}

/**
 * Opens it for one owner, until it is lost or closed. `busy`: somebody else has it. Nothing is read before `drain` or
 * `start`. `onLost` comes once, on the first end or error, and not after `close`.
 */
export async function openQuietDevice(
  { path, timer, platform }: QuietDeviceParts,
  onBytes: (bytes: Uint8Array) => void,
  onLost: () => void,
): Promise<Result<QuietDevice, { readonly kind: 'absent' | 'denied' | 'busy' }>> {
  const claim = await claimDevice(path, platform);
  if (!claim.ok) return claim;
  const { release } = claim.value;
  const opened = await openFileQuietly(path);
  if (!opened.ok) {
    release();
    return opened;
  }
  const device = readQuietly(opened.value, timer, onBytes, () => {
    release();
    onLost();
  });
  return ok({
    ...device,
    close() {
      release();
      return device.close();
    },
  });
}

/** Owns the file from here on. */
function readQuietly(file: number, timer: Timer, onBytes: (bytes: Uint8Array) => void, onLost: () => void): QuietDevice {
  const incoming = new Uint8Array(readSize);
  let over = false;
  let reading = false;
  let afterRead: (() => void) | null = null;
  let cancel = (): void => {};

  function read(done: (outcome: 'bytes' | 'nothing' | 'gone', count: number) => void): void {
    reading = true;
    readFile(file, incoming, 0, incoming.length, null, (error, count) => {
      reading = false;
      if (afterRead !== null) {
        afterRead();
        return;
      }
      if (error !== null) done(error.code === 'EAGAIN' ? 'nothing' : 'gone', 0);
      // No bytes and no error is the end: a terminal that was hung up.
      else done(count > 0 ? 'bytes' : 'gone', count);
    });
  }

  function next(): void {
    if (over) return;
    read((outcome, count) => {
      if (over) return;
      if (outcome === 'gone') {
        over = true;
        incoming.fill(0);
        onLost();
        return;
      }
      if (outcome === 'nothing') {
        cancel = timer.after(readInterval, next);
        return;
      }
      onBytes(incoming.slice(0, count));
      incoming.fill(0, 0, count);
      next();
    });
  }

  return {
    file,
    drain: () =>
      new Promise((resolve) => {
        const again = (): void =>
          read((outcome, count) => {
            incoming.fill(0, 0, count);
            if (outcome === 'bytes') again();
            else resolve();
          });
        again();
      }),
    start: next,
    close: () =>
      new Promise((resolve) => {
        over = true;
        cancel();
        incoming.fill(0);
        const shut = (): void => closeFile(file, () => resolve());
        if (reading) afterRead = shut;
        else shut();
      }),
  };
}
