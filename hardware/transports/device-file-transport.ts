/**
 * A USB printer through the Linux kernel's usblp driver (`/dev/usb/lp0`), or a serial line, opened without blocking.
 * A blocking write to a printer without paper never returns and holds a thread; this one says EAGAIN.
 */
import { close as closeFile, constants, open as openFile, read as readFile, write as writeFile } from 'node:fs';
import type { ByteTransport, Timer } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { prepareSerialLine } from './serial-line.ts';
import type { SerialSettings } from './serial-line.ts';
import { createOutgoingBytes } from './byte-queue.ts';

/** Node cannot wait for such a file to become ready, so it is asked. */
const writeRetry = 5;
const readInterval = 10;

export interface DeviceFile {
  readonly path: string;
  readonly timer: Timer;
  /** Where the file is a serial line: set at every opening, because unplugging forgets it. */
  readonly serial?: SerialSettings;
}

export function createDeviceFileTransport({ path, timer, serial }: DeviceFile): ByteTransport {
  return {
    async open(onData, onClosed) {
      const opened = await openDevice(path);
      if (!opened.ok) return opened;
      const file = opened.value;
      // While it is open: some drivers forget what was set when nobody has the line.
      if (serial !== undefined && !(await prepareSerialLine(path, serial)).ok) {
        closeFile(file, () => {});
        return failed({ kind: 'absent' });
      }
      const incoming = new Uint8Array(1024);
      let lost = false;
      let writing = false;
      let busy = 0;
      let afterLast: (() => void) | null = null;
      let cancelRead = (): void => {};
      let cancelWrite = (): void => {};
      let heedClosed = (): void => {};
      const closed = new Promise<void>((resolve) => {
        heedClosed = resolve;
      });

      const outgoing = createOutgoingBytes(timer, send);

      function lose(told: boolean): void {
        if (lost) return;
        lost = true;
        cancelRead();
        cancelWrite();
        outgoing.end();
        // A dead handle that stays open makes the printer come back as lp1.
        whenIdle(() => closeFile(file, () => heedClosed()));
        if (told) onClosed();
      }

      function whenIdle(act: () => void): void {
        if (busy === 0) act();
        else afterLast = act;
      }

      function done(): void {
        busy -= 1;
        if (busy > 0 || afterLast === null) return;
        const act = afterLast;
        afterLast = null;
        act();
      }

      function send(): void {
        const front = outgoing.front();
        if (lost || writing || front.length === 0) return;
        writing = true;
        busy += 1;
        writeFile(file, front, 0, front.length, null, (error, count) => {
          writing = false;
          done();
          if (lost) return;
          if (error !== null && error.code !== 'EAGAIN') {
            lose(true);
            return;
          }
          // An unplugged printer first takes a part, and only the next write fails.
          const taken = error === null ? count : 0;
          outgoing.taken(taken);
          if (taken > 0) send();
          else cancelWrite = timer.after(writeRetry, send);
        });
      }

      function receive(): void {
        if (lost) return;
        busy += 1;
        readFile(file, incoming, 0, incoming.length, null, (error, count) => {
          done();
          if (lost) return;
          if (error !== null && error.code !== 'EAGAIN') {
            lose(true);
            return;
          }
          if (error === null && count > 0) {
            onData(incoming.slice(0, count));
            receive();
            return;
          }
          cancelRead = timer.after(readInterval, receive);
        });
      }

      receive();
      return ok({
        write: outgoing.write,
        async close() {
          lose(false);
          // Whoever opens it before the kernel has let go is told that it is busy.
          await closed;
        },
      });
    },
  };
}

function openDevice(path: string) {
  return new Promise<
    | { readonly ok: true; readonly value: number }
    | { readonly ok: false; readonly error: { readonly kind: 'absent' | 'busy' | 'denied' } }
  >((resolve) => {
    openFile(path, constants.O_RDWR | constants.O_NONBLOCK, (error, file) => {
      if (error === null) resolve(ok(file));
      else if (error.code === 'EBUSY') resolve(failed({ kind: 'busy' }));
      else resolve(failed({ kind: error.code === 'EACCES' || error.code === 'EPERM' ? 'denied' : 'absent' }));
    });
  });
}
