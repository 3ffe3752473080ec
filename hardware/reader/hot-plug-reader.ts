/**
 * What every kind of reader has in common: hot plug both ways, one device open, one listener on it, dead handles closed,
 * the same code counted once. A kind brings its own way of finding a device and of reading it.
 */
import type { DeviceHandle, Reader, ReaderCondition, ReaderEvent, Scan, Timer, WatchDevices, WrongMode } from '../ports.ts';
import type { Result } from '../result.ts';
import { createSameCodeFilter } from './same-code.ts';

/** What a kind of reader tells while its device is open; after `lost` it says nothing more. */
export interface Heard {
  scan(scan: Scan): void;
  misread(): void;
  noCode(): void;
  lost(): void;
}

export interface OpenReader extends DeviceHandle {
  readonly condition: 'ready' | 'keyboard-mode';
}

export type NotOpened = {
  readonly kind: Exclude<ReaderCondition, 'ready' | 'keyboard-mode'>;
  readonly found?: WrongMode;
};

export interface ReaderConnection {
  /** Finds the device and opens it. Closing the handle drops half a code without a word. */
  open(heard: Heard): Promise<Result<OpenReader, NotOpened>>;
  readonly watch: WatchDevices;
}

/**
 * The node exists before udev has given it to the kiosk's user and has written down that no window takes its keys: for so
 * long nobody is told that it is not so.
 */
const grantTime = 2500;
const grantRetry = 150;
/** A rule may be mended, and another program may let go of it. */
const openRetry = 1000;
/** Not every coming and going is told. */
const lookRetry = 5000;

export function createHotPlugReader({ connection, timer }: { connection: ReaderConnection; timer: Timer }): Reader {
  const listeners = new Set<(event: ReaderEvent) => void>();
  let running: ReturnType<typeof start> | null = null;

  const tell = (event: ReaderEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  return {
    listen(onEvent) {
      const listener = (event: ReaderEvent): void => onEvent(event);
      listeners.add(listener);
      if (running === null) running = start(connection, timer, tell);
      else running.again(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        running?.stop();
        running = null;
      };
    },
  };
}

function start(connection: ReaderConnection, timer: Timer, tell: (event: ReaderEvent) => void) {
  let stopped = false;
  let told: Extract<ReaderEvent, { readonly type: 'condition' }> | null = null;
  let open: { readonly handle: OpenReader } | null = null;
  let looking = false;
  let lookAgain = false;
  let cancelRetry: (() => void) | null = null;
  let ungrantedSince: number | null = null;
  const sameCode = createSameCodeFilter(timer);

  function become(condition: ReaderCondition, found?: WrongMode): void {
    const same = told?.condition === condition && told.found?.mode === found?.mode && told.found?.maker === found?.maker;
    if (stopped || same) return;
    told = { type: 'condition', condition, ...(found === undefined ? {} : { found }) };
    tell(told);
  }

  function look(): void {
    if (stopped || open !== null) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    cancelRetry?.();
    cancelRetry = null;
    void openOnce().then(() => {
      looking = false;
      if (!lookAgain) return;
      lookAgain = false;
      look();
    });
  }

  async function openOnce(): Promise<void> {
    let lost = false;
    let mine: { readonly handle: OpenReader } | null = null;
    const deaf = (): boolean => stopped || lost;
    const opened = await connection.open({
      scan(scan) {
        if (!deaf() && !sameCode.repeats(scan)) tell({ type: 'scan', scan });
      },
      misread() {
        if (!deaf()) tell({ type: 'misread' });
      },
      noCode() {
        if (!deaf()) tell({ type: 'no-code' });
      },
      lost() {
        if (lost) return;
        lost = true;
        if (mine === null || open !== mine) return;
        open = null;
        // A dead handle that stays open keeps its path taken.
        void mine.handle.close().then(look);
        become('absent');
      },
    });
    if (!opened.ok) {
      if (stopped) return;
      const { kind, found } = opened.error;
      const ungranted = kind === 'denied' || kind === 'not-fenced';
      ungrantedSince = ungranted ? (ungrantedSince ?? timer.monotonic()) : null;
      if (ungrantedSince !== null && timer.monotonic() - ungrantedSince < grantTime) {
        cancelRetry = timer.after(grantRetry, look);
        return;
      }
      become(kind, found);
      cancelRetry = timer.after(ungranted || kind === 'busy' ? openRetry : lookRetry, look);
      return;
    }
    ungrantedSince = null;
    if (deaf()) {
      await opened.value.close();
      if (lost) lookAgain = true;
      return;
    }
    mine = { handle: opened.value };
    open = mine;
    become(opened.value.condition);
  }

  const stopWatching = connection.watch(look);
  look();

  return {
    again(listener: (event: ReaderEvent) => void): void {
      if (told !== null) listener(told);
    },
    stop(): void {
      stopped = true;
      stopWatching();
      cancelRetry?.();
      sameCode.forget();
      const last = open;
      open = null;
      if (last !== null) void last.handle.close();
    },
  };
}
