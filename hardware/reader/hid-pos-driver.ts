/** A bar code scanner in HID POS mode as a `Reader`: hot plug both ways, one handle, one listener, whole codes. */
import type { HidDeviceInfo, HidHandle, HidTransport, Reader, ReaderCondition, ReaderEvent, Scan, Timer } from '../ports.ts';
import { layoutFromDescriptor } from './hid-report-descriptor.ts';
import { createScanAssembly } from './scan-assembly.ts';
import type { ScanAssembly } from './scan-assembly.ts';
import { findScanner, hasScannerInWrongMode } from './scanner-match.ts';

/** A code that stays under the reader is read again and again; it counts once until it was away for this long. */
export const sameCodePause = 1500;

/** The node exists before udev has given it to the kiosk's user. */
const openRetry = 1000;

export function createHidPosReader({ transport, timer }: { transport: HidTransport; timer: Timer }): Reader {
  const listeners = new Set<(event: ReaderEvent) => void>();
  let running: ReturnType<typeof start> | null = null;

  const tell = (event: ReaderEvent): void => {
    for (const listener of listeners) listener(event);
  };

  return {
    listen(onEvent) {
      const listener = (event: ReaderEvent): void => onEvent(event);
      listeners.add(listener);
      if (running === null) running = start(transport, timer, tell);
      else if (running.condition() !== null) listener({ type: 'condition', condition: running.condition() ?? 'absent' });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        running?.stop();
        running = null;
      };
    },
  };
}

function start(transport: HidTransport, timer: Timer, tell: (event: ReaderEvent) => void) {
  let stopped = false;
  let condition: ReaderCondition | null = null;
  let open: { readonly handle: HidHandle; readonly assembly: ScanAssembly } | null = null;
  let looking = false;
  let lookAgain = false;
  let cancelRetry: (() => void) | null = null;
  const sameCode = createSameCodeFilter(timer);

  function become(next: ReaderCondition): void {
    if (stopped || next === condition) return;
    condition = next;
    tell({ type: 'condition', condition: next });
  }

  function look(): void {
    if (stopped) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    void lookOnce().then(() => {
      looking = false;
      if (!lookAgain) return;
      lookAgain = false;
      look();
    });
  }

  async function lookOnce(): Promise<void> {
    if (open !== null) return;
    const found = await transport.devices();
    if (stopped) return;
    if (!found.ok) {
      become('driver-missing');
      return;
    }
    const device = findScanner(found.value);
    if (device === null) become(hasScannerInWrongMode(found.value) ? 'wrong-mode' : 'absent');
    else await openDevice(device);
  }

  async function openDevice(device: HidDeviceInfo): Promise<void> {
    const layout = device.descriptor === undefined ? null : layoutFromDescriptor(device.descriptor);
    const assembly = createScanAssembly(
      timer,
      layout,
      (scan) => {
        if (!stopped && !sameCode.repeats(scan)) tell({ type: 'scan', scan });
      },
      () => {
        if (!stopped) tell({ type: 'misread' });
      },
    );
    let lost = false;
    const opened = await transport.open(
      device.path,
      (report) => {
        if (!stopped && !lost) assembly.report(report);
      },
      () => {
        if (lost) return;
        lost = true;
        assembly.drop();
        if (open?.assembly !== assembly) return;
        const { handle } = open;
        open = null;
        // A dead handle that stays open keeps its path taken.
        void handle.close().then(() => look());
        become('absent');
      },
    );
    if (!opened.ok) {
      become(opened.error.kind);
      cancelRetry?.();
      cancelRetry = timer.after(openRetry, look);
      return;
    }
    if (stopped || lost) {
      await opened.value.close();
      if (lost) lookAgain = true;
      return;
    }
    open = { handle: opened.value, assembly };
    become('ready');
  }

  const stopWatching = transport.watch(look);
  look();

  return {
    condition: () => condition,
    stop(): void {
      stopped = true;
      stopWatching();
      cancelRetry?.();
      sameCode.forget();
      const last = open;
      open = null;
      if (last === null) return;
      last.assembly.drop();
      void last.handle.close();
    },
  };
}

/** Keeps the last code only as long as it must, and wipes it then: it is somebody's. */
function createSameCodeFilter(timer: Timer) {
  let last: Uint8Array | null = null;
  let cancel: (() => void) | null = null;

  function forget(): void {
    last?.fill(0);
    last = null;
    cancel?.();
    cancel = null;
  }

  return {
    forget,
    repeats(scan: Scan): boolean {
      const same = last !== null && last.length === scan.bytes.length && last.every((byte, at) => byte === scan.bytes[at]);
      if (!same) {
        forget();
        last = scan.bytes.slice();
      }
      cancel?.();
      cancel = timer.after(sameCodePause, forget);
      return same;
    },
  };
}
