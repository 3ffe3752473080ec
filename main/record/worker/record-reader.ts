/**
 * Reads records in a thread of their own, so that the longest record never holds up a screen.
 * One thread a record, with a bounded heap and time; the next thread is started ahead, so that nobody waits for it.
 */
import { Worker } from 'node:worker_threads';
import type { Timer } from '../../../hardware/ports.ts';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { PatientRecord } from '../patient-record.ts';
import { defaultLimits, type ReadLimits, type ReadProblem } from '../read-record.ts';

export type ReaderProblem =
  | ReadProblem
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'stopped' }
  /** The thread ended without an answer: out of memory, or a fault. */
  | { readonly kind: 'reader-failed' };

export interface RecordReader {
  /** Takes the bytes: they are moved to the thread and empty here afterwards. */
  read(bytes: Uint8Array, signal: AbortSignal): Promise<Result<PatientRecord, ReaderProblem>>;
  /** Ends the thread that is waiting, at shutdown. */
  close(): Promise<void>;
}

export interface RecordReaderOptions {
  /** `record-worker.ts`, or what the bundler made of it. */
  readonly workerUrl: URL;
  readonly timer: Timer;
  readonly limits?: ReadLimits;
  /** For one record, milliseconds. */
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
    worker.on('error', () => {
      if (waiting === worker) waiting = null;
    });
    worker.on('exit', () => {
      if (waiting === worker) waiting = null;
    });
    return worker;
  };

  const take = (): Worker => {
    const worker = waiting ?? start();
    waiting = closed ? null : start();
    return worker;
  };

  const read = (bytes: Uint8Array, signal: AbortSignal): Promise<Result<PatientRecord, ReaderProblem>> =>
    new Promise((resolve) => {
      if (signal.aborted || closed) {
        resolve(failed({ kind: 'stopped' }));
        return;
      }
      if (bytes.length > limits.maximumSize) {
        resolve(failed({ kind: 'too-large' }));
        return;
      }
      const worker = take();
      let over = false;
      const finish = (result: Result<PatientRecord, ReaderProblem>) => {
        if (over) return;
        over = true;
        cancel();
        signal.removeEventListener('abort', stop);
        void worker.terminate();
        resolve(result);
      };
      const stop = () => finish(failed({ kind: 'stopped' }));
      const cancel = options.timer.after(timeout, () => finish(failed({ kind: 'too-slow' })));
      signal.addEventListener('abort', stop, { once: true });
      worker.once('message', (answer: Result<PatientRecord, ReadProblem>) => finish(answer.ok ? ok(answer.value) : answer));
      worker.once('error', (problem: unknown) => finish(failed({ kind: isOutOfMemory(problem) ? 'too-large' : 'reader-failed' })));
      worker.once('messageerror', () => finish(failed({ kind: 'reader-failed' })));
      worker.once('exit', () => finish(failed({ kind: 'reader-failed' })));
      worker.ref();
      worker.postMessage({ bytes, limits }, moved(bytes));
    });

  waiting = start();
  return {
    read,
    close: async () => {
      closed = true;
      await waiting?.terminate();
      waiting = null;
    },
  };
}

/** A small Buffer lives in a pool that others use: that one is copied, not moved. */
function moved({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength ? [buffer] : [];
}

function isOutOfMemory(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
