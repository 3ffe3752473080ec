/**
 * Reads records in a thread of their own, so that the longest record never holds up a screen.
 * One thread a record, with a bounded heap and time; the next thread is started ahead, so that nobody waits for it.
 */
import { Worker } from 'node:worker_threads';
import type { Timer } from '../../../hardware/ports.ts';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { Item, PatientRecord } from '../patient-record.ts';
import { defaultLimits, type ReadLimits, type ReadProblem } from '../read-record.ts';
import type { Part, Task, Whole } from './record-worker.ts';

export type ReaderProblem =
  | ReadProblem
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'stopped' }
  /** The thread ended without an answer: a fault. */
  | { readonly kind: 'reader-failed' };

export interface RecordReader {
  /** Takes the bytes: they are moved to the thread and empty here afterwards. */
  read(bytes: Uint8Array, signal: AbortSignal): Promise<Result<PatientRecord, ReaderProblem>>;
  /** For a record that comes in pages. */
  open(signal: AbortSignal): RecordReading;
  /** Ends the thread that is waiting, at shutdown. */
  close(): Promise<void>;
}

/** One record being read; after a failure, and after `finish` or `abandon`, its thread is gone. */
export interface RecordReading {
  /** Takes a page; says where the source has the next one. */
  add(bytes: Uint8Array): Promise<Result<{ readonly next: string | null }, ReaderProblem>>;
  finish(): Promise<Result<PatientRecord, ReaderProblem>>;
  abandon(): void;
}

export interface RecordReaderOptions {
  /** `record-worker.ts`, or what the bundler made of it. */
  readonly workerUrl: URL;
  readonly timer: Timer;
  readonly limits?: ReadLimits;
  /** For one page, and for the whole record when all pages are there, milliseconds. */
  readonly timeout?: number;
  /** Of the thread's heap, megabytes. */
  readonly memory?: number;
}

export function createRecordReader(options: RecordReaderOptions): RecordReader {
  const limits = options.limits ?? defaultLimits;
  const timeout = options.timeout ?? 20_000;
  const memory = options.memory ?? 1_024;
  let waiting: Worker | null = null;
  let closed = false;

  const start = (): Worker => {
    const worker = new Worker(options.workerUrl, {
      // A record is read in one go: with room for all of it, the collector has nothing to do meanwhile.
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: Math.min(128, memory) },
      // Nothing of the kiosk's own command line or environment belongs in there.
      argv: [],
      env: {},
      stdin: false,
    });
    worker.unref();
    // A thread that fails while it waits is replaced when it is needed.
    const forget = () => {
      if (waiting === worker) waiting = null;
    };
    worker.on('error', forget);
    worker.on('exit', forget);
    return worker;
  };

  const take = (): Worker => {
    const worker = waiting ?? start();
    waiting = closed ? null : start();
    return worker;
  };

  const open = (signal: AbortSignal): RecordReading => {
    const worker = signal.aborted || closed ? null : take();
    let over = worker === null;
    let size = 0;
    const end = () => {
      if (over) return;
      over = true;
      void worker?.terminate();
    };
    const ask = <Value>(task: Task, transfer: ArrayBuffer[]): Promise<Result<Value, ReaderProblem>> =>
      new Promise((resolve) => {
        if (worker === null || over) {
          resolve(failed({ kind: 'stopped' }));
          return;
        }
        const finish = (result: Result<Value, ReaderProblem>) => {
          cancel();
          signal.removeEventListener('abort', onAbort);
          worker.removeAllListeners('message');
          worker.off('error', onError);
          worker.off('exit', onExit);
          if (!result.ok) end();
          resolve(result);
        };
        const onAbort = () => finish(failed({ kind: 'stopped' }));
        const onError = (problem: unknown) => finish(failed({ kind: isOutOfMemory(problem) ? 'too-large' : 'reader-failed' }));
        const onExit = () => finish(failed({ kind: 'reader-failed' }));
        const cancel = options.timer.after(timeout, () => finish(failed({ kind: 'too-slow' })));
        signal.addEventListener('abort', onAbort, { once: true });
        worker.once('message', (answer: Result<Value, ReadProblem>) => finish(answer));
        worker.once('error', onError);
        worker.once('exit', onExit);
        worker.ref();
        worker.postMessage({ task, settings: { limits } }, transfer);
      });
    return {
      add: (bytes) => {
        size += bytes.length;
        if (size > limits.maximumSize) {
          end();
          return Promise.resolve(failed({ kind: 'too-large' }));
        }
        return ask<{ readonly next: string | null }>({ type: 'page', bytes }, moved(bytes));
      },
      finish: async () => {
        const whole = await ask<Whole>({ type: 'finish' }, []);
        const record = whole.ok ? await withItems(whole.value, () => ask<Part | null>({ type: 'more' }, [])) : whole;
        end();
        return record;
      },
      abandon: end,
    };
  };

  waiting = start();
  return {
    open,
    read: async (bytes, signal) => {
      const reading = open(signal);
      const added = await reading.add(bytes);
      return added.ok ? reading.finish() : added;
    },
    close: async () => {
      closed = true;
      await waiting?.terminate();
      waiting = null;
    },
  };
}

/** Asks for items until all are here: main is free between two answers, however long the record is. */
async function withItems(whole: Whole, more: () => Promise<Result<Part | null, ReaderProblem>>): Promise<Result<PatientRecord, ReaderProblem>> {
  const items = whole.record.sections.map((): Item[] => []);
  for (let left = whole.items; left > 0; ) {
    const part = await more();
    if (!part.ok) return part;
    if (part.value === null || part.value.items.length === 0) return failed({ kind: 'reader-failed' });
    const section = items[part.value.section];
    for (const item of part.value.items) section?.push(item);
    left -= part.value.items.length;
  }
  return ok({ ...whole.record, sections: whole.record.sections.map((section, place) => ({ ...section, items: items[place] ?? [] })) });
}

/** A small Buffer lives in a pool that others use: that one is copied, not moved. */
function moved({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength ? [buffer] : [];
}

function isOutOfMemory(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
